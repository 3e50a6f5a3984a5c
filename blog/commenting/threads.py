"""A post's threads as the page draws them: from parent ids, in one pass, in two queries whatever their number."""

from django.core.paginator import Paginator
from django.db.models import BigIntegerField, Q

from blog.models import Comment
from blog.models.comments import MAX_THREAD_DEPTH, ROOTS_A_PAGE
from blog.models.prepared import Given, Prepared

COLUMNS = (
    *("pk", "code", "reply_to_id", "root_id", "state", "posted_at"),
    *("user_name", "user_id", "imported_as_author", "html", "like_count"),
)
STATE = COLUMNS.index("state")
NAMES = (*COLUMNS, "is_shown")
READ_AT_ONCE = 400  # comments of a post; of more, only those of the page asked for are read
ON_POST = Comment.objects.filter(post=Given("post", BigIntegerField())).order_by("posted_at", "pk")
every_row = Prepared(lambda: ON_POST.in_threads().values_list(*COLUMNS))
every_root = Prepared(lambda: ON_POST.thread_roots().values_list("pk", flat=True))


def thread_page(post, number):
    """
    Page `number` (as a visitor typed it) of a post's threads, oldest first: a Page whose object_list are rows, top to
    bottom (see `drawn_rows`). Raises InvalidPage.
    """
    if post.comment_count <= READ_AT_ONCE:
        rows = by_pk(every_row(post=post.pk))
        kept = in_view(rows)
        page = Paginator([pk for pk in kept if rows[pk]["root_id"] is None], ROOTS_A_PAGE).page(number)
    else:
        page = Paginator(every_root(post=post.pk), ROOTS_A_PAGE).page(number)
        rows = by_pk(rows_under(post, page.object_list))
        kept = in_view(rows)
    page.object_list = drawn_rows(post, page.object_list, rows, kept)
    return page


def rows_under(post, roots):
    found = Comment.objects.in_threads().filter(Q(pk__in=roots) | Q(root__in=roots), post=post)
    return found.order_by("posted_at", "pk").values_list(*COLUMNS)


def by_pk(rows):
    return {row[0]: dict(zip(NAMES, (*row, row[STATE] == Comment.State.SHOWN), strict=True)) for row in rows}


def in_view(rows):
    """The shown comments and those above them, in order. The others are gone, with nothing below them to see."""
    kept = set()
    for row in rows.values():
        above = row if row["is_shown"] else None
        while above is not None and above["pk"] not in kept:
            kept.add(above["pk"])
            above = rows.get(parent_of(above, rows))
    return [pk for pk in rows if pk in kept]


def drawn_rows(post, roots, rows, kept):
    """
    The rows that the page shows of these threads: dicts of COLUMNS and `is_shown`, `depth` (its indent),
    `is_by_author`, `answered` (the row one answers, where the indent no longer says so).
    """
    answers = {}
    for pk in kept:
        answers.setdefault(parent_of(rows[pk], rows), []).append(rows[pk])
    authors = {byline.author.user_id for byline in post.bylines.all()} - {None}
    drawn = []
    for row, depth in walk(roots, rows, answers):
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
