"""The search page. Whatever is typed, it answers 200 with the form as it was filled in; only a page too far is 404."""

from dataclasses import asdict

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from blog.models import Category
from blog.search import search, suggest, suggest_near

from .missed_searches import note_missed_search
from .narrowing import KINDS, Asked, filters_of, told
from .not_here import NotHere
from .paging import home_crumb

SUGGESTED_FOR = 60  # seconds a browser or a proxy may keep what was offered


def search_page(request):
    asked = Asked.of(request.GET)
    page = search(asked.q, kind=asked.kind or None, page=page_number(request), chosen=asked.chosen())
    if page.is_beyond():
        raise NotHere(_("This search has fewer pages."), [(_("Its first page"), asked.path())])
    if asked.q and not page.in_all and not asked.kind:
        note_missed_search(request, asked.q)
    categories = list(Category.objects.all()) if asked.q else []
    filters = filters_of(asked, page.numbers, categories) if page.in_all else []
    context = {
        "crumbs": [home_crumb()],
        "query": asked.q,
        "asked": asked,
        "chosen": told(filters),
        "filters": filters if page.in_all > 1 else [],
        "without_choices": asked.without_choices().path(),
        "kinds": [(label, asked.path(kind=value), value == asked.kind) for value, label in KINDS.items()],
        "page": page,
        "put_right": asked.path(q=page.put_right) if page.put_right else "",
        "older": asked.path(page.number + 1) if page.has_next else "",
        "newer": asked.path(page.number - 1) if page.has_previous else "",
        **(nothing_found(page, categories) if asked.q and not page.in_all else {}),
    }
    return render(request, "reading/search.html", context)


@cache_control(public=True, max_age=SUGGESTED_FOR)
def suggestions(request):
    """
    What begins with the words typed so far, best first: a JSON list of {title, kind, path}, `kind` being role, essay,
    skill or tag, and of the other name, `called`, by which a role was found. Not kept on our own shelf: there is no end
    to what people type.
    """
    found = map(asdict, suggest(request.GET.get("q", "")))
    return JsonResponse([{key: value for key, value in each.items() if value} for each in found], safe=False)


def page_number(request):
    asked = request.GET.get("page") or "1"
    if not (asked.isdecimal() and len(asked) < 5):
        raise NotHere(_("A page has a number."), [(_("Search"), reverse("blog:search"))])
    return int(asked)


def nothing_found(page, categories):
    """What is near the words; the fields of work where nothing is."""
    near = suggest_near(page.query, page.spelling)
    return {"near": near, "categories": [] if near else categories}
