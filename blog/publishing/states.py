"""The state of a post as the desk names it: stored, or derived from its time."""

from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from blog.models import Post

NAMES = {
    Post.State.DRAFT: _("draft"),
    Post.State.SUBMITTED: _("submitted"),
    Post.State.RETURNED: _("handed back"),
    Post.State.READY: _("ready"),
    "scheduled": _("scheduled"),
    "published": _("published"),
    Post.State.WITHDRAWN: _("withdrawn"),
    Post.State.PRIVATE: _("private"),
}


def state_of(post):
    if post.publish_at:
        return "published" if post.is_public() else "scheduled"
    return post.state


def in_state(posts, state):
    """Those of `posts` (a QuerySet) that the desk calls so."""
    match state:
        case "published":
            return posts.published()
        case "scheduled":
            return posts.scheduled()
        case _other:
            return posts.filter(state=state, publish_at=None)


class StateFilter(SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return NAMES.items()

    def queryset(self, request, queryset):
        return in_state(queryset, self.value()) if self.value() in NAMES else queryset
