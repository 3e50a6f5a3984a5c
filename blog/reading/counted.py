"""
Numbers that are counted anew each minute, not for each reader: with 20,000 posts that takes longer than all the rest of
a page. What a list shows is always that of this moment; only the number beside it may be a minute old.
"""

import datetime
import hashlib

from django.core.cache import cache
from django.utils import timezone

from blog.caching import until

COUNTED_FOR = 60  # seconds


def counted(count, *key):
    """What `count()` gives, at most a minute old. The key says what is counted; it may hold any text."""
    until(timezone.now() + datetime.timedelta(seconds=COUNTED_FOR))
    name = "counted:" + hashlib.sha256(repr(key).encode()).hexdigest()
    return cache.get_or_set(name, count, COUNTED_FOR)
