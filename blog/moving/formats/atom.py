"""What all that is written in Atom has in common: texts, contents, links, times."""

import datetime
import html
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from blog.markup import clean_html, plain_text

from .xml import local

ATOM = "{http://www.w3.org/2005/Atom}"


def text_in(element):
    """All text within an element on one line; empty for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def text_of(element):
    """The plain text of a title or subtitle, whatever it is written in."""
    if element is not None and element.get("type", "") in ("html", "text/html"):
        return " ".join(plain_text(clean_html("".join(element.itertext()))).split())
    return text_in(element)


def content_of(element, *, default="html"):
    """The HTML of a content, summary or comment. `default`: what it is written in if it does not say."""
    if element is None:
        return ""
    kind = element.get("type") or default
    if len(element):
        return inner_html(element)
    text = "".join(element.itertext())
    return text_as_html(text) if kind in ("text", "text/plain") else text


def text_as_html(text):
    return html.escape(text, quote=False).strip().replace("\n", "<br />")


def inner_html(element):
    """The markup within an element, without namespaces. Does away with the element itself."""
    for inner in element.iter():
        inner.tag = local(inner.tag) if isinstance(inner.tag, str) else inner.tag
    inside = "".join(ElementTree.tostring(child, "unicode", "html") for child in element)
    return html.escape(element.text or "", quote=False) + inside


def links_of(element):
    """[(rel, href)] of an entry or a feed."""
    links = element.findall(f"{ATOM}link")
    return [(link.get("rel", "alternate"), (link.get("href") or "").strip()) for link in links if link.get("href")]


def time_of(text):
    """The instant a text names, in UTC, or None. Reads RFC 3339 and what e-mail and RSS have."""
    text = (text or "").strip()
    for read in (datetime.datetime.fromisoformat, parsedate_to_datetime):
        try:
            time = read(text)
            aware = time if time.tzinfo else time.replace(tzinfo=datetime.UTC)
            return aware.astimezone(datetime.UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None
