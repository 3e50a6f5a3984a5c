"""A new draft that begins as another post is."""

from django.db import transaction
from django.utils.translation import gettext as _

from blog.models import Post
from blog.models.snapshots import snapshot_of

from .posts import log, refresh_post
from .restoring import put_back

# What is told of that post and would not be true of its copy: when it was looked over, what was changed in it.
UNCOPIED_ROWS = ("change_notes", "section_reviews")
UNCOPIED_FIELDS = {"reviewed_on": None, "review_due": None, "slug": ""}
TITLE_LENGTH = Post._meta.get_field("title").max_length


@transaction.atomic
def duplicate_post(post, *, by):
    """
    A draft with the texts, rows, tags and authors of `post`. Day, time, address, comments and whatever is counted are
    its own.
    """
    snapshot = snapshot_of(post)
    for name in UNCOPIED_ROWS:
        if name in snapshot["rows"]:
            snapshot["rows"][name] = []
    title = _("Copy of %(title)s") % {"title": post.title or _("a draft")}
    snapshot["fields"] |= UNCOPIED_FIELDS | {"title": title[:TITLE_LENGTH]}
    copy = Post(kind=post.kind, created_by=by)
    put_back(copy, snapshot)
    refresh_post(copy)
    log(copy, by, _("Begun as a copy of “%(title)s”.") % {"title": post.title[:150]})
    return copy
