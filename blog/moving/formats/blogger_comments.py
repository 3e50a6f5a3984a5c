"""Comments of a Blogger feed. Posts and comments may come in any order."""

import re

from django.utils import timezone

from ..entries import CommentEntry
from .atom import content_of
from .blogger_entries import IDENTITY, made_up, path_in
from .blogger_people import Person
from .blogger_states import status_of_comment

# The addresses of feeds name a post, and a comment of it, by the numbers that their tags have.
POST_IN_FEED = re.compile(r"/(?:posts/default/|feeds/\d+/)(\d+)")
COMMENT_IN_FEED = re.compile(r"/comments/default/(\d+)")
BROKEN_LINES = re.compile(r"<(br|p|div)\b", re.IGNORECASE)


def read_comment(entry, feed):
    """The CommentEntry. Its post is a reference, or for want of one the path of the post's page."""
    person = Person(entry.first("author"))
    status, problem = status_of_comment(entry)
    html, posted_at, post = comment_html(entry), entry.time("published", "created", "updated"), post_of(entry, feed)
    reference = feed.reference(entry.text("id") or made_up(post, posted_at, person.name, html))
    parent = parent_of(entry, feed)
    if problem:
        feed.doubt(f"Comment by {person.name or 'Anonymous'}", problem)
    return CommentEntry(
        reference=reference,
        post=post,
        name=person.name or "Anonymous",
        html=html,
        posted_at=posted_at or timezone.now(),
        status=status,
        parent="" if parent in (post, reference) else parent,
        email=person.email,
        website=person.website,
        writer=person.reference,
    )


def comment_html(entry):
    """As it was shown: exports that write no line breaks mean the ends of lines."""
    html = content_of(entry.first("content", "summary")).strip()
    return html if BROKEN_LINES.search(html) else html.replace("\n", "<br />")


def post_of(entry, feed):
    if said := entry.text("parent"):
        return feed.reference(said)
    for reply in entry.all("in-reply-to"):
        if IDENTITY.search(reply.get("ref", "")):
            return feed.reference(reply.get("ref"))
        if named := POST_IN_FEED.search(reply.get("source", "")):
            return feed.reference_to(named[1])
        if reply.get("href"):
            return path_in(reply.get("href"))
    return ""


def parent_of(entry, feed):
    if said := entry.text("inReplyTo"):
        return feed.reference(said)
    named = (COMMENT_IN_FEED.search(link.get("href")) for link in entry.links("related"))
    return next((feed.reference_to(match[1]) for match in named if match), "")
