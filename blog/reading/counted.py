"""
Numbers that are counted anew each minute, not for each reader: with 20,000 posts that takes longer than all the rest of
a page. What a list shows is always that of this moment; only the number beside it may be a minute old. One that takes
long to count is kept longer, so that counting never takes more than a thousandth of the time.
"""

import datetime
import hashlib
import time

from django.core.cache import cache

from blog.caching import until

COUNTED_FOR = 60  # seconds
PATIENCE = 1000  # as many times as long as it took
LONGEST = 3600


def counted(count, *key):
    """What `count()` gives, a minute old at most if it is quick. The key says what is counted; it may hold any text."""
    name = "counted:" + hashlib.sha256(repr(key).encode()).hexdigest()
    kept = cache.get(name)
    if kept is None:
        began = time.monotonic()
        number = count()
        seconds = min(max(COUNTED_FOR, PATIENCE * (time.monotonic() - began)), LONGEST)
        kept = number, time.time() + seconds
        cache.set(name, kept, seconds)
    number, old_at = kept
    until(datetime.datetime.fromtimestamp(old_at, datetime.UTC))
    return number
