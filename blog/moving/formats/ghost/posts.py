"""Ghost's posts as entries: what was public there, under which path, and by whom."""

import datetime
import re
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...entries import Entry, Status
from ..times import plausible
from ..titles import title_from
from . import content
from .tables import is_true, text

BLOG_ADDRESS = "__GHOST_URL__"
STATUSES = {
    "published": Status.PUBLIC,
    "scheduled": Status.SCHEDULED,
    "draft": Status.DRAFT,
    "sent": Status.PRIVATE,  # by mail alone
}
MEMBERS_ONLY = "was to come out for members alone; it comes in as private, without its time."
UNREADABLE = "cannot be read in the form Ghost kept it; its plain text came along."


class Posts:
    """`tags`: {id: name}; `writers`: {id: reference}."""

    def __init__(self, tables, settings, tags, writers, report):
        self.tables, self.tags, self.writers, self.report = tables, tags, writers, report
        self.permalinks = settings.get("permalinks") or "/:slug/"
        self.zone = zone_of(settings.get("timezone") or settings.get("active_timezone"))
        self.tags_of = tables.by("posts_tags", "post_id")
        self.writers_of = tables.by("posts_authors", "post_id")
        self.metas = tables.by("posts_meta", "post_id")

    def read(self):
        """(Entry, row) of each post and page."""
        for row in self.tables.rows("posts"):
            if text(row.get("id")) or text(row.get("uuid")):
                yield self.entry(row), row
            else:
                self.report.ignored["post without an id"] += 1

    def meta_of(self, row):
        return self.metas.get(text(row.get("id")), [{}])[0]

    def entry(self, row):
        meta = self.meta_of(row)
        title = " ".join(text(row.get("title")).split())
        html = self.html_of(row, title)
        status = self.status_of(row, meta, title)
        published_at = read_time(row.get("published_at")) or read_time(row.get("created_at"))
        entry = Entry(
            reference=f"ghost:{text(row.get('uuid')) or text(row.get('id'))}",
            title=title if title and title != "(Untitled)" else title_from(html),
            html=html,
            status=status,
            is_page=row.get("type") == "page" or is_true(row.get("page")),
            slug=text(row.get("slug")),
            published_at=published_at if status not in (Status.DRAFT, Status.PENDING) else None,
            updated_at=read_time(row.get("updated_at")),
            excerpt=text(row.get("custom_excerpt")),
            description=text(meta.get("meta_description") or row.get("meta_description")),
            cover=text(row.get("feature_image") or row.get("image")).replace(BLOG_ADDRESS, ""),
            cover_alt=text(meta.get("feature_image_alt") or row.get("feature_image_alt")),
            guid=guid_of(row),
            labels=[
                self.tags[key] for tie in self.ties(self.tags_of, row) if (key := text(tie.get("tag_id"))) in self.tags
            ],
            writers=self.writers_in(row),
            original=content.source_of(row),
        )
        if status in (Status.PUBLIC, Status.PRIVATE) and row.get("status") == "published":
            entry.path = self.path_of(row, entry)
            entry.other_paths = [f"{entry.path}amp/"] if entry.path and not entry.is_page else []
        return entry

    def html_of(self, row, title):
        try:
            return content.html_of(row).replace(BLOG_ADDRESS, "")
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
            self.report.note("doubtful", title, UNREADABLE)
            return content.plain(text(row.get("plaintext")))

    def status_of(self, row, meta, title):
        """Readers saw what was published for all of them; members, payers and subscribers are not all."""
        # Whatever Ghost may call a state in years to come, it is not known to be public.
        status = STATUSES.get(text(row.get("status")), Status.PRIVATE)
        is_for_all = text(row.get("visibility") or "public") == "public" and not is_true(meta.get("email_only"))
        if is_for_all or status not in (Status.PUBLIC, Status.SCHEDULED):
            return status
        if status is Status.SCHEDULED:
            self.report.note("doubtful", title, MEMBERS_ONLY)
        return Status.PRIVATE

    def ties(self, table, row):
        return table.get(text(row.get("id")), [])

    def writers_in(self, row):
        ids = [text(tie.get("author_id")) for tie in self.ties(self.writers_of, row)] or [text(row.get("author_id"))]
        return [self.writers[key] for key in dict.fromkeys(ids) if key in self.writers]

    def path_of(self, row, entry):
        if not entry.slug:
            return ""
        if entry.is_page:
            return f"/{entry.slug}/"
        local = (entry.published_at or datetime.datetime.now(datetime.UTC)).astimezone(self.zone)
        parts = {
            "slug": entry.slug,
            "id": text(row.get("id")),
            "year": f"{local:%Y}",
            "month": f"{local:%m}",
            "day": f"{local:%d}",
            "author": entry.writers[0].rpartition(":")[2] if entry.writers else "",
        }
        path = re.sub(r":(\w+)", lambda part: parts.get(part[1], part[0]), self.permalinks)
        return f"/{path.strip('/')}/" if ":" not in path else f"/{entry.slug}/"


def guid_of(row):
    """What feeds knew a post under: its id, once ids were more than small numbers."""
    found = text(row.get("comment_id")) or text(row.get("id"))
    return found if len(found) > 20 else text(row.get("uuid"))


def zone_of(name):
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return datetime.UTC


def read_time(value):
    """Milliseconds since 1970 in the oldest exports, else a time in UTC."""
    try:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return plausible(datetime.datetime.fromtimestamp(value / 1000, datetime.UTC))
        time = datetime.datetime.fromisoformat(text(value).strip())
    except (ValueError, OverflowError, OSError):
        return plausible(read_written_time(text(value)))
    return plausible(time if time.tzinfo else time.replace(tzinfo=datetime.UTC))


def read_written_time(said):
    """As a letter has it."""
    try:
        time = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return time if time.tzinfo else time.replace(tzinfo=datetime.UTC)
