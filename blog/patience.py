"""
How long one waits for a Redis. As soon as it leaves one thread without an answer the others of its process do not wait
for it too: one that hangs would soon have them all, and no thread were left for pages that need none.
"""

import threading
import time
from contextlib import contextmanager
from functools import cache
from urllib.parse import urlsplit

from redis import Redis, RedisError

TIMEOUTS = {"socket_connect_timeout": 1, "socket_timeout": 1}  # seconds
AGAIN_AFTER = 2  # seconds without asking: more than what is left of a request, so that none waits twice


class Patience:
    """Ask only if `may_ask()`, with TIMEOUTS, and within `asking()`."""

    def __init__(self):
        self.away_until, self.lock = 0, threading.Lock()  # by the monotonic clock; 0 while it answers

    def is_away(self):
        return time.monotonic() < self.away_until

    def may_ask(self):
        if not self.away_until:
            return True
        with self.lock:
            if self.is_away():
                return False
            self.note_away()  # for the others, while this one finds out
            return True

    @contextmanager
    def asking(self):
        try:
            yield
        except RedisError:
            self.note_away()
            raise
        self.away_until = 0

    def note_away(self):
        self.away_until = time.monotonic() + AGAIN_AFTER


def patience_with(url):
    """The same for all of this process who ask this Redis, whichever of its databases and by whichever scheme."""
    return patience_of(urlsplit(url).netloc)


@cache
def patience_of(server):
    return Patience()


def redis_at(url, **timeouts):
    """Of a Valkey as well, which speaks the same."""
    return Redis.from_url(url.replace("valkey", "redis", 1), **(timeouts or TIMEOUTS))
