"""
The comments of a page as HTML. Each kind of comment (an author's, a deep one, a liked one ...) has its mould, and what
was cast from the same values is not cast again: most of a thread is as it was before its newest comment.
"""

from functools import lru_cache
from html import escape

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blog.moulds import mould_of
from blog.paths import path_of

TEMPLATE = "commenting/_comment.html"
SLOTS = (
    "code",
    "depth",
    "name",
    "exact",
    "posted",
    "html",
    "like_count",
    "answered_code",
    "answered_name",
    "path",
    "form_path",
)
MOST_KEPT = 3000  # comments, a kilobyte or two each


def draw(rows, form_path, is_open):
    """The rows of `threads.drawn_rows`, top to bottom, for a list."""
    page = form_path, is_open, get_language(), timezone.get_current_timezone()
    # Names are escaped below, a comment's html is safe since it came in.
    return SafeString("".join([drawn(*values_of(row), *page) for row in rows]))


def values_of(row):
    """All that is shown of a row."""
    own = row["is_shown"], row["code"], row["depth"]
    if not row["is_shown"]:
        return *own, "", None, "", 0, False, None
    answered = row["answered"] and (row["answered"]["code"], name_of(row["answered"]))
    return *own, row["user_name"], row["posted_at"], row["html"], row["like_count"], row["is_by_author"], answered


def name_of(answered):
    return answered["user_name"] if answered["is_shown"] else _("somebody")


@lru_cache(maxsize=MOST_KEPT)
def drawn(
    is_shown, code, depth, name, posted_at, html, likes, is_by_author, answered, form_path, is_open, language, zone
):
    flags = {"is_shown": is_shown, "is_by_author": is_by_author, "is_deep": answered is not None, "is_liked": likes > 0}
    filling = {"code": code, "depth": depth}
    if is_shown:
        at = posted_at.astimezone(zone)
        filling |= {
            "name": escape(name),
            "exact": at.isoformat(timespec="minutes"),
            "posted": f"{day_in_words(at.date(), language)}, {at:%H:%M}",
            "html": html,
            "like_count": likes,
            "path": path_of("blog:comment", code),
            "form_path": form_path,
        }
    if answered:
        filling |= {"answered_code": answered[0], "answered_name": escape(answered[1])}
    return mould_of(TEMPLATE, SLOTS, {**flags, "is_open": is_open}) % filling


@lru_cache(maxsize=4000)
def day_in_words(day, _language):
    """The dear part of a time."""
    return date_format(day, "j F Y")
