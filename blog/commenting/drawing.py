"""The comments of a page as HTML: each kind of comment (an author's, a deep one, a liked one ...) has its mould."""

from functools import lru_cache
from html import escape

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blog.moulds import mould_of
from blog.paths import around

TEMPLATE = "commenting/_comment.html"
SLOTS = (
    *("code", "depth", "name", "exact", "posted", "html", "like_count", "answered_code", "answered_name"),
    *("form_path", "comments_path"),
)


def draw(rows, form_path, is_open):
    """The rows of `threads.drawn_rows`, top to bottom, for a list."""
    language, zone, moulds = get_language(), timezone.get_current_timezone(), {}
    paths = {"form_path": form_path, "comments_path": around("blog:comment")[0]}

    def cast(row):
        kind = (row["is_shown"], row["is_by_author"], row["answered"] is not None, row["like_count"] > 0)
        if kind not in moulds:
            flags = dict(zip(("is_shown", "is_by_author", "is_deep", "is_liked"), kind, strict=True))
            moulds[kind] = mould_of(TEMPLATE, SLOTS, {**flags, "is_open": is_open})
        return moulds[kind] % {**paths, **filling(row, language, zone)}

    return SafeString("".join(map(cast, rows)))  # names are escaped below, a comment's html is safe since it came in


def filling(row, language, zone):
    """What goes into the slots."""
    if not row["is_shown"]:
        return {"code": row["code"], "depth": row["depth"]}
    posted_at = row["posted_at"].astimezone(zone)
    return {
        "code": row["code"],
        "depth": row["depth"],
        "name": escape(row["user_name"]),
        "exact": posted_at.isoformat(timespec="minutes"),
        "posted": f"{day_in_words(posted_at.date(), language)}, {posted_at:%H:%M}",
        "html": row["html"],
        "like_count": row["like_count"],
        **(answered(row["answered"]) if row["answered"] else {}),
    }


def answered(row):
    name = row["user_name"] if row["is_shown"] else _("somebody")
    return {"answered_code": row["code"], "answered_name": escape(name)}


@lru_cache(maxsize=4000)
def day_in_words(day, _language):
    """The dear part of a time."""
    return date_format(day, "j F Y")
