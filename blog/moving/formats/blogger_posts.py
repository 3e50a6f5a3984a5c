"""Posts and pages of a Blogger feed."""

import re
from html import escape

from django.utils import timezone

from ..entries import Entry, Status
from .atom import content_of, text_in, text_of
from .blogger_entries import made_up, path_in
from .blogger_markup import as_written
from .blogger_people import Person
from .blogger_states import status_of_post
from .embedded import media_link
from .titles import title_from

LABEL_SCHEME = re.compile(r"^$|^https?://www\.blogger\.com/atom/ns#$|\bblog-?\d*$")
MAX_LABEL = 300
TO_COME = "is a draft with a date to come, {:%Y-%m-%d}. If it was scheduled there, schedule it here."


def read_post(entry, feed):
    """The Entry that is told to `feed`, with what else of it the feed should know."""
    identity, path = entry.text("id"), path_of(entry)
    original = content_of(entry.first("content", "summary"))
    written = as_written(original)
    title = text_of(entry.first("title"))
    published = entry.time("published", "created")
    status, problem = judge(entry, published)
    post = Entry(
        reference=feed.reference(identity or path or made_up(written.html, published)),
        title=title or title_from(written.html, path) or "Untitled",
        html=written.html + links_beside(entry, written.html),
        status=status,
        is_page=entry.kind == "page",
        path=path,
        published_at=published,
        updated_at=entry.time("updated"),
        excerpt=written.excerpt,
        description=entry.text("metaDescription"),
        labels=labels_of(entry),
        writers=[writer.reference for writer in writers_of(entry, feed)],
        guid=identity,
        original=original,
    )
    if problem:
        feed.doubt(post.title, problem)
    if not title:
        feed.doubt(path or post.title, f"has no title: it is called “{post.title}” now.")
    feed.remember_links(written.links)
    return post


def judge(entry, published):
    """(Status, what is doubtful about it). What lies in the future is not public, whatever it says."""
    status, problem = status_of_post(entry)
    if published and published > timezone.now():
        if status is Status.PUBLIC:
            return Status.SCHEDULED, problem
        if status is Status.DRAFT:
            return status, problem or TO_COME.format(published)
    return status, problem


def path_of(entry):
    """Its path there, from the file name a Takeout gives or from its address."""
    if name := entry.text("filename"):
        return f"/{path_in(name).lstrip('/')}"
    return next((path_in(link.get("href")) for link in page_links(entry)), "")


def page_links(entry):
    return [link for link in entry.links("alternate") if "html" in link.get("type", "html")]


def labels_of(entry):
    """A label may contain commas."""
    labels = [category for category in entry.all("category") if LABEL_SCHEME.search(category.get("scheme", ""))]
    names = (" ".join(category.get("term", "").split())[:MAX_LABEL] for category in labels)
    return list(dict.fromkeys(filter(None, names)))


def writers_of(entry, feed):
    """Each once, in the order of the byline."""
    writers = (Person(author).as_writer(feed.number) for author in entry.all("author"))
    return list({writer.reference: writer for writer in writers if writer}.values())


def links_beside(entry, html):
    """What its title led to, or what was attached to it, a sound perhaps: its page showed that beside the text."""
    addresses = [link.get("href") for link in entry.links("related", "enclosure")]
    addresses += [element.get("url") or element.get("href") or text_in(element) for element in entry.all("enclosure")]
    return "".join(media_link(address) for address in dict.fromkeys(addresses) if escape(address) not in html)
