"""When a text came out, and whether the public could see it."""

import datetime
from email.utils import parsedate_to_datetime

from django.utils import timezone

from ...entries import Status
from ..times import plausible
from . import site as systems
from .fields import first_of, is_false, is_true, text_of

STATUSES = {
    "draft": Status.DRAFT,
    "unpublished": Status.DRAFT,
    "pending": Status.PENDING,
    "private": Status.PRIVATE,
    "protected": Status.PRIVATE,
    "trash": Status.TRASHED,
    "future": Status.SCHEDULED,
}
WRITTEN_TIMES = (
    "%Y-%m-%d %H:%M:%S %z",
    "%Y-%m-%d %H:%M %z",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d",
    "%d.%m.%Y",
)
WRITTEN_TIMES += ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")


def time_in(value, zone):
    """The instant that a field means; without a zone it is the site's. None when it is none."""
    if isinstance(value, datetime.datetime):
        return in_zone(value, zone)
    if isinstance(value, datetime.date):
        return in_zone(datetime.datetime(value.year, value.month, value.day), zone)  # noqa: DTZ001 - the zone comes next
    return written_time(str(value).strip(), zone) if isinstance(value, (str, int)) else None


def written_time(text, zone):
    readers = [datetime.datetime.fromisoformat, parsedate_to_datetime]
    readers += [lambda text, form=form: datetime.datetime.strptime(text, form) for form in WRITTEN_TIMES]  # noqa: DTZ007
    for read in readers:
        try:
            return in_zone(read(text), zone)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def in_zone(time, zone):
    return plausible(time if time.tzinfo else time.replace(tzinfo=zone))


def times_of(front, file, site):
    """(when it came out, when it was changed)."""
    published = first_of(front, "publishDate", "pubDate", "published_at", "publishedAt", "publish_date")
    published = published if published is not None else first_of(front, "date", "datetime", "created", "pubdate")
    published_at = time_in(published, site.zone) or time_in(file.date, site.zone)
    changed = first_of(
        front, "lastmod", "last_modified_at", "updated", "updated_at", "modified", "updatedDate", "edited_at"
    )
    return published_at, time_in(changed, site.zone)


def status_of(front, file, site, published_at):
    said = STATUSES.get(text_of(front, "status", "post_status", "state").lower())
    if (
        file.is_draft
        or is_true(front.get("draft"))
        or is_false(front.get("published"))
        or is_false(front.get("publish"))
    ):
        return Status.DRAFT
    if is_true(front.get("private")) or front.get("password") or is_never_rendered(front):
        return Status.PRIVATE
    if said not in (None, Status.SCHEDULED):
        return said
    if is_over(front, site):
        return Status.PRIVATE
    if not front and published_at is None and not (file.is_page and site.system == systems.JEKYLL):
        return Status.DRAFT  # a note nobody dated: it may never have been out
    return Status.SCHEDULED if published_at and published_at > timezone.now() else Status.PUBLIC


def is_never_rendered(front):
    build = first_of(front, "_build", "build")
    return is_true(front.get("headless")) or (isinstance(build, dict) and build.get("render") in ("never", False))


def is_over(front, site):
    ends_at = time_in(first_of(front, "expiryDate", "expirydate", "unpublishDate"), site.zone)
    return ends_at is not None and ends_at <= timezone.now()


def is_page(front, file):
    said = text_of(front, "layout", "type", "post_type").lower()
    return said == "page" or (file.is_page and said not in ("post", "posts"))
