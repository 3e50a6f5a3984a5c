"""
Which readers of a day are new to a post. Who they are goes through a digest with a salt that nobody knows and that is
another each day; of the digest some bits are marked in a table of fixed size (a Bloom filter). So neither address nor
browser can be read out of it, a reader of today is nobody known tomorrow, and memory has a bound: of a million
readings a day about one in 5,000 is taken for a known one, of five million one in thirty.

The table and its salt are a file that all processes of this machine have in memory (`READERS_TODAY`), written over by
the next day. Machines that share a Redis keep both there, so that a reader of two machines is one.
"""

import datetime
import fcntl
import hashlib
import logging
import mmap
import os
import secrets
from functools import cache
from pathlib import Path

import redis
from django.conf import settings
from django.utils import timezone

from blog.patience import patience_with, redis_at

BITS = 1 << 25  # 4 MB
MARKS = 4
HEAD = 64  # bytes: the day, the salt, room
SIZE = HEAD + BITS // 8
SALT = slice(8, 40)
KEPT_FOR = datetime.timedelta(hours=26)  # after the first reader of a day, in a Redis
log = logging.getLogger(__name__)


def digest_of(today, *signs):
    """Sixteen bytes: the same for the same signs on the same day, of no use on any other."""
    return hashlib.blake2b("\n".join(signs).encode(), key=place().salt(today), digest_size=16).digest()


def new_ones(digests):
    """Which of these were not seen before today; they are from now on."""
    return place().mark(digests)


@cache
def place():
    here = Mapped(settings.READERS_TODAY)
    return Shared(settings.CACHE_URL, here) if settings.CACHE_URL.startswith(("redis", "valkey")) else here


def marks(digest):
    return [int.from_bytes(digest[n : n + 4], "big") % BITS for n in range(0, 4 * MARKS, 4)]


class Mapped:
    def __init__(self, path):
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with Lock(self.path) as file:
            # Written, not only made as long: on a full disk that is an error, and a mark there the end of the process.
            with open(file, "ab", closefd=False) as end:
                end.write(bytes(max(0, SIZE - end.tell())))
            self.bytes = mmap.mmap(file, SIZE)
            fcntl.flock(file, fcntl.LOCK_UN)  # the map keeps the file open, and its lock

    def salt(self, today):
        if self.day() != today.toordinal():
            self.begin(today)
        return self.bytes[SALT]

    def day(self):
        return int.from_bytes(self.bytes[:8], "big")

    def begin(self, today):
        """A new day: everything of the last one is written over."""
        with self.locked():
            if self.day() != today.toordinal():
                self.bytes[HEAD:] = bytes(BITS // 8)
                self.bytes[SALT] = secrets.token_bytes(32)
                self.bytes[:8] = today.toordinal().to_bytes(8, "big")

    def mark(self, digests):
        with self.locked():
            return [digest for digest in digests if self.mark_one(digest)]

    def mark_one(self, digest):
        is_new = False
        for bit in marks(digest):
            at, mask = HEAD + bit // 8, 1 << bit % 8
            is_new = is_new or not self.bytes[at] & mask
            self.bytes[at] |= mask
        return is_new

    def locked(self):
        """Locks of one open file are shared by its threads and children, so each time it is opened anew."""
        return Lock(self.path)


class Lock:
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self.file, fcntl.LOCK_EX)
        return self.file

    def __exit__(self, *error):
        os.close(self.file)


class Shared:
    """In a Redis or Valkey; while it does not answer, in what this machine has of its own."""

    NAME = "careerguide:readers"

    def __init__(self, url, fallback):
        self.redis, self.patience, self.fallback = redis_at(url), patience_with(url), fallback
        self.known = (None, b"")  # the day and its salt

    def salt(self, today):
        day, salt = self.known
        if day != today:
            salt = self.ask_salt(today)
            self.known = (today, salt)
        return salt

    def ask_salt(self, today):
        name = f"{self.NAME}:{today}:salt"
        try:
            self.redis.set(name, secrets.token_bytes(32), nx=True, ex=KEPT_FOR)
            return self.redis.get(name)
        except redis.RedisError as error:
            log.warning("Readers are told apart on this machine alone today: %s", error)
            return self.fallback.salt(today)

    def mark(self, digests):
        if not self.patience.may_ask():
            return self.fallback.mark(digests)
        name = f"{self.NAME}:{timezone.localdate()}"
        try:
            with self.patience.asking(), self.redis.pipeline(transaction=False) as line:
                for digest in digests:
                    for bit in marks(digest):
                        line.setbit(name, bit, 1)
                line.expire(name, KEPT_FOR)
                before = line.execute()
        except redis.RedisError:
            return self.fallback.mark(digests)
        return [digest for n, digest in enumerate(digests) if not all(before[MARKS * n : MARKS * (n + 1)])]
