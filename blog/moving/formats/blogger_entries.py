"""
An entry of a Blogger feed, whichever export it is from: the older backup says with Atom's own elements, links and
categories what a Takeout says in its own namespace.
"""

import hashlib
import re
from urllib.parse import urlsplit

from blog.markup.tree import names

from .atom import text_in, time_of

NAMESPACES = (
    "",  # some tool took them away
    "http://www.w3.org/2005/Atom",
    "http://schemas.google.com/blogger/2018",
    "http://purl.org/syndication/thread/1.0",
    "http://schemas.google.com/g/2005",
    "http://purl.org/atom/app#",
    "http://www.w3.org/2007/app",
)
KNOWN = names(
    "id published updated created category title content summary link author contributor control in-reply-to total "
    "extendedProperty enclosure type status filename parent inReplyTo trashed metaDescription source rights generator"
)
KIND_SCHEME = "http://schemas.google.com/g/2005#kind"
IDENTITY = re.compile(r"\bblog-?(?P<blog>\d*)\.[a-z]+-(?P<number>[\w-]+)$")


class BloggerEntry:
    """`all(name)`: its elements of that name. `ignored`: names of what is of no use here and yet says something."""

    def __init__(self, element):
        self.found, self.ignored = {}, []
        for child in element:
            namespace, _brace, name = child.tag.rpartition("}")
            if namespace.strip("{") in NAMESPACES and name in KNOWN:
                self.found.setdefault(name, []).append(child)
            elif len(child) or child.attrib or (child.text or "").strip():
                self.ignored.append(name)

    def all(self, name):
        return self.found.get(name, [])

    def first(self, *names):
        """The first element of these names, or None."""
        return next((element for name in names for element in self.all(name)), None)

    def text(self, name):
        return text_in(self.first(name))

    def time(self, *names):
        return next((time for name in names if (time := time_of(self.text(name)))), None)

    def links(self, *rels):
        return [link for link in self.all("link") if link.get("rel") in rels and link.get("href")]

    @property
    def said_kind(self):
        """post, page, comment, settings ... if it says so."""
        if said := self.text("type"):
            return said.lower()
        terms = (category.get("term", "") for category in self.all("category") if category.get("scheme") == KIND_SCHEME)
        return next(terms, "").rpartition("#")[2].lower()

    @property
    def kind(self):
        return self.said_kind or ("comment" if self.all("in-reply-to") else "post")


def numbers_in(identity):
    """(number of the blog, of the entry) in a tag like tag:blogger.com,1999:blog-12.post-34."""
    match = IDENTITY.search(identity)
    return (match["blog"], match["number"]) if match else ("", "")


def made_up(*parts):
    """An identity for what has none."""
    return f"unnamed-{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"


def path_in(address):
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
