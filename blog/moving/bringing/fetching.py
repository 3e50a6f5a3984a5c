"""Pictures from where they are, a few at once, within what one run may take of time, bytes and patience."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from blog.models.origins import full_size
from blog.models.pictures import MAX_UPLOAD_BYTES
from blog.outbound import Fetcher, OutboundError, TooSlow, Unreachable

from .picture_tags import host_of

AT_ONCE = 4
SECONDS_A_PICTURE = 15
MOST_ADDRESSES = 3  # of one picture, tried in turn
MOST_PICTURES = 50_000
MOST_BYTES = 50 * 1024**3
# So often in a row without an answer, and the host is asked no more in this run; and without any host ever answering,
# there is no network.
PATIENCE, PATIENCE_WITH_ALL = 3, 6
ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/gif,image/*;q=0.5"
NOT_PICTURES = ("text/html", "application/xhtml+xml", "application/json", "text/plain")


class NotFetched(Exception):
    """The message says why. `was_asked`: whether anybody was asked for it at all."""

    def __init__(self, message, *, was_asked=True):
        super().__init__(message)
        self.was_asked = was_asked


class PictureFetcher:
    """`order` begins to fetch a picture in another thread, `get` waits for it. Neither touches the database there."""

    def __init__(self, outbound=None):
        self.outbound = outbound or Fetcher()
        self.pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="pictures")
        self.ordered = {}
        self.lock = threading.Lock()
        self.silent = Counter()  # by host: failures in a row
        self.answers = self.pictures = self.bytes = 0

    def close(self):
        self.pool.shutdown(cancel_futures=True)

    def order(self, addresses):
        if (key := full_size(addresses[0])) not in self.ordered:
            self.ordered[key] = self.pool.submit(self.fetch, ways_to(addresses))

    def get(self, addresses):
        """The bytes of the first of these addresses that gives a picture. Raises NotFetched."""
        self.order(addresses)
        return self.ordered.pop(full_size(addresses[0])).result()

    # In other threads

    def fetch(self, ways):
        problem = NotFetched("It has no address on the web.", was_asked=False)
        for url in ways:
            try:
                return self.fetch_one(url)
            except NotFetched as error:
                problem = error if error.was_asked or not problem.was_asked else problem
        raise problem

    def fetch_one(self, url):
        host = host_of(url)
        self.check_limits(host)
        try:
            fetched = self.outbound.fetch(url, max_bytes=MAX_UPLOAD_BYTES, timeout=SECONDS_A_PICTURE, accept=ACCEPT)
        except OutboundError as error:
            self.count(host, is_silent=isinstance(error, Unreachable | TooSlow))
            raise NotFetched(str(error)) from error
        self.count(host, is_silent=False, size=len(fetched.content))
        if fetched.content_type in NOT_PICTURES:
            raise NotFetched("There is a page in its place.")
        return fetched.content

    def check_limits(self, host):
        with self.lock:
            if self.silent[host] >= PATIENCE:
                raise NotFetched(f"{host} did not answer several times.", was_asked=False)
            if not self.answers and self.silent.total() >= PATIENCE_WITH_ALL:
                raise NotFetched("There seems to be no network.", was_asked=False)
            if self.pictures >= MOST_PICTURES or self.bytes >= MOST_BYTES:
                raise NotFetched("One run fetches no more. Run the import again for the rest.", was_asked=False)

    def count(self, host, *, is_silent, size=0):
        with self.lock:
            self.silent[host] = self.silent[host] + 1 if is_silent else 0
            self.answers += not is_silent
            self.pictures += bool(size)
            self.bytes += size


def ways_to(addresses):
    """Where a picture may be: at full size first, then as it was written."""
    ways = [*map(full_size, addresses), *addresses]
    return [way for way in dict.fromkeys(ways) if way.startswith(("http://", "https://"))][:MOST_ADDRESSES]
