"""Addresses without a page: they lead on to where their page is now, or to a page that helps to find it."""

from urllib.parse import quote, unquote

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.views.defaults import page_not_found

from blog.models import Address
from blog.models.addresses import PATH_LENGTH, address_form, readable, same_path
from blog.models.slugs import normalize_slug
from blog.models.tallies import tally
from blog.search.paths import SECTIONS, near, parts_of, words_of

from . import legacy, missing
from .not_here import NotHere

# Those by which systems name a page, but for what pages of ours are asked too.
PAGE_KEYS = legacy.OLD_KEYS - {"tag", "q"}
OTHER_DOORS = ("admin", "accounts", "static", "media")  # their 404s are their own


def not_found(request, exception):
    """The site's answer to every 404."""
    if parts_of(request.path)[0] in OTHER_DOORS:
        return page_not_found(request, exception)
    if request.method in ("GET", "HEAD") and (path := present_path(request.path, request.META["QUERY_STRING"])):
        return moved(path, request.META["QUERY_STRING"])
    if not isinstance(exception, NotHere):
        missing.note(request)
    words = "" if isinstance(exception, NotHere) else words_of(request.path)
    context = {
        "message": getattr(exception, "message", ""),
        "links": getattr(exception, "links", ()),
        "words": words,
        "near": near(request.path) if words else [],
    }
    return render(request, "404.html", context, status=404)


def moved(path, query="", *, without=PAGE_KEYS):
    """
    A permanent redirect that browsers ask for again all the same: a name can be changed back, and who had kept the
    redirect would then be sent in a circle. The question goes along but for some keys, without which it means the same.
    """
    path, mark, fragment = path.partition("#")
    kept = [part for part in query.split("&") if part and unquote(part.partition("=")[0]) not in without]
    asked = ("&" if "?" in path else "?") + "&".join(kept) if kept else ""
    response = HttpResponsePermanentRedirect(path + asked + mark + fragment)
    response["Cache-Control"] = "no-cache"
    return response


def present_path(path, query=""):
    """
    Where else the page of a path is now, by what was remembered, by what the form of another system's path says, or by
    a slug in other letters; None if nowhere.
    """
    found = remembered(path, query) or legacy.place_of(path, query) or spelt_right(path)
    # Compared as people read them: the same path in other signs would lead to itself for ever.
    return found if found and readable(found) != path else None


def present_slug(path):
    """The slug under which what stood at a path with one stands now; None if that is no other."""
    if "\0" in path or len(path) > PATH_LENGTH:  # PostgreSQL takes no such text
        return None
    found = present_path(path)
    slug = found and resolve(found).kwargs.get("slug")
    return slug if slug and f"/{slug}/" not in path else None


def remembered(path, query=""):
    """Where an Address leads that was kept for the path, for its question, or for a folder above it."""
    form = address_form(f"{quote(path)}?{query}")
    for asked in dict.fromkeys([form, path]):
        found, kept = Address.objects.follow(asked)
        if found and (kept in same_path(readable(asked)) or is_page(found)):
            tally(lambda kept=kept: Address.objects.count_hit(kept))
            return found
    return None


def is_page(path):
    """Whether a page may stand at a path that was put together."""
    try:
        resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return False
    return True


def spelt_right(path):
    """The same path with its slug as it is kept: composed, in the right case, with the slash at the end."""
    if len(path) > PATH_LENGTH:
        return None
    try:
        match = resolve(normalize_slug(path).rstrip("/") + "/")
    except Resolver404:
        return None
    section, slug = parts_of(path)[0], match.kwargs.get("slug")
    if section not in SECTIONS or slug is None:
        return None
    rows = SECTIONS[section]()
    known = rows.filter(slug=slug).first() or rows.filter(slug=normalize_slug(slug.casefold())).first()
    known = known or rows.filter(slug__iexact=slug).first()
    return known and reverse(match.view_name, kwargs={**match.kwargs, "slug": known.slug})
