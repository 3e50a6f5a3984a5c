"""Addresses of many things of one kind: reversed once for all of them, since that is most of what a long list costs."""

from urllib.parse import quote

from django.urls import reverse


def paths_of(name):
    """A function that gives the path of a slug, `name` being that of a URL with a slug and nothing else."""
    before, _slug, after = reverse(name, args=["-"]).rpartition("-")
    return lambda slug: f"{before}{quote(slug)}{after}"
