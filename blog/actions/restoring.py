"""A post as an older revision has it."""

from django.db import transaction
from django.utils.translation import gettext as _

from blog.models import Post
from blog.models.snapshots import fill, rows_from

from .posts import log, refresh_post
from .revisions import lock_post, remember_found
from .saving import Before, recount_what_left, refuse_new_gaps

STAYS = ("slug",)  # an address is not taken back with a text


@transaction.atomic
def restore_revision(revision, *, by):
    """
    Give the post the texts, rows and tags of this revision; its state, time, day and address stay. It becomes a
    revision of its own. Raises Refused if the post is out and would lack what it has now.
    """
    lock_post(revision.post)
    post = Post.objects.get(pk=revision.post_id)
    remember_found(post)
    before = Before.of(post)
    put_back(post, revision.snapshot)
    refresh_post(post)
    if post.publish_at:
        refuse_new_gaps(post, before)
        recount_what_left(post, before)
    log(post, by, _("Restored as it was in revision %(number)d.") % {"number": revision.number})
    return post


def put_back(post, snapshot):
    fill(post, snapshot, but=STAYS)
    post.save()
    for name, rows in rows_from(post, snapshot, make_missing=True).items():
        getattr(post, name).all().delete()
        # A list without positions is sorted by what came last.
        in_order = rows if hasattr(next(iter(rows), None), "position") else rows[::-1]
        getattr(post, name).bulk_create(in_order)
    post.tags.set(snapshot["tags"])
    post.mentions.set(Post.objects.filter(pk__in=[other["pk"] for other in snapshot["mentions"]]))
