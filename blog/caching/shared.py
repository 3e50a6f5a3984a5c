"""
What caches in front of the site are told with each page (nginx, Varnish, a CDN): how long they may show it unasked, and
the keys under which they are told that it is old.
"""

from collections import Counter
from urllib.parse import quote

from django.conf import settings

# For browsers, and for everyone in the last moments before a page changes by itself.
ASK_FIRST = "public, max-age=0, must-revalidate"
MOST_WHILE_ASKING = 60  # seconds a page may be shown while the new one is fetched; some browsers do so too
WHEN_DOWN = 86400  # seconds a page is better than an error
MOST_KEYS = 2000  # bytes of a header: proxies take some four thousand for all of them


def control():
    """
    The Cache-Control of a page. The seconds the owner grants are the whole time a cache may be behind, so those in
    which it shows the old page while fetching the new one are part of them.
    """
    if not (seconds := settings.SHARED_CACHE_SECONDS):
        return ASK_FIRST
    asking = min(seconds // 2, MOST_WHILE_ASKING)
    found = f"public, max-age=0, s-maxage={seconds - asking}, stale-while-revalidate={asking}"
    # What was withdrawn would come back with an error where nobody could be told to forget it.
    return f"{found}, stale-if-error={WHEN_DOWN}" if settings.PURGE else found


def key_headers(names):
    """Only where somebody can be told to forget by them."""
    if not settings.PURGE:
        return []
    keys = keys_of(names)
    if settings.PURGE["manner"] == "cloudflare":
        return [("Cache-Tag", ",".join(keys))]
    return [("Surrogate-Key", " ".join(keys))]


def keys_of(names):
    """A key for each name; where these are too many for a header, rows of the most frequent kinds share one each."""
    kinds, shared = Counter(map(kind_of, names)).most_common(), set()
    keys = sorted(map(key_of, names))
    while kinds and len(" ".join(keys)) > MOST_KEYS:
        shared.add(kinds.pop(0)[0])
        keys = sorted({any_of(name) if kind_of(name) in shared else key_of(name) for name in names})
    return keys


def changed_keys(names):
    """Which keys are old when these have changed: each name's own, and the one it may share."""
    return sorted({key for name in names for key in (key_of(name), any_of(name))})


def kind_of(name):
    """Of a row "comment", of a list "posts:tag"."""
    return name.rpartition(":")[0] or name


def key_of(name):
    return quote(name, safe=":")


def any_of(name):
    return f"{key_of(kind_of(name))}:any"
