"""The elements of a WordPress export by the names they have there, whichever version's namespaces they stand in."""

import datetime
import re
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from django.utils import timezone

from ..times import plausible

SPACES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://www.w3.org/2005/Atom": "atom:",
}
OF_EXPORT = re.compile(r"https?://wordpress\.org/export/[\d.]+/(excerpt/)?$")


def name_of(element):
    """As it is written in the file: wp:post_id, content:encoded, title."""
    space, _brace, name = element.tag.rpartition("}")
    space = space.lstrip("{")
    if found := OF_EXPORT.match(space):
        return f"excerpt:{name}" if found[1] else f"wp:{name}"
    return SPACES.get(space, "other:" if space else "") + name


def texts_of(element):
    """{name: text} of what stands directly in it; of those that come several times, the first."""
    found = {}
    for child in element:
        found.setdefault(name_of(child), child.text or "")
    return found


def number(text):
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"\d{1,18}", text) else 0


def time_of(universal, local="", published=""):
    """
    The instant: by the time in UTC; else by the feed's; else the local time as this site's, as the blog's zone is not
    in the export. None when it has none.
    """
    return (
        read_time(universal, datetime.UTC)
        or read_feed_time(published)
        or read_time(local, timezone.get_default_timezone())
    )


def read_time(text, zone):
    try:
        time = datetime.datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return plausible(time.replace(tzinfo=time.tzinfo or zone))


def read_feed_time(text):
    if "-0001" in (text or ""):
        return None
    try:
        time = parsedate_to_datetime((text or "").strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return plausible(time.replace(tzinfo=time.tzinfo or datetime.UTC))


def path_of(address):
    """The path of an address as people read it, without its query; empty when it is told by a query alone."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return ""
    return "" if parts.query else unquote(parts.path, errors="replace")
