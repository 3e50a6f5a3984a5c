"""A post's threads as the page draws them: from parent ids, in one pass, in two queries whatever their number."""

from django.core.paginator import Paginator
from django.db.models import Q

from blog.models import Comment
from blog.models.comments import MAX_THREAD_DEPTH, ROOTS_A_PAGE

COLUMNS = (
    *("pk", "code", "reply_to_id", "root_id", "state", "posted_at"),
    *("user_name", "user_id", "imported_as_author", "html", "like_count"),
)


def thread_page(post, number):
    """
    Page `number` (as a visitor typed it) of a post's threads, oldest first: a Page whose object_list are rows, top to
    bottom (see `rows_of`). Raises InvalidPage.
    """
    roots = Comment.objects.thread_roots().filter(post=post).order_by("posted_at", "pk").values_list("pk", flat=True)
    page = Paginator(list(roots), ROOTS_A_PAGE).page(number)
    page.object_list = rows_of(post, page.object_list)
    return page


def rows_of(post, roots):
    """
    The rows of these threads as dicts of COLUMNS and `is_shown`, `depth` (its indent), `is_by_author`, `answered` (the
    row one answers, where the indent no longer says so).
    """
    if not roots:
        return []
    found = Comment.objects.in_threads().filter(Q(pk__in=roots) | Q(root__in=roots), post=post)
    rows = {row["pk"]: row for row in found.order_by("posted_at", "pk").values(*COLUMNS)}
    answers = {}
    for row in rows.values():
        answers.setdefault(parent_of(row, rows), []).append(row)
        row["is_shown"] = row["state"] == Comment.State.SHOWN
    kept = in_view(rows)
    authors = {byline.author.user_id for byline in post.bylines.all()} - {None}
    drawn = []
    for row, depth in walk(roots, rows, answers):
        if row["pk"] in kept:
            row["depth"] = min(depth, MAX_THREAD_DEPTH)
            row["answered"] = rows.get(row["reply_to_id"]) if depth > MAX_THREAD_DEPTH else None
            row["is_by_author"] = row["imported_as_author"] or row["user_id"] in authors
            drawn.append(row)
    return drawn


def parent_of(row, rows):
    """Under which comment one is drawn: the answered one, or the thread's first when that is gone for good."""
    if row["root_id"] is None:
        return None
    return row["reply_to_id"] if row["reply_to_id"] in rows else row["root_id"]


def walk(roots, rows, answers):
    """Each row with its depth, answers right below what they answer. No recursion: a chain may be endless."""
    waiting = [(rows[pk], 0) for pk in reversed(roots) if pk in rows]
    while waiting:
        row, depth = waiting.pop()
        yield row, depth
        waiting.extend((answer, depth + 1) for answer in reversed(answers.get(row["pk"], ())))


def in_view(rows):
    """The shown comments and those above them. The others are gone, with nothing below them to see."""
    kept = set()
    for row in rows.values():
        above = row if row["is_shown"] else None
        while above is not None and above["pk"] not in kept:
            kept.add(above["pk"])
            above = rows.get(parent_of(above, rows))
    return kept
