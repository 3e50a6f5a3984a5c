"""The last resort: posts out of any feed, RSS 0.9 to 2.0 or Atom. There is no more in a feed, and often less."""

import re
from html import unescape
from urllib.parse import urlsplit

from django.utils import timezone

from ..entries import Blog, Entry, Status, Writer
from ..sources import bare_host
from .atom import content_of, links_of, text_in, text_of, time_of
from .blogger_entries import numbers_in
from .blogger_markup import as_written
from .titles import title_from
from .xml import elements, local, root_of

NAME = "feed"
# The root element: the elements whose children are the posts and what is said about the blog.
CONTAINERS = {"rss": {"rss", "channel"}, "RDF": {"RDF"}, "feed": {"feed"}}
POSTS = {"item", "entry"}
ABOUT = {"title", "link", "description", "subtitle", "language", "channel"}
KNOWN = set(POSTS | ABOUT) | {
    *("id", "guid", "published", "updated", "issued", "modified", "pubDate", "date", "author", "creator", "category"),
    *("subject", "content", "encoded", "summary"),
}
NAME_BEHIND_ADDRESS = re.compile(r"^\S+@\S+\s+\((.+)\)$")
ONLY_POSTS = (
    "is a feed: it has posts alone, often only the newest and not whole, and no comments, drafts or pages. If the old "
    "blog still stands, export it there and bring that in."
)


def is_it(source):
    root = root_of(source, source.name) if source.is_file else None
    return root is not None and local(root.tag) in CONTAINERS


def read(source, shelf, report):
    containers = CONTAINERS[local(root_of(source, source.name).tag)]
    report.note("doubtful", source.name, ONLY_POSTS)
    blog = Blog(hosts=[source.host] if "." in source.host else [])
    shelf.put(blog)
    for element in elements(source, source.name, containers, report):
        if local(element.tag) in POSTS:
            take_post(element, blog, shelf, report)
        else:
            take_about(element, blog, report)
    shelf.put(blog)


def take_about(element, blog, report):
    name = local(element.tag)
    if name == "channel":
        for child in element:
            take_about(child, blog, report)
    elif name == "title":
        blog.title = blog.title or text_of(element)
    elif name in ("description", "subtitle"):
        blog.description = blog.description or text_of(element)
    elif name == "language":
        blog.language = text_in(element)
    elif name == "link":
        rel = element.get("rel", "alternate")
        host = bare_host(element.get("href") or text_in(element)) if rel == "alternate" else ""
        blog.hosts += [host] if "." in host and host not in blog.hosts else []
    else:
        report.ignored[name] += 1


def take_post(element, blog, shelf, report):
    said = {}
    for child in element:
        name = local(child.tag)
        said.setdefault(name, []).append(child)
        if name not in KNOWN:
            report.ignored[name] += 1
    address = address_of(element, said)
    guid = text_in(first(said, "guid", "id")) or element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "")
    original = html_of(said)
    written = as_written(original)
    published = time_in(said, "published", "pubDate", "date", "issued", "updated", "modified")
    entry = Entry(
        reference=reference_of(blog, guid or address or text_of(first(said, "title"))),
        # RSS escapes twice, or once; nobody means “&amp;”.
        title=unescape(text_of(first(said, "title"))) or title_from(written.html, path_of(address)) or "Untitled",
        html=written.html,
        status=Status.SCHEDULED if published and published > timezone.now() else Status.PUBLIC,
        path=path_of(address),
        published_at=published,
        updated_at=time_in(said, "updated", "modified"),
        labels=labels_of(said),
        writers=writers_of(said, blog, shelf),
        guid=guid,
        original=original,
    )
    if published is None:
        report.note("doubtful", entry.title, "has no date in the feed.")
    shelf.put(entry)


def first(said, *names):
    return next((element for name in names for element in said.get(name, [])), None)


def time_in(said, *names):
    times = (time_of(text_in(first(said, name))) for name in names)
    return next((time for time in times if time), None)


def reference_of(blog, name):
    """Blogger's feeds name posts as its exports do: whatever else comes later, they are the same."""
    number, post = numbers_in(name)
    return f"blogger:{number}:{post}" if post else f"feed:{next(iter(blog.hosts), '')}:{name}"[:250]


def address_of(element, said):
    """Where the post stood: Atom says it in attributes, RSS in text, and some only as their permanent id."""
    for rel, href in links_of(element):
        if rel == "alternate":
            return href
    if link := text_in(first(said, "link")):
        return link
    guid = first(said, "guid")
    is_link = guid is not None and guid.get("isPermaLink", "true") == "true"
    return text_in(guid) if is_link and text_in(guid).startswith("http") else ""


def path_of(address):
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.path in ("", "/", "/index.php") and parts.query else parts.path


def html_of(said):
    whole = first(said, "encoded", "content")
    if whole is not None:
        return content_of(whole, default="html")
    return content_of(first(said, "description", "summary"), default="html")


def labels_of(said):
    named = [element.get("label") or element.get("term") or text_in(element) for element in said.get("category", [])]
    named += [text_in(element) for element in said.get("subject", [])]
    return list(dict.fromkeys(" ".join(name.split()) for name in named if name.strip()))


def writers_of(said, blog, shelf):
    references = []
    for element in [*said.get("creator", []), *said.get("author", [])]:
        name = next((text_in(child) for child in element if local(child.tag) == "name"), text_in(element))
        if match := NAME_BEHIND_ADDRESS.match(name):
            name = match[1]
        if name and "@" not in name:
            writer = Writer(reference_of(blog, f"writer:{name}"), name)
            shelf.put(writer)
            references.append(writer.reference)
    return list(dict.fromkeys(references))
