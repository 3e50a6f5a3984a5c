"""A post's threads as the page draws them: from parent ids, in one pass, in two or three queries in all."""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Max, Min, Q, TextField
from django.db.models.functions import Coalesce

from blog.models import Comment
from blog.models.comments import MAX_THREAD_DEPTH
from blog.models.prepared import Given, Prepared
from blog.models.times import as_text

from .badges import CONFIRMED, STANDING_COLUMNS, badge_of
from .people import PAGE_COLUMNS, with_people
from .sheets import ORDERS, Head, sheets_of

COLUMNS = (
    *("pk", "code", "reply_to_id", "root_id", "state", "posted_at", "edited_at", "pinned_at"),
    *("user_name", "user_id", "imported_as_author", "html", "like_count"),
    *("is_question", "answered_at", "answer__code", *STANDING_COLUMNS, *PAGE_COLUMNS),
)
# Of most comments nobody wants to know them, since they were drawn before.
TIMES = {"posted_at", "edited_at", "pinned_at", "answered_at", CONFIRMED}
YES_OR_NO = {"imported_as_author", "is_question", "user__profile__is_public", "user__is_active"}
STATE, SHOWN = COLUMNS.index("state"), Comment.State.SHOWN.value
NAMES = (*COLUMNS, "is_shown")


def as_read(name):
    """A column as the database writes it, where Django would make something of each value that only costs time."""
    if name in TIMES:
        return as_text(name)
    return ExpressionWrapper(F(name), TextField()) if name in YES_OR_NO else name


READ = [as_read(name) for name in COLUMNS]
READ_AT_ONCE = 400  # comments of a post; of more, only those of the page asked for are read
ON_POST = Comment.objects.filter(post=Given("post", BigIntegerField()))
every_row = Prepared(lambda: ON_POST.order_by("posted_at", "pk").in_threads().values_list(*READ))


@Prepared
def every_head():
    """The first comment of each thread that has something to see, with what its page depends on: as `Head` has it."""
    by_thread = ON_POST.order_by().shown().values(first=Coalesce("root_id", "pk"))
    return by_thread.annotate(
        size=Count("pk"),
        begun=Min(Coalesce("root__posted_at", "posted_at")),
        liked=Max(Coalesce("root__like_count", "like_count")),
        pinned=Max("pk", filter=Q(pinned_at__isnull=False)),
    ).values_list(*Head._fields)


class Threads(NamedTuple):
    page: object  # a Page whose object_list are rows, top to bottom (see `drawn_rows`)
    pinned: dict | None  # the row that editors pinned, on the first page
    badges: set | None  # those that writers of this post's comments have; None: nobody looked


def thread_page(post, number, order="oldest"):
    """Page `number` (as a visitor typed it) of a post's threads in one of ORDERS. Raises InvalidPage."""
    is_small = post.comment_count <= READ_AT_ONCE
    if is_small:
        rows = by_pk(every_row(post=post.pk))
        kept = in_view(rows)
        heads = heads_in(rows, kept)
    else:
        heads = [Head(*row) for row in every_head(post=post.pk)]
    page = Paginator(list(sheets_of(ORDERS[order](heads))), 1, allow_empty_first_page=True).page(number)
    sheet = page.object_list[0] if page.object_list else None
    pinned = max((head.pinned or 0 for head in heads), default=0) if page.number == 1 else 0
    if not is_small:
        rows = by_pk(rows_under(post, sheet.roots if sheet else [], pinned))
        kept = in_view(rows)
    authors = authors_of(post)
    page.object_list = drawn_rows(sheet, rows, kept, authors) if sheet else []
    above = rows.get(pinned)
    with_people([*page.object_list, *([above] if above else [])])
    badges = {badge_of(rows[pk], authors) for pk in kept if rows[pk]["is_shown"]} if is_small else None
    return Threads(page, with_badge(above, authors), badges)


def rows_under(post, roots, pinned):
    found = Comment.objects.in_threads().filter(Q(pk__in=[*roots, pinned]) | Q(root__in=roots), post=post)
    return found.order_by("posted_at", "pk").values_list(*READ)


def by_pk(rows):
    return {row[0]: dict(zip(NAMES, (*row, row[STATE] == SHOWN), strict=True)) for row in rows}


def heads_in(rows, kept):
    """The same as `every_head`, from rows that were read."""
    sizes, pinned = {}, {}
    for pk in kept:
        if rows[pk]["is_shown"]:
            first = rows[pk]["root_id"] or pk
            sizes[first] = sizes.get(first, 0) + 1
            if rows[pk]["pinned_at"]:
                pinned[first] = pk
    return [
        Head(pk, sizes.get(pk, 0), rows[pk]["posted_at"], rows[pk]["like_count"], pinned.get(pk))
        for pk in kept
        if rows[pk]["root_id"] is None
    ]


def in_view(rows):
    """The shown comments and those above them, in order. The others are gone, with nothing below them to see."""
    kept = set()
    for row in rows.values():
        above = row if row["is_shown"] else None
        while above is not None and above["pk"] not in kept:
            kept.add(above["pk"])
            above = rows.get(parent_of(above, rows))
    return [pk for pk in rows if pk in kept]


def authors_of(post):
    return {byline.author.user_id for byline in post.bylines.all()} - {None}


def drawn_rows(sheet, rows, kept, authors):
    """
    The rows that the page shows of these threads: dicts of COLUMNS and `is_shown`, `depth` (its indent), `badge`,
    `answered` (the row one answers, where the indent no longer says so).
    """
    answers = {}
    for pk in kept:
        answers.setdefault(parent_of(rows[pk], rows), []).append(rows[pk])
    drawn = []
    for row, depth in walk(sheet.roots, rows, answers):
        row["depth"] = min(depth, MAX_THREAD_DEPTH)
        row["answered"] = rows.get(row["reply_to_id"]) if depth > MAX_THREAD_DEPTH else None
        drawn.append(with_badge(row, authors))
    return sheet.part_of(drawn)


def with_badge(row, authors):
    if row is not None:
        row["badge"] = badge_of(row, authors)
    return row


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
