"""The search page. Whatever is typed, it answers 200 with the form as it was filled in; only a page too far is 404."""

from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control

from blog.models import Category, Post
from blog.search import search, suggest, suggest_near

from .missed_searches import note_missed_search
from .not_here import NotHere
from .paging import home_crumb

MAX_QUERY = 200
SUGGESTED_FOR = 60  # seconds a browser or a proxy may keep what was offered
KINDS = {
    "": gettext_lazy("Everything"),
    Post.Kind.ROLE: gettext_lazy("Roles"),
    Post.Kind.ESSAY: gettext_lazy("Essays"),
    Post.Kind.PAGE: gettext_lazy("Pages"),
}


def search_page(request):
    query = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:MAX_QUERY]
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    page = search(query, kind=kind or None, page=page_number(request))
    if page.is_beyond():
        raise NotHere(_("This search has fewer pages."), [(_("Its first page"), path_of(query, kind))])
    if query and not page.hits and not kind:
        note_missed_search(request, query)
    context = {
        "crumbs": [home_crumb()],
        "query": query,
        "kind": kind,
        "kinds": [(label, path_of(query, value), value == kind) for value, label in KINDS.items()],
        "page": page,
        "older": path_of(query, kind, page.number + 1) if page.has_next else "",
        "newer": path_of(query, kind, page.number - 1) if page.has_previous else "",
        **(nothing_found(query) if query and not page.hits else {}),
    }
    return render(request, "reading/search.html", context)


@cache_control(public=True, max_age=SUGGESTED_FOR)
def suggestions(request):
    """
    What begins with the words typed so far, best first: a JSON list of {title, kind, path}, `kind` being role, essay,
    skill or tag. Not kept on our own shelf: there is no end to what people type.
    """
    found = suggest(request.GET.get("q", ""))
    return JsonResponse([{"title": each.title, "kind": each.kind, "path": each.path} for each in found], safe=False)


def page_number(request):
    asked = request.GET.get("page") or "1"
    if not (asked.isdecimal() and len(asked) < 5):
        raise NotHere(_("A page has a number."), [(_("Search"), reverse("blog:search"))])
    return int(asked)


def path_of(query, kind, number=1):
    question = {"q": query, "kind": kind, "page": "" if number == 1 else number}
    return f"{reverse('blog:search')}?{urlencode({name: value for name, value in question.items() if value})}"


def nothing_found(query):
    """What is near the words; the fields of work where nothing is."""
    near = suggest_near(query)
    return {"near": near, "categories": [] if near else Category.objects.all()}
