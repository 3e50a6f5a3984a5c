"""Addresses without a page: they lead on to where their page is now, or to a page that helps to find it."""

import difflib
import re

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.views.defaults import page_not_found

from blog.models import Address, Author, Category, Post, Series, Skill, Tag
from blog.models.addresses import PATH_LENGTH, readable
from blog.models.slugs import normalize_slug
from blog.search import search, suggest_near

# What has a slug, by the first part of its path.
SECTIONS = {
    "roles": lambda: Post.objects.published().roles(),
    "essays": lambda: Post.objects.published().essays(),
    "pages": lambda: Post.objects.published().pages(),
    "series": Series.objects.all,
    "categories": Category.objects.all,
    "tags": Tag.objects.in_use,
    "skills": Skill.objects.in_use,
    "authors": Author.objects.all,
}
OTHER_DOORS = ("admin", "accounts", "static", "media")  # their 404s are their own
PAGE_SUFFIXES = ("", "html", "htm", "php", "aspx")  # other files have no near ones
SAME_BEGINNING = 3
MAX_CANDIDATES = 300
MAX_NEAR = 6
LEAST_LIKENESS = 0.6
SEPARATORS = re.compile(r"[-_+.\s]+")


class NotHere(Http404):
    """A 404 that knows what to offer: a sentence, and links as (text, path)."""

    def __init__(self, message, links=()):
        super().__init__(message)
        self.message, self.links = message, links


def not_found(request, exception):
    """The site's answer to every 404."""
    section = sections_of(request.path)[0]
    if section in OTHER_DOORS:
        return page_not_found(request, exception)
    if request.method in ("GET", "HEAD") and (path := present_path(request.path)):
        return moved(path, request.META["QUERY_STRING"])
    words = "" if isinstance(exception, NotHere) else words_of(request.path)
    context = {
        "message": getattr(exception, "message", ""),
        "links": getattr(exception, "links", ()),
        "words": words,
        "near": near(request.path, words) if words else [],
    }
    return render(request, "404.html", context, status=404)


def moved(path, query=""):
    """
    A permanent redirect that browsers ask for again all the same: a name can be changed back, and who had kept the
    redirect would then be sent in a circle.
    """
    asked = f"{'&' if '?' in path else '?'}{query}" if query else ""
    response = HttpResponsePermanentRedirect(path + asked)
    response["Cache-Control"] = "no-cache"
    return response


def sections_of(path):
    return path.strip("/").split("/")


def present_path(path):
    """Where else the page of a path is now, by what was remembered or by a slug in other letters; None if nowhere."""
    found = Address.objects.resolve(path) or spelt_right(path)
    # Compared as people read them: the same path in other signs would lead to itself for ever.
    return found if found and readable(found) != path else None


def spelt_right(path):
    """The same path with its slug as it is kept: composed, in the right case, with the slash at the end."""
    if len(path) > PATH_LENGTH:
        return None
    try:
        match = resolve(normalize_slug(path).rstrip("/") + "/")
    except Resolver404:
        return None
    section, slug = sections_of(path)[0], match.kwargs.get("slug")
    if section not in SECTIONS or slug is None:
        return None
    rows = SECTIONS[section]()
    known = rows.filter(slug=slug).first() or rows.filter(slug=normalize_slug(slug.casefold())).first()
    known = known or rows.filter(slug__iexact=slug).first()
    return known and reverse(match.view_name, kwargs={**match.kwargs, "slug": known.slug})


def words_of(path):
    """The words of the last part of a path, to search with; none if it names a file that never was a page."""
    name = sections_of(path)[-1]
    stem, dot, suffix = name.rpartition(".")
    if suffix.casefold() not in PAGE_SUFFIXES and dot and len(suffix) <= 5:
        return ""
    return " ".join(SEPARATORS.split(stem if dot else name)).strip()[:100]


def near(path, words):
    """Pages whose address is like this one's, or else whose text has its words; at most six, as (title, path)."""
    if found := alike(path):
        return [(str(row), row.get_absolute_url()) for row in found]
    hits = search(words).hits or suggest_near(words).hits
    return [(hit.title, hit.path) for hit in hits[:MAX_NEAR]]


def alike(path):
    """What has nearly this slug, in the same section. Only what begins with the same letters is looked at."""
    section, slug = sections_of(path)[0], normalize_slug(sections_of(path)[-1]).casefold()
    beginning = slug[:SAME_BEGINNING]
    if section not in SECTIONS or len(beginning) < SAME_BEGINNING or not beginning.isalnum():
        return []
    # Not `startswith`: on SQLite that is a LIKE, which no index serves.
    after = beginning[:-1] + chr(ord(beginning[-1]) + 1)
    rows = SECTIONS[section]().filter(slug__gte=beginning, slug__lt=after)
    slugs = list(rows.order_by("slug").values_list("slug", flat=True)[:MAX_CANDIDATES])
    likest = difflib.get_close_matches(slug[:100], slugs, n=MAX_NEAR, cutoff=LEAST_LIKENESS)
    return sorted(SECTIONS[section]().filter(slug__in=likest), key=lambda row: likest.index(row.slug))
