"""
The comments of a page as HTML. A thousand of them, each through a template, cost half a second: so each kind of comment
(an author's, a deep one, a liked one ...) goes through its template once, and all of that kind are cast in that mould.
"""

import html
import re

from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

SLOTS = ("code", "path", "depth", "name", "exact", "posted", "html", "like_count", "answered_code", "answered_name")
# Signs that stand for nothing, so no template has them. What is filled in is not looked through again.
SLOT = re.compile("\ue000(\\w+)\ue001")


def draw(rows, form_path, is_open):
    """The rows of `threads.rows_of`, top to bottom, for a list."""
    template, moulds, days = get_template("commenting/_comment.html"), {}, {}
    slots = {name: SafeString(f"\ue000{name}\ue001") for name in SLOTS}
    path = reverse("blog:comment", args=[rows[0]["code"]]).removesuffix(f"{rows[0]['code']}/") if rows else ""

    def cast(row):
        is_deep = row["answered"] is not None
        kind = (row["is_shown"], row["is_by_author"], is_deep, row["like_count"] > 0)
        if kind not in moulds:
            names = ("is_shown", "is_by_author", "is_deep", "is_liked")
            context = {**slots, **dict(zip(names, kind, strict=True)), "form_path": form_path, "is_open": is_open}
            moulds[kind] = SLOT.sub(r"%(\1)s", template.render(context).replace("%", "%%"))
        return moulds[kind] % filling(row, path, days)

    return SafeString("".join(map(cast, rows)))  # names are escaped below, a comment's html is safe since it came in


def filling(row, path, days):
    """What goes into the slots. `days` keeps the words for each day: they are the dear part of a time."""
    if not row["is_shown"]:
        return {"code": row["code"], "depth": row["depth"]}
    posted_at = timezone.localtime(row["posted_at"])
    day = posted_at.date()
    if day not in days:
        days[day] = date_format(day, "j F Y")
    answered = row["answered"] or {}
    return {
        "code": row["code"],
        "path": f"{path}{row['code']}/",
        "depth": row["depth"],
        "name": html.escape(row["user_name"]),
        "exact": posted_at.isoformat(timespec="minutes"),
        "posted": f"{days[day]}, {posted_at:%H:%M}",
        "html": row["html"],
        "like_count": row["like_count"],
        "answered_code": answered.get("code"),
        "answered_name": html.escape(answered["user_name"] if answered.get("is_shown") else _("somebody")),
    }
