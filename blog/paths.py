"""Paths of many things of one kind: reversed once for all of them, since that is most of what a long list costs."""

from functools import cache
from urllib.parse import quote

from django.urls import reverse


def path_of(name, slug):
    """The path of a URL, `name` being that of one with a slug and nothing else."""
    before, after = around(name)
    return f"{before}{quote(slug)}{after}"


@cache
def around(name):
    before, _slug, after = reverse(name, args=["-"]).rpartition("-")
    return before, after
