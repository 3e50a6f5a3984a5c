"""Django's cache in a Redis that may be away: nothing is in it that a page or a form could not do without."""

import logging
import time

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

PATIENCE = {"socket_connect_timeout": 1, "socket_timeout": 2}  # seconds
AGAIN_AFTER = 1  # seconds in which a process that got no answer does not ask
MOST_HERE = {"MAX_ENTRIES": 20_000}
OPERATIONS = (
    *("add", "clear", "delete", "delete_many", "get", "get_many", "has_key", "incr", "set", "set_many", "touch"),
)
log = logging.getLogger(__name__)


class SharedCache(RedisCache):
    """While Redis does not answer each process keeps for itself, as it does where there is none."""

    away_until = 0  # by the monotonic clock; of all threads

    def __init__(self, server, params):
        super().__init__(server, {**params, "OPTIONS": {**PATIENCE, **params.get("OPTIONS", {})}})
        self.here = LocMemCache("redis-cache", {**params, "OPTIONS": MOST_HERE})

    def is_away(self):
        return time.monotonic() < SharedCache.away_until

    def note_away(self, error):
        SharedCache.away_until = time.monotonic() + AGAIN_AFTER
        log.warning("Redis does not answer; this process keeps for itself what others should share: %s", error)


def there_or_here(name):
    there, here = getattr(RedisCache, name), getattr(LocMemCache, name)

    def operation(self, *args, **kwargs):
        if not self.is_away():
            try:
                return there(self, *args, **kwargs)
            except RedisError as error:
                self.note_away(error)
        return here(self.here, *args, **kwargs)

    return operation


for name in OPERATIONS:
    setattr(SharedCache, name, there_or_here(name))
