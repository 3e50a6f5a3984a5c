"""Paths of many things of one kind: reversed once for all of them, since that is most of what a long list costs."""

from functools import cache, lru_cache
from urllib.parse import quote

from django.urls import reverse

# What a path lets in, where that is not any slug.
SAMPLES = dict.fromkeys(["blog:comment", "blog:wish"], "2" * 10)


def path_of(name, slug):
    """The path of a URL, `name` being that of one with a slug or a code and nothing else."""
    before, after = around(name)
    return f"{before}{slug if slug.isascii() else quote(slug)}{after}"  # slugs are words and hyphens


@cache
def path_to(name):
    """The path of a URL that takes nothing."""
    return reverse(name)


@lru_cache(maxsize=2000)
def path_of_card(kind, slug):
    """The picture of a post for links that are shared."""
    return reverse("blog:social-card", args=[kind, slug])


@cache
def around(name):
    sample = SAMPLES.get(name, "-")
    before, _slug, after = reverse(name, args=[sample]).rpartition(sample)
    return before, after
