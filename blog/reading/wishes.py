"""The roles readers wish for, most wished for first, and one of them by itself."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Idea

from .keeping import shows
from .paging import home_crumb, page_of, page_path

COVERED_SHOWN = 8


def wish_list(request):
    shows("wishes")
    page = page_of(request, Idea.objects.open().order_by("-wishes", "pk"))
    covered = Idea.objects.covered().select_related("role").only("wishes", *ROLE_FIELDS)
    context = {
        "page_obj": page,
        "covered": covered.order_by("-role__publish_at", "pk")[:COVERED_SHOWN] if page.number == 1 else [],
        "crumbs": [home_crumb()],
        "canonical_path": page_path(request.path, page),
    }
    return render(request, "reading/wish_list.html", context)


ROLE_FIELDS = ("role__kind", "role__slug", "role__title", "role__publish_at")


def wish(request, code):
    """
    A wish leads on to its role once that is out, and to the wish it is the same as. What no editor has read yet, or
    nobody but editors should, is shown without its words: an address of ours is no place to publish something.
    """
    shows("wishes")
    ideas = Idea.objects.select_related("role", "merged_into").only("words", "code", "state", "wishes", *AROUND)
    idea = get_object_or_404(ideas, code=code)
    if idea.is_covered():
        return redirect(idea.role)
    if idea.merged_into:
        return redirect(idea.merged_into)
    crumbs = [home_crumb(), (_("Wishes"), reverse("blog:wish-list"))]
    context = {"idea": idea, "is_open": idea.state == Idea.State.OPEN, "crumbs": crumbs}
    if idea.state == Idea.State.REFUSED:
        return HttpResponse(render_to_string("reading/wish_refused.html", context, request), status=410)
    return render(request, "reading/wish.html", context)


AROUND = (*ROLE_FIELDS, "merged_into__code")
