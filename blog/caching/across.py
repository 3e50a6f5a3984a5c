"""The line between machines: a stream in the Redis or Valkey they share for their cache."""

import logging
import threading
import time

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

    def tell(self, names):
        """Other machines hear of it within moments. If nobody answers, they know that they have missed something."""
        try:
            self.speaker.xadd(STREAM, {"names": "\n".join(names)}, maxlen=LENGTH, approximate=True)
        except redis.RedisError as error:
            log.warning("Other machines could not be told of a change: %s", error)

    def listen(self, renew, everything):
        """Call `renew(names)` for each change told from now on; `renew([everything])` after having been cut off."""
        thread = threading.Thread(target=self._listen, args=(renew, everything), name="changes", daemon=True)
        thread.start()

    def _listen(self, renew, everything):
        listener = redis.Redis.from_url(self.url, socket_connect_timeout=1, socket_timeout=2 + WAIT / 1000)
        last = None
        while True:
            try:
                if last is None:
                    last = self._newest(listener)
                    renew([everything])  # whatever was told before
                for _stream, changes in listener.xread({STREAM: last}, block=WAIT) or ():
                    for _number, change in changes:
                        renew(change[b"names"].decode().split("\n"))
                    last = changes[-1][0]
                self.is_up = True
            except (redis.RedisError, OSError) as error:
                if self.is_up:
                    log.warning("Not in touch with other machines: %s", error)
                self.is_up, last = False, None
                time.sleep(AGAIN_AFTER)
                renew([everything])

    @staticmethod
    def _newest(listener):
        newest = listener.xrevrange(STREAM, count=1)
        return newest[0][0] if newest else b"0-0"
