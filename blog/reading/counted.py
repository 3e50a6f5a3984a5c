"""
Numbers that are counted anew each minute, not for each reader: with 20,000 posts that takes longer than all the rest of
a page. What a list shows is always that of this moment; only the number beside it may be a minute old. One that takes
long to count is kept longer, so that counting never takes more than a thousandth of the time, and is counted aside
while the last one is still shown: only the first reader after a start waits for it.
"""

import datetime
import hashlib
import threading
import time

from django.core.cache import cache
from django.db import connections

from blog.caching import last_change, made_of, until

COUNTED_FOR = 60  # seconds
PATIENCE = 1000  # as many times as long as it took
LONGEST = 3600
AT_ONCE = 0.02  # seconds: what takes no longer is counted while a reader waits
BUSY = 60  # seconds after which a counting that was begun is taken for lost


def counted(count, *key, named=()):
    """
    What `count()` gives, a minute old at most if it is quick. The key says what is counted; it may hold any text.
    `named`: what else than numbers is in it, as pages are made of it ("names:tag"); that is never old.
    """
    made_of(*named)
    name = "counted:" + hashlib.sha256(repr((*key, last_change(*named))).encode()).hexdigest()
    number, old_at, took = cache.get(name) or recount(name, count)
    if old_at <= time.time():
        if took <= AT_ONCE:
            number, old_at, took = recount(name, count)
        else:
            old_at = time.time() + COUNTED_FOR
            if cache.add(f"{name}:busy", True, BUSY):
                aside(recount, name, count)
    until(datetime.datetime.fromtimestamp(old_at, datetime.UTC))
    return number


def recount(name, count):
    began = time.monotonic()
    number = count()
    took = time.monotonic() - began
    kept = number, time.time() + min(max(COUNTED_FOR, PATIENCE * took), LONGEST), took
    cache.set(name, kept, 2 * LONGEST)
    cache.delete(f"{name}:busy")
    return kept


def aside(work, *args):
    def run():
        try:
            work(*args)
        finally:
            connections.close_all()  # this thread's own

    threading.Thread(target=run, daemon=True).start()
