"""Telling every process, on every machine that shares the cache, what has changed."""

from functools import cache

from django.conf import settings
from django.db import transaction

from .across import Line
from .making import EVERYTHING
from .purging import purge_soon
from .versions import Versions


@cache
def versions():
    return Versions(settings.PAGE_VERSIONS)


@cache
def line():
    """To the other machines; None if this one is alone."""
    return Line(settings.CACHE_URL) if settings.CACHE_URL.startswith(("redis", "valkey")) else None


def make_stale(*names):
    """Pages made of any of these are drawn anew, everywhere, once the present transaction is through."""
    transaction.on_commit(lambda: renew(names))
    if settings.PURGE:
        purge_soon(names)


def renew(names):
    versions().renew(names)
    if line() is not None:
        line().tell(names)


@cache
def follow_others():
    """Hear what other machines change, from now on and for as long as the process lives."""
    if line() is not None:
        line().listen(versions().renew, EVERYTHING)
        versions().renew([EVERYTHING])  # what was told while nobody here listened
