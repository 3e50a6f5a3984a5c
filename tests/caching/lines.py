import time
from contextlib import contextmanager

from blog.caching.across import Line


@contextmanager
def line_to(url):
    """A line whose threads end with the block: one that tries again and again would be heard in other tests."""
    line = Line(url)
    yield line
    line.is_over.set()
    while line.catches_up:
        time.sleep(0.01)
