"""How often one may do what: fixed windows, counted in Django's cache."""

import hashlib
import time
from typing import NamedTuple

from django.core.cache import cache


class Limit(NamedTuple):
    number: int
    seconds: int


def seconds_to_wait(*counted):
    """
    Count one more for each (what, limit, whom); 0 when all are within their limits, else the seconds until the last
    of the exceeded windows ends.
    """
    return max(count(what, limit, whom) for what, limit, whom in counted)


def count(what, limit, whom):
    now = time.time()
    window = int(now // limit.seconds)
    who = hashlib.sha256(whom.casefold().encode()).hexdigest()[:32]
    key = f"throttle:{what}:{who}:{window}"
    # add() and incr() are one step each in the cache, so two requests at once are two.
    cache.add(key, 0, limit.seconds)
    try:
        number = cache.incr(key)
    except ValueError:  # thrown out of a full cache between the two
        number = 1
    return 0 if number <= limit.number else max(1, int((window + 1) * limit.seconds - now))
