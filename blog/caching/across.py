"""The line between machines: a stream in the Redis or Valkey they share for their cache."""

import logging
import threading

import redis

from blog.patience import patience_with, redis_at

from .making import EVERYTHING

STREAM = "careerguide:changes"
LENGTH = 10_000  # about so many changes are kept for who was cut off
# A machine that is cut off knows it within a second, also where the connection stands and nobody answers.
WAIT = 250  # milliseconds for changes, at a time
LISTENING = {"socket_connect_timeout": 0.6, "socket_timeout": 0.6}  # seconds; WAIT is in the second
AGAIN_AFTER = 0.3  # seconds, when nobody answers
log = logging.getLogger(__name__)


class Line:
    def __init__(self, url):
        self.url, self.speaker, self.patience = url, redis_at(url), patience_with(url)
        self.is_up = True
        self.lock, self.is_behind, self.catches_up = threading.Lock(), False, False
        self.is_over = threading.Event()

    def tell(self, names, takes_away=True):
        """
        Other machines hear of it within moments. If nobody answers, nobody waits either: they hear that they have
        missed something as soon as somebody does.
        """
        if self.patience.may_ask():
            try:
                with self.patience.asking():
                    self.say(names, takes_away)
                return
            except redis.RedisError as error:
                log.warning("Other machines could not be told of a change: %s", error)
        with self.lock:
            self.is_behind = True
            if not self.catches_up:
                self.catches_up = True
                threading.Thread(target=self.catch_up, daemon=True).start()

    def say(self, names, takes_away=True):
        change = {"names": "\n".join(names), "takes_away": int(takes_away)}
        self.speaker.xadd(STREAM, change, maxlen=LENGTH, approximate=True)

    def catch_up(self):
        while self.is_still_behind():
            try:
                self.say([EVERYTHING])
            except redis.RedisError:
                self.is_behind = True
                self.is_over.wait(AGAIN_AFTER)

    def is_still_behind(self):
        with self.lock:
            # What changes from here on may be too late for what is said next.
            self.catches_up, self.is_behind = self.is_behind and not self.is_over.is_set(), False
            return self.catches_up

    def listen(self, renew, everything):
        """
        Call `renew(names, takes_away)` for each change told from now on, in a thread of its own; `renew([everything])`
        while and after being cut off.
        """
        listener = redis_at(self.url, **LISTENING)
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
            renew(change[b"names"].decode().split("\n"), change.get(b"takes_away") != b"0")
        last = changes[-1][0]
    return last
