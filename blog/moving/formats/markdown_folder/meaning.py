"""What the fields before a text mean, in the habits of each system."""

import datetime
from email.utils import parsedate_to_datetime

from django.utils import timezone
from django.utils.text import slugify

from ...entries import Status
from . import site as systems

STATUSES = {
    "draft": Status.DRAFT,
    "unpublished": Status.DRAFT,
    "pending": Status.PENDING,
    "private": Status.PRIVATE,
    "protected": Status.PRIVATE,
    "trash": Status.TRASHED,
    "future": Status.SCHEDULED,
}
COVERS = (
    "cover_image",
    "cover",
    "featured_image",
    "feature_image",
    "featuredImage",
    "coverImage",
    "heroImage",
    "hero_image",
)
COVERS += ("image", "banner", "thumbnail", "img", "images", "header", "teaser")
WITHIN_COVER = ("image", "src", "url", "path", "feature", "teaser", "overlay_image")
WRITTEN_TIMES = (
    "%Y-%m-%d %H:%M:%S %z",
    "%Y-%m-%d %H:%M %z",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d",
    "%d.%m.%Y",
)
WRITTEN_TIMES += ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")
MOST_IN_LIST = 200
REFERENCE_LENGTH = 280


def first_of(front, *names):
    return next((front[name] for name in names if front.get(name) not in (None, "", [], {})), None)


def text_of(front, *names):
    """The first of these fields that is a text, number or date, as one line."""
    for name in names:
        value = front.get(name)
        if isinstance(value, (str, int, float, datetime.date)) and not isinstance(value, bool) and str(value).strip():
            return " ".join(str(value).split())
    return ""


def is_true(value):
    return value is True or (isinstance(value, str) and value.strip().lower() in ("true", "yes", "1"))


def is_false(value):
    return value is False or (isinstance(value, str) and value.strip().lower() in ("false", "no", "0"))


# Times


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
    return time if time.tzinfo else time.replace(tzinfo=zone)


def times_of(front, file, site):
    """(when it came out, when it was changed)."""
    published = first_of(front, "publishDate", "pubDate", "published_at", "publishedAt", "publish_date")
    published = published if published is not None else first_of(front, "date", "datetime", "created", "pubdate")
    published_at = time_in(published, site.zone) or time_in(file.date, site.zone)
    changed = first_of(
        front, "lastmod", "last_modified_at", "updated", "updated_at", "modified", "updatedDate", "edited_at"
    )
    return published_at, time_in(changed, site.zone)


# State


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


def is_of_dev_to(front):
    return (
        "published" in front and isinstance(front.get("tags", ""), str) and bool({"tags", "cover_image"} & set(front))
    )


# Lists


def list_in(value, *, by_spaces=False):
    """A field that may be a list, or its items in one text: with commas, or (in Jekyll) with spaces between."""
    if isinstance(value, dict):
        value = list(value)
    if isinstance(value, str):
        value = value.split(",") if "," in value else value.split() if by_spaces else [value]
    if not isinstance(value, list):
        value = [] if value is None or isinstance(value, bool) else [value]
    said = (
        " ".join(str(item).split()).strip("#") for item in value[:MOST_IN_LIST] if isinstance(item, (str, int, float))
    )
    return list(dict.fromkeys(item for item in said if item))


def labels_of(front, site):
    taxonomies = front.get("taxonomies") if isinstance(front.get("taxonomies"), dict) else {}
    return list_in(
        first_of(front, "tags", "tag", "Tags") or taxonomies.get("tags"), by_spaces=site.system == systems.JEKYLL
    )


def categories_of(front, file, site):
    taxonomies = front.get("taxonomies") if isinstance(front.get("taxonomies"), dict) else {}
    if isinstance(front.get("category"), str):
        said = [" ".join(front["category"].split())]
    else:
        value = first_of(front, "categories", "category", "Categories") or taxonomies.get("categories")
        value = (
            [part for item in value for part in (item if isinstance(item, list) else [item])]
            if is_nested(value)
            else value
        )
        said = list_in(value, by_spaces=site.system == systems.JEKYLL)
    folders = list(file.folders) if site.system == systems.JEKYLL and not file.is_page else []
    return list(dict.fromkeys([*folders, *said]))


def is_nested(value):
    """Hexo writes several branches of categories as lists within the list."""
    return isinstance(value, list) and any(isinstance(item, list) for item in value[:MOST_IN_LIST])


def paths_in(value):
    """Addresses of this blog among the values of a field."""
    said = list_in([value] if isinstance(value, str) else value)
    return [path if path.startswith("/") else f"/{path}" for path in said if "://" not in path]


# People and pictures


def names_of_writers(front):
    """[(key or name, {what else is said})]"""
    value = first_of(front, "authors", "author", "writer")
    value = value if isinstance(value, list) else [value]
    found = []
    for item in value[:20]:
        if isinstance(item, dict):
            name = text_of(item, "name", "display_name", "title")
            found += [(name, item)] if name else []
        elif isinstance(item, str) and item.strip():
            found.append((" ".join(item.split()), {}))
    return found


def cover_of(front):
    """(address, alternative text)."""
    said = first_of(front, *COVERS)
    alt = text_of(front, "cover_alt", "image_alt", "coverAlt", "thumbnail_alt", "imageAlt", "heroAlt")
    if isinstance(said, list):
        said = said[0]
    if isinstance(said, dict):
        alt = alt or text_of(said, "alt", "caption", "description")
        said = first_of(said, *WITHIN_COVER)
    return (said.strip(), alt) if isinstance(said, str) else ("", alt)


def slug_part(text):
    """As the generators make a part of a path of it, in any script."""
    return slugify(str(text), allow_unicode=True) or str(text)
