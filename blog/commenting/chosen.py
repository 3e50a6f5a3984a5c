"""The comments of those with one badge: a plain list, each saying what it answers."""

from django.core.paginator import Paginator

from blog.models import Comment
from blog.models.comments import ROOTS_A_PAGE

from .badges import badge_of, with_badge_of
from .people import with_people
from .threads import COLUMNS, NAMES, READ, Threads, authors_of

ANSWERED = ("reply_to__code", "reply_to__user_name", "reply_to__state")
ORDERS = {
    "oldest": ["posted_at", "pk"],
    "newest": ["-posted_at", "-pk"],
    "best": ["-like_count", "posted_at", "pk"],
}


def chosen_page(post, number, by, order="oldest"):
    """Page `number` of the shown comments by people with this badge, as `thread_page` gives it. Raises InvalidPage."""
    authors = authors_of(post)
    found = Comment.objects.shown().filter(with_badge_of(by, authors), post=post).order_by(*ORDERS[order])
    page = Paginator(found.values_list(*READ, *ANSWERED), ROOTS_A_PAGE).page(number)
    page.object_list = with_people([row_of(values, authors) for values in page.object_list])
    return Threads(page, None, None)


def row_of(values, authors):
    row = dict(zip(NAMES, (*values[: len(COLUMNS)], True), strict=True))
    code, name, state = values[len(COLUMNS) :]
    is_shown = state == Comment.State.SHOWN
    answered = {"code": code, "user_name": name, "is_shown": is_shown} if is_shown else None
    return {**row, "depth": 0, "answered": answered, "badge": badge_of(row, authors)}
