"""Posts by a word of their names, drafts as well: what the desk's lists are searched by."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.db.models.expressions import RawSQL

from blog.models import Post

from .names import LATER, POST, WHOLE
from .suggestions import LAST
from .words import words

NAMES = ("title", "slug", "also_called", "hidden_names")
BEGINS_SO = (
    "SELECT row_id FROM blog_search_name WHERE kind = %s AND place IN (%s, %s) AND beginning >= %s AND beginning < %s"
)


def named(typed):
    """
    A condition on posts: for each word typed, a name, shown or not, has a word that begins so. Posts that cannot come
    out yet are few and not in the index; of those, a name may hold what was typed anywhere.
    """
    return in_index(words(typed)) | waiting(typed.split())


def in_index(asked):
    if not asked:
        return Q(pk__in=[])
    matches = (RawSQL(BEGINS_SO, [POST, WHOLE, LATER, word, word + LAST]) for word in asked)  # noqa: S611
    return Q(*(Q(pk__in=match) for match in matches))


def waiting(asked):
    unfinished = [state for state in Post.State.values if state != Post.State.READY]
    holds = (reduce(or_, (Q(**{f"{name}__icontains": word}) for name in NAMES)) for word in asked)
    return Q(pk__in=Post.objects.order_by().filter(*holds, state__in=unfinished).values("pk"))
