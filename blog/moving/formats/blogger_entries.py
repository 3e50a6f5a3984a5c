"""
The entries of a Blogger feed, whichever export it is from: the older backup says with Atom's own elements, links and
categories what a Takeout says in its own namespace. Both name the same things by the same numbers.
"""

import hashlib
import re
from collections import Counter
from html import escape
from urllib.parse import quote, urlsplit

from django.utils import timezone

from blog.markup.tree import names

from ..entries import Blog, CommentEntry, Entry, Label, Status
from ..sources import bare_host
from .atom import content_of, text_in, text_of, time_of
from .blogger_markup import as_written
from .blogger_people import Person
from .blogger_states import status_of_comment, status_of_post
from .embedded import media_link
from .titles import title_from
from .xml import elements, local

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
LABEL_SCHEME = re.compile(r"^$|^https?://www\.blogger\.com/atom/ns#$|\bblog-?\d*$")
IDENTITY = re.compile(r"\bblog-?(?P<blog>\d*)\.(?P<kind>[a-z]+)-(?P<number>[\w-]+)$")
# The addresses of feeds name a post, and a comment of it, by the same numbers.
POST_IN_FEED = re.compile(r"/(?:posts/default/|feeds/\d+/)(\d+)")
COMMENT_IN_FEED = re.compile(r"/comments/default/(\d+)")
OF_BLOGGER = re.compile(r"(^|\.)(blogger\.com|google\.com|googleapis\.com|googleusercontent\.com)$")
OLD_PATH = re.compile(r"^https?://[^/]+/(\d{4}/\d\d|p)/[^/?#]+\.html")
MAX_HOSTS, MAX_LINKS = 20, 5000
SETTINGS = {"BLOG_NAME": "title", "BLOG_DESCRIPTION": "description", "BLOG_LOCALE": "language"}
MAX_LABEL = 300
TO_COME = "is a draft with a date to come, {:%Y-%m-%d}. If it was scheduled there, schedule it here."


class BloggerFeed:
    """Reads feeds onto a shelf."""

    def __init__(self, source, shelf, report):
        self.source, self.shelf, self.report = source, shelf, report
        self.blog = Blog()
        self.number = ""
        self.kinds = Counter()
        self.labels, self.writers, self.hosts, self.links = set(), set(), {}, {}
        self.by_page = []  # comments that name the page they stand on and nothing else
        if "." in source.host:
            self.add_host(source.host)

    def read(self, member):
        for element in elements(self.source, member, {"feed"}, self.report):
            if local(element.tag) == "entry":
                self.take_entry(element)
            else:
                self.take_about(element)
        self.finish()

    # About the blog

    def take_about(self, element):
        name = local(element.tag)
        if name == "id":
            self.number = numbers_in(text_in(element))[0] or blog_number(text_in(element))
        elif name == "title":
            self.blog.title = self.blog.title or text_of(element)
        elif name == "subtitle":
            self.blog.description = text_of(element)
        elif name == "link":
            self.add_host(element.get("href") if element.get("rel") in (None, "alternate") else "")

    def take_setting(self, found):
        name = text_in(first(found, "id")).rpartition(".")[2]
        value = text_in(first(found, "content"))
        if name in SETTINGS and value:
            setattr(self.blog, SETTINGS[name], value)
        elif name.endswith("DOMAIN") and value:
            self.add_host(value if "." in value else f"{value}.blogspot.com")

    def add_host(self, address):
        host = bare_host(address)
        if "." in host and not OF_BLOGGER.search(host) and len(self.hosts) < MAX_HOSTS:
            self.hosts.setdefault(host)

    # Entries

    def take_entry(self, element):
        found = self.parts_of(element)
        kind = self.kind_of(found)
        self.kinds[kind] += 1
        if kind == "comment":
            self.take_comment(found)
        elif kind in ("post", "page"):
            self.take_post(found, is_page=kind == "page")
        else:
            self.report.ignored[kind] += 1
            if kind == "settings":
                self.take_setting(found)

    def parts_of(self, element):
        """{name: elements} of an entry. What is of no use here is counted, if it says anything."""
        found = {}
        for child in element:
            namespace, _brace, name = child.tag.rpartition("}")
            if namespace.strip("{") in NAMESPACES and name in KNOWN:
                found.setdefault(name, []).append(child)
            elif len(child) or child.attrib or (child.text or "").strip():
                self.report.ignored[name] += 1
        return found

    def kind_of(self, found):
        if said := text_in(first(found, "type")):
            return said.lower()
        for category in found.get("category", []):
            if category.get("scheme") == KIND_SCHEME:
                self.kinds["said"] += 1
                return category.get("term", "").rpartition("#")[2].lower()
        return "comment" if "in-reply-to" in found else "post"

    def reference(self, identity):
        """The same for the same thing in every export; empty for no identity."""
        blog, number = numbers_in(identity)
        return f"blogger:{blog or self.number}:{number or identity}"[:250] if identity else ""

    def take_post(self, found, *, is_page):
        identity = text_in(first(found, "id"))
        written = as_written(content_of(first(found, "content", "summary")))
        path = self.path_of(found)
        published = time_in(found, "published", "created")
        entry = Entry(
            reference=self.reference(identity or path or made_up(written.html, published)),
            title=text_of(first(found, "title")),
            html=written.html + links_beside(found, written.html),
            status=self.status_of(found, published),
            is_page=is_page,
            path=path,
            published_at=published,
            updated_at=time_in(found, "updated"),
            excerpt=written.excerpt,
            description=text_in(first(found, "metaDescription")),
            labels=self.labels_of(found),
            writers=self.writers_of(found),
            guid=identity,
        )
        self.name_untitled(entry)
        self.remember_links(written.links)
        self.shelf.put(entry)

    def status_of(self, found, published):
        status, problem = status_of_post(found)
        if problem:
            self.report.note("doubtful", text_of(first(found, "title")), problem)
        is_to_come = published and published > timezone.now()
        if is_to_come and status is Status.DRAFT:
            self.report.note("doubtful", text_of(first(found, "title")), TO_COME.format(published))
        return Status.SCHEDULED if is_to_come and status is Status.PUBLIC else status

    def name_untitled(self, entry):
        if not entry.title:
            entry.title = title_from(entry.html, entry.path) or "Untitled"
            self.report.note("doubtful", entry.path or entry.title, f"has no title: it is called “{entry.title}” now.")

    def path_of(self, found):
        """Its path there, from the file name a Takeout gives or from its address."""
        if name := text_in(first(found, "filename")):
            return f"/{path_in(name).lstrip('/')}"
        for link in found.get("link", []):
            if link.get("rel") == "alternate" and link.get("href") and "html" in link.get("type", "html"):
                self.add_host(link.get("href"))
                return path_in(link.get("href"))
        return ""

    def labels_of(self, found):
        names = []
        for category in found.get("category", []):
            name = " ".join(category.get("term", "").split())[:MAX_LABEL]
            if name and LABEL_SCHEME.search(category.get("scheme", "")):
                names.append(name)
                if name not in self.labels:
                    self.labels.add(name)
                    self.shelf.put(Label(name, paths=[f"/search/label/{quote(name, safe='')}"]))
        return list(dict.fromkeys(names))

    def writers_of(self, found):
        references = []
        for author in found.get("author", []):
            writer = Person(author).as_writer(self.number)
            if writer and writer.reference not in references:
                references.append(writer.reference)
                if writer.reference not in self.writers:
                    self.writers.add(writer.reference)
                    self.shelf.put(writer)
        return references

    # Comments

    def take_comment(self, found):
        identity = text_in(first(found, "id"))
        person = Person(first(found, "author"))
        status, problem = status_of_comment(found)
        html = comment_html(first(found, "content", "summary"))
        comment = CommentEntry(
            reference=self.reference(identity or made_up(person.name, html)),
            post=self.post_of(found),
            name=person.name or "Anonymous",
            html=html,
            posted_at=time_in(found, "published", "created", "updated") or timezone.now(),
            status=status,
            parent=self.parent_of(found),
            email=person.email,
            website=person.website,
            writer=person.reference,
        )
        if problem:
            self.report.note("doubtful", f"Comment by {comment.name}", problem)
        if comment.parent in (comment.post, comment.reference):
            comment.parent = ""
        self.shelf.put(comment)
        if comment.post.startswith("/"):
            self.by_page.append(comment)

    def post_of(self, found):
        """The reference of the post it stands under, or for want of one the path of its page."""
        if said := text_in(first(found, "parent")):
            return self.reference(said)
        for reply in found.get("in-reply-to", []):
            if IDENTITY.search(reply.get("ref", "")):
                return self.reference(reply.get("ref"))
            if named := POST_IN_FEED.search(reply.get("source", "")):
                return f"blogger:{self.number}:{named[1]}"
            if reply.get("href"):
                return path_in(reply.get("href"))
        return ""

    def parent_of(self, found):
        if said := text_in(first(found, "inReplyTo")):
            return self.reference(said)
        for link in found.get("link", []):
            if link.get("rel") == "related" and (named := COMMENT_IN_FEED.search(link.get("href", ""))):
                return f"blogger:{self.number}:{named[1]}"
        return ""

    # At the end

    def remember_links(self, links):
        """Links that look like ones within a Blogger blog: if they lead to posts of this one, its host is known."""
        for link in links:
            if OLD_PATH.search(link) and len(self.links) < MAX_LINKS:
                self.links.setdefault(path_in(link), link)

    def finish(self):
        for path, link in self.links.items():
            if self.shelf.reference_at(path):
                self.add_host(link)
        for comment in self.by_page:
            comment.post = self.shelf.reference_at(comment.post) or comment.post
            self.shelf.put(comment)
        self.by_page.clear()
        self.blog.hosts = list(self.hosts)
        self.shelf.put(self.blog)
        self.shelf.mark_writers()


def first(found, *names):
    """The first element of these names, or None."""
    return next((element for name in names for element in found.get(name, [])), None)


def made_up(*parts):
    """An identity for what has none."""
    return f"unnamed-{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"


def time_in(found, *names):
    times = (time_of(text_in(first(found, name))) for name in names)
    return next((time for time in times if time), None)


def numbers_in(identity):
    """(number of the blog, of the entry) in a tag like tag:blogger.com,1999:blog-12.post-34."""
    match = IDENTITY.search(identity)
    return (match["blog"], match["number"]) if match else ("", "")


def blog_number(identity):
    match = re.search(r"\bblog-(\d+)", identity)
    return match[1] if match else ""


def links_beside(found, html):
    """What a post led to from its title, or had attached: a sound, another site. Its page showed that too."""
    named = [link for link in found.get("link", []) if link.get("rel") in ("related", "enclosure")]
    addresses = [link.get("href") or "" for link in named]
    addresses += [
        element.get("url") or element.get("href") or text_in(element) for element in found.get("enclosure", [])
    ]
    return "".join(
        media_link(address) for address in dict.fromkeys(addresses) if address and escape(address) not in html
    )


def path_in(address):
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def comment_html(element):
    """As it was shown: exports that write no line breaks mean the ends of lines."""
    html = content_of(element).strip()
    return html if re.search(r"<(br|p|div)\b", html, re.IGNORECASE) else html.replace("\n", "<br />")
