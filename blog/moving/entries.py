"""
What a blog holds, whatever service it stood on: each format is read into these, and posts are made from these alone.
Times are aware; an address is kept as it was there.
"""

import datetime
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Status(StrEnum):
    """What the public could see of a post there."""

    PUBLIC = "public"
    SCHEDULED = "scheduled"
    DRAFT = "draft"
    PENDING = "pending"  # handed in, awaiting an editor
    PRIVATE = "private"  # for its author, for members, behind a password
    TRASHED = "trashed"  # counted, and left behind


class CommentStatus(StrEnum):
    SHOWN = "shown"
    WAITING = "waiting"
    SPAM = "spam"
    REMOVED = "removed"  # deleted, rejected or hidden from all but its writer


@dataclass
class Blog:
    """The blog itself. `hosts`: the names it was reached under, so that links to itself are known as such."""

    title: str = ""
    description: str = ""
    hosts: list[str] = field(default_factory=list)
    language: str = ""


@dataclass
class Writer:
    """Somebody who wrote posts there. No account comes of it, and no address is kept."""

    reference: str  # unique for ever, like all references: "blogger:profile:1234"
    name: str
    slug: str = ""
    bio: str = ""
    website: str = ""
    picture: str = ""  # an address
    paths: list[str] = field(default_factory=list)  # of their pages there


@dataclass
class Label:
    """A tag or category, when the export says more of it than the posts do."""

    name: str
    slug: str = ""
    description: str = ""
    paths: list[str] = field(default_factory=list)


@dataclass
class Entry:
    """A post, or a page if `is_page`."""

    reference: str  # "blogger:<blog>:<post>", "wordpress:<host>:<id>" ...
    title: str
    html: str  # as the reader's page showed it: no shortcodes, no block comments; not yet safe
    status: Status
    is_page: bool = False
    path: str = ""  # its public path there: "/2025/01/name.html"; empty if it never had one
    other_paths: list[str] = field(default_factory=list)  # others that led to it: "/?p=12"
    slug: str = ""  # when the path does not end in it
    published_at: datetime.datetime | None = None
    updated_at: datetime.datetime | None = None
    excerpt: str = ""  # HTML or text; what stood before the jump break
    description: str = ""  # for search engines
    labels: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    writers: list[str] = field(default_factory=list)  # references, in the order of the byline
    cover: str = ""  # an address
    cover_alt: str = ""
    comments_open: bool = True
    guid: str = ""  # under which feeds knew it
    front: dict = field(default_factory=dict)  # what else the file said, for the report
    original: str = ""  # as the export has it, where `html` says it in plainer words; kept for ever

    def fingerprint(self):
        """
        The same as long as its writer changed nothing of it there, whatever form of export it comes in, and even if we
        learn to read it better.
        """
        words = [self.title, str(self.status), str(self.published_at), *sorted({*self.labels, *self.categories})]
        words += [self.original] if self.original else [self.html, self.excerpt]
        return hashlib.sha256("\0".join(" ".join(text.split()) for text in words).encode(errors="replace")).hexdigest()


@dataclass
class CommentEntry:
    reference: str
    post: str  # reference
    name: str
    html: str  # not yet safe
    posted_at: datetime.datetime
    status: CommentStatus
    parent: str = ""  # reference of the comment it answers
    email: str = ""  # so that a writer is known again; nobody is mailed
    website: str = ""
    writer: str = ""  # reference, if the export says who it was; see Shelf.mark_writers
    is_by_author: bool = False
    is_pingback: bool = False
    like_count: int = 0


@dataclass
class MediaFile:
    """A picture or other file the export knows. `member`: its name in the archive, if it is there."""

    url: str
    member: str = ""
    alt: str = ""
    caption: str = ""
    paths: list[str] = field(default_factory=list)  # "/?attachment_id=7"


KINDS = {kind.__name__: kind for kind in (Blog, Writer, Label, Entry, CommentEntry, MediaFile)}
NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")  # with an even number of backslashes before it
UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
TIMES = ("published_at", "updated_at", "posted_at")


def printable(item):
    """The same without what no database keeps: the sign of the end, and halves of signs."""
    fresh = {}
    for name, value in vars(item).items():
        if isinstance(value, str) and UNPRINTABLE.search(value):
            fresh[name] = UNPRINTABLE.sub("", value)
        elif isinstance(value, list) and any(isinstance(part, str) and UNPRINTABLE.search(part) for part in value):
            fresh[name] = [UNPRINTABLE.sub("", part) for part in value]
    return replace(item, **fresh) if fresh else item


def dumps(item):
    """As JSON, without the signs that no database takes: NUL, and halves of signs that JSON may hold."""
    text = json.dumps(vars(item), default=lambda time: time.isoformat(), ensure_ascii=False, sort_keys=True)
    return NUL.sub(r"\1", text).encode(errors="replace").decode()


def loads(kind, text):
    """The dataclass that `dumps` wrote. `kind`: its class."""
    values = json.loads(text)
    for name in TIMES:
        if values.get(name):
            values[name] = datetime.datetime.fromisoformat(values[name])
    if "status" in values:
        values["status"] = (Status if kind is Entry else CommentStatus)(values["status"])
    return kind(**values)
