"""Telling every process, on every machine that shares the cache, what has changed."""

from functools import cache

from django.conf import settings
from django.db import transaction

from .across import Line
from .making import AT_ONCE, EVERYTHING
from .purging import purge_soon
from .versions import Versions


@cache
def versions():
    return Versions(settings.PAGE_VERSIONS)


@cache
def line():
    """To the other machines; None if this one is alone."""
    return Line(settings.CACHE_URL) if settings.CACHE_URL.startswith(("redis", "valkey")) else None


def make_stale(*names, takes_away=True):
    """
    Pages made of any of these are drawn anew, everywhere, once the present transaction is through. Unless it surely
    took nothing away that readers had, they are not shown either while that fails: a text that changed may have lost
    just what nobody was to read.
    """
    transaction.on_commit(lambda: renew(names, takes_away))
    if settings.PURGE:
        purge_soon(names)


def renew(names, takes_away=True):
    versions().renew(names, takes_away)
    if line() is not None:
        line().tell(names, takes_away)


def last_change(*names):
    """A number that is another one as soon as any of these has changed."""
    numbers = versions().numbers
    return max(numbers[place] for place in versions().places([EVERYTHING, *names]))


def show_at_once():
    """
    What changed so far is shown to everyone, also on pages drawn a moment ago: whoever did it looks for it, and has no
    cookie to be known by.
    """
    renew([AT_ONCE])


@cache
def follow_others():
    """Hear what other machines change, from now on and for as long as the process lives."""
    if line() is not None:
        line().listen(versions().renew, EVERYTHING)
        versions().renew([EVERYTHING])  # what was told while nobody here listened
