"""
Comments that were kept as files: data/comments/<name of the post>/<anything>.yml, as services that write comments into
a repository do.
"""

import datetime
import hashlib
import json
import re

import yaml

from blog.markup import markdown_to_html

from ...entries import CommentEntry, CommentStatus
from ...markdown.documents import Loader
from ..times import plausible
from . import fields
from .meaning import time_in

FILE = re.compile(r"(?:^|/)_?data/comments/(?P<post>[^/]+)/(?P<name>[^/]+)\.(?P<kind>ya?ml|json)$", re.IGNORECASE)
REFERENCE_LENGTH = 280
MAX_BYTES = 64 * 1024
PARENTS = ("replying_to_uid", "replying_to", "reply_to", "parent_id", "_parent", "parent")
NOT_READABLE = "is no comment that can be read: it needs a message and a date."
SHOWN_NAME = "Anonymous"


def comments_in(source, report):
    """{name of the post: [what each file says, the oldest first]}"""
    found = {}
    for member in source.members():
        if match := FILE.search(member):
            said = read_file(source, member, match["kind"])
            if said is None:
                report.refuse(member, NOT_READABLE)
            else:
                found.setdefault(match["post"], []).append({"_file": match["name"]} | said)
    return found


def read_file(source, member, kind):
    if source.size(member) > MAX_BYTES:
        return None
    text = source.beginning(member, MAX_BYTES).decode("utf-8-sig", "replace")
    try:
        said = json.loads(text) if kind.lower() == "json" else yaml.load(text, Loader)  # noqa: S506 - the safe one
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    has_all = isinstance(said, dict) and fields.text_of(said, "message", "body", "content") and said.get("date")
    return said if has_all else None


def lay_comments(rows, entry, zone, shelf, report):
    """The comments of one post. Who answers whom is said by an id, or by the place among the others."""
    rows = [(time_of(row["date"], zone), row) for row in rows]
    for _at, row in (pair for pair in rows if pair[0] is None):
        report.refuse(row["_file"], NOT_READABLE)
    rows = sorted((pair for pair in rows if pair[0]), key=lambda pair: (pair[0], pair[1]["_file"]))
    ids = [id_of(row) for _at, row in rows]
    for (at, row), own in zip(rows, ids, strict=True):
        parent = parent_of(row, ids)
        shelf.put(
            CommentEntry(
                reference=reference_of(entry, own),
                post=entry.reference,
                name=fields.text_of(row, "name", "author") or SHOWN_NAME,
                html=markdown_to_html(
                    str(row.get("message") or row.get("body") or row.get("content")), with_breaks=True
                ),
                posted_at=at,
                status=CommentStatus.WAITING if fields.is_true(row.get("hidden")) else CommentStatus.SHOWN,
                parent=reference_of(entry, parent) if parent and parent != own else "",
                website=fields.text_of(row, "url", "website"),
            )
        )


def time_of(value, zone):
    """Also seconds or milliseconds since 1970."""
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return plausible(datetime.datetime.fromtimestamp(value / 1000 if value > 10**11 else value, datetime.UTC))
        except (ValueError, OverflowError, OSError):
            return None
    return time_in(value, zone)


def id_of(row):
    return fields.text_of(row, "_id", "id", "uid") or row["_file"]


def parent_of(row, ids):
    said = fields.text_of(row, *PARENTS)
    if said in ids:
        return said
    if said.isdecimal() and 1 <= int(said) <= len(ids):
        return ids[int(said) - 1]
    return ""


def reference_of(entry, comment_id):
    reference = f"{entry.reference}:comment:{comment_id}"
    if len(reference) <= REFERENCE_LENGTH:
        return reference
    return f"{reference[:200]}:{hashlib.sha256(reference.encode()).hexdigest()}"
