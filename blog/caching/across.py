"""The line between machines: a stream in the Redis or Valkey they share for their cache."""

import logging
import threading

import redis

STREAM = "careerguide:changes"
LENGTH = 10_000  # about so many changes are kept for who was cut off
WAIT = 5000  # milliseconds
AGAIN_AFTER = 0.5  # seconds, when nobody answers
PATIENCE = {"socket_connect_timeout": 1, "socket_timeout": 2}
log = logging.getLogger(__name__)


class Line:
    def __init__(self, url):
        self.url = url.replace("valkey", "redis", 1)
        self.speaker = redis.Redis.from_url(self.url, **PATIENCE)
        self.is_up = True
        self.is_over = threading.Event()

    def tell(self, names):
        """Other machines hear of it within moments. If nobody answers, they know that they have missed something."""
        try:
            self.speaker.xadd(STREAM, {"names": "\n".join(names)}, maxlen=LENGTH, approximate=True)
        except redis.RedisError as error:
            log.warning("Other machines could not be told of a change: %s", error)

    def listen(self, renew, everything):
        """
        Call `renew(names)` for each change told from now on, in a thread of its own; `renew([everything])` while and
        after being cut off.
        """
        listener = redis.Redis.from_url(self.url, socket_connect_timeout=1, socket_timeout=2 + WAIT / 1000)
        try:
            last = newest(listener)
        except redis.RedisError:
            last = None
        threading.Thread(target=self.follow, args=(listener, last, renew, everything), daemon=True).start()

    def follow(self, listener, last, renew, everything):
        while not self.is_over.is_set():
            try:
                if last is None:
                    last = newest(listener)
                    renew([everything])  # whatever was told meanwhile
                last = hear(listener, last, renew)
                self.is_up = True
            except (redis.RedisError, OSError) as error:
                if self.is_up:
                    log.warning("Not in touch with other machines: %s", error)
                self.is_up, last = False, None
                renew([everything])
                self.is_over.wait(AGAIN_AFTER)


def newest(listener):
    """The number of the last change told."""
    told = listener.xrevrange(STREAM, count=1)
    return told[0][0] if told else b"0-0"


def hear(listener, last, renew):
    """Wait for changes after the last one. Returns the number of the newest."""
    for _stream, changes in listener.xread({STREAM: last}, block=WAIT) or ():
        for _number, change in changes:
            renew(change[b"names"].decode().split("\n"))
        last = changes[-1][0]
    return last
