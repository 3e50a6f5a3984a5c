"""Django's cache in a Redis that may be away: nothing is in it that a page or a form could not do without."""

import logging

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

from blog.patience import TIMEOUTS, patience_with

MOST_HERE = {"MAX_ENTRIES": 20_000}
OPERATIONS = (
    *("add", "clear", "delete", "delete_many", "get", "get_many", "has_key", "incr", "set", "set_many", "touch"),
)
log = logging.getLogger(__name__)


class SharedCache(RedisCache):
    """While Redis does not answer each process keeps for itself, as it does where there is none."""

    def __init__(self, server, params):
        super().__init__(server, {**params, "OPTIONS": {**TIMEOUTS, **params.get("OPTIONS", {})}})
        self.patience = patience_with(server)
        self.here = LocMemCache("redis-cache", {**params, "OPTIONS": MOST_HERE})

    def is_away(self):
        return self.patience.is_away()


def there_or_here(name):
    there, here = getattr(RedisCache, name), getattr(LocMemCache, name)

    def operation(self, *args, **kwargs):
        if self.patience.may_ask():
            try:
                with self.patience.asking():
                    return there(self, *args, **kwargs)
            except RedisError as error:
                log.warning("Redis does not answer; this process keeps for itself what others should share: %s", error)
        return here(self.here, *args, **kwargs)

    return operation


for name in OPERATIONS:
    setattr(SharedCache, name, there_or_here(name))
