"""
The comments of a page as HTML. Each kind of comment (an author's, a deep one, a liked one ...) has its mould, and what
was cast from the same values is not cast again: most of a thread is as it was before its newest comment.
"""

from functools import lru_cache
from html import escape

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from blog.models.times import instant
from blog.moulds import mould_of
from blog.paths import path_of

from .badges import AUTHOR, is_confirmed
from .people import page_of_writer, with_names_linked

TEMPLATE = "commenting/_comment.html"
SLOTS = (
    "code",
    "depth",
    "name",
    "page_path",
    "exact",
    "posted",
    "edited",
    "html",
    "like_count",
    "answered_path",
    "answered_name",
    "answer_path",
    "path",
    "form_path",
)
MOST_KEPT = 3000  # comments, a kilobyte or two each


def draw(rows, form_path, *, is_open, is_flat=False):
    """
    The rows of `threads.drawn_rows`, top to bottom, for a list: the answers of each thread folded together. `is_flat`:
    they are no threads, and what they answer stands elsewhere.
    """
    page = form_path, is_open, is_flat, get_language(), timezone.get_current_timezone()
    # Names are escaped below, a comment's html is safe since it came in.
    return SafeString("".join([draw_thread(rows, page) for rows in threads_in(rows)]))


def threads_in(rows):
    """The rows of one thread after the other. What a page begins with may go on from the page before."""
    thread = []
    for row in rows:
        if row["depth"] == 0 and thread:
            yield thread
            thread = []
        thread.append(row)
    if thread:
        yield thread


def draw_thread(rows, page):
    first, answers = (rows[0], rows[1:]) if rows[0]["depth"] == 0 else (None, rows)
    begins = drawn(*values_of(first), *page) if first else ""
    if answers:
        number = sum(row["is_shown"] for row in answers)
        below = "".join([drawn(*values_of(row), *page) for row in answers])
        folded = (
            f'\n<details class="answers" open><summary>{number_of_answers(number, get_language())}</summary>'
            f'<ol class="thread">{below}\n</ol></details>'
        )
    return f'\n<li class="branch">{begins}{folded if answers else ""}</li>'


@lru_cache(maxsize=1000)
def number_of_answers(number, _language):
    return escape(ngettext("%(number)d answer", "%(number)d answers", number) % {"number": number})


def values_of(row):
    """All that is shown of a row."""
    own = row["is_shown"], row["code"], row["depth"]
    if not row["is_shown"]:
        return *own, "", "", None, None, "", (), 0, "", False, None, "", ""
    answered = row["answered"] and (row["answered"]["code"], name_of(row["answered"]))
    question = ("answered" if row["answered_at"] else "open") if row["is_question"] else ""
    return (
        *own,
        *(row["user_name"], page_of_writer(row), row["posted_at"], row["edited_at"]),
        *(row["html"], row.get("people", ()), row["like_count"]),
        *(row["badge"], is_confirmed(row), answered, question, row["answer__code"] or ""),
    )


def name_of(answered):
    return answered["user_name"] if answered["is_shown"] else _("somebody")


@lru_cache(maxsize=MOST_KEPT)
def drawn(
    is_shown,
    code,
    depth,
    name,
    page_path,
    posted_at,
    edited_at,
    html,
    people,
    likes,
    badge,
    is_confirmed,
    answered,
    question,
    answer_code,
    form_path,
    is_open,
    is_flat,
    language,
    zone,
):
    flags = {
        "is_shown": is_shown,
        "is_first": depth == 0,
        "is_deep": answered is not None,
        "is_liked": likes > 0,
        "has_page": bool(page_path),
        "is_edited": edited_at is not None,
        "badge": badge,
        "is_confirmed": is_confirmed and badge != AUTHOR,
        "question": question,
        "has_answer": bool(answer_code),
    }
    filling = {"code": code, "depth": depth}
    if is_shown:
        filling |= {
            "name": escape(name),
            "page_path": page_path,
            "exact": instant(posted_at).astimezone(zone).isoformat(timespec="minutes"),
            "posted": time_in_words(posted_at, language, zone),
            "edited": edited_at and time_in_words(edited_at, language, zone),
            "html": with_names_linked(html, people),
            "like_count": likes,
            "path": path_of("blog:comment", code),
            "form_path": form_path,
            "answer_path": answer_code and place(answer_code, is_flat),
        }
    if answered:
        filling |= {"answered_path": place(answered[0], is_flat), "answered_name": escape(answered[1])}
    return mould_of(TEMPLATE, SLOTS, {**flags, "is_open": is_open}) % filling


def place(code, is_elsewhere):
    return path_of("blog:comment", code) if is_elsewhere else f"#comment-{code}"


def time_in_words(text, language, zone):
    at = instant(text).astimezone(zone)
    return f"{day_in_words(at.date(), language)} {at:%H:%M}"


@lru_cache(maxsize=4000)
def day_in_words(day, _language):
    """The dear part of a time."""
    return date_format(day, _("j F Y,"))
