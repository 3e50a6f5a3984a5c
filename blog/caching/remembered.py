"""Rows that are asked for all the time and hardly ever change, kept in Django's cache."""

from django.core.cache import cache

from .changes import last_change

# For what nobody tells us: a machine that shares the database and no cache.
AT_MOST = 300


def remembered(name, read):
    """What `read()` gave since `make_stale(name)` was said last; five minutes old at most if that was elsewhere."""
    # Named by the last change, not thrown away at it: who read the old rows just before keeps them under the old name.
    key = f"remembered:{name}:{last_change(name)}"
    found = cache.get(key)
    if found is None:
        cache.set(key, found := read(), AT_MOST)
    return found
