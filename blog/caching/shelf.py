"""
What a process keeps: so many bytes at most. What was asked for stays another round, the others leave in the order in
which they came: about what leaving by the time of the last question would do, without moving anything at each.
"""

import hashlib
import threading
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache

import brotli
import zstandard

from . import shared

MOST_BYTES = 16 * 1024 * 1024  # in each process; what leaves is a file away
LEAST_TO_COMPRESS = 200
OF_A_PAGE = 1000  # bytes of headers, names and the rest, about

# Best first. Each is made once, when somebody first asks for it.
ENCODINGS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "zstd": lambda body: zstandard.compress(body, 9),
    "gzip": lambda body: gzip(body),
}


def gzip(body):
    squeezer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return squeezer.compress(body) + squeezer.flush()


@dataclass
class Page:
    status: str
    headers: list
    body: bytes
    places: tuple  # of what it is made of
    count: int  # of changes, when its drawing began
    drawn_at: float  # Unix time at which it began
    fresh_until: float  # Unix time
    bodies: dict = field(default_factory=dict)  # {encoding: body}
    answers: dict = field(default_factory=dict)  # {(encoding, Cache-Control or None for its own): (headers, body)}
    last_modified: str = ""
    control: str = ""  # Cache-Control; its own or the site's
    shared_until: float | None = None  # Unix time from which caches in front have to ask: it will soon be another
    was_asked: bool = False  # since its place on the shelf was looked at last
    is_stored: bool = True  # where other processes find it, if there is such a place

    def __post_init__(self):
        self.control = self.control or shared.control()
        self.digest = hashlib.sha256(self.body).hexdigest()[:20]

    def encoded(self, encoding):
        if encoding == "identity":
            return self.body
        if encoding not in self.bodies:
            self.bodies[encoding] = ENCODINGS[encoding](self.body)
        return self.bodies[encoding]

    def etag(self, encoding):
        return f'"{self.digest}-{encoding}"'

    def answer(self, encoding, control):
        """(headers, body) for who takes this encoding; kept in `answers`."""
        made = self.answers.get((encoding, control))
        if made is None:
            made = self.answers[encoding, control] = self.put_together(encoding, control or self.control)
        return made

    def put_together(self, encoding, control):
        if len(self.body) < LEAST_TO_COMPRESS:
            encoding = "identity"
        body = self.encoded(encoding)
        headers = [*self.headers, ("Cache-Control", control), ("ETag", self.etag(encoding))]
        headers.append(("Vary", "Accept-Encoding"))
        if encoding != "identity":
            headers.append(("Content-Encoding", encoding))
        return headers, body

    def size(self):
        return OF_A_PAGE + 2 * len(self.body)


@lru_cache(maxsize=1000)
def encoding_for(accepted):
    """The best of ours that the client takes."""
    refused, taken = set(), set()
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.strip().partition(";")
        is_refused = weight.replace(" ", "") in ("q=0", "q=0.0", "q=0.00", "q=0.000")
        (refused if is_refused else taken).add(name.strip())
    if "*" in taken:
        taken |= set(ENCODINGS) - refused
    return next((encoding for encoding in ENCODINGS if encoding in taken), "identity")


class Shelf:
    def __init__(self, most_bytes=MOST_BYTES):
        self.most_bytes, self.bytes = most_bytes, 0
        self.pages, self.lock = OrderedDict(), threading.Lock()

    def get(self, key):
        page = self.pages.get(key)
        if page is not None:
            page.was_asked = True
        return page

    def put(self, key, page):
        with self.lock:
            self.take_off(key)
            if page.size() > self.most_bytes // 8:
                return
            self.pages[key] = page
            self.bytes += page.size()
            while self.bytes > self.most_bytes:
                key, oldest = self.pages.popitem(last=False)
                if oldest.was_asked:
                    oldest.was_asked = False
                    self.pages[key] = oldest
                else:
                    self.bytes -= oldest.size()

    def drop(self, key):
        with self.lock:
            self.take_off(key)

    def take_off(self, key):
        """Wants the lock."""
        if (page := self.pages.pop(key, None)) is not None:
            self.bytes -= page.size()
