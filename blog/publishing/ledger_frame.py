"""The frame of the ledger's pages, and who may see them and change days."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from blog.models import Series, Slot

from .verbs import PUBLISH


def may_rearrange(user):
    return user.has_perms(["blog.change_slot", "blog.edit_all_posts"])


def series_to_see(request, slug):
    if not request.user.has_perm("blog.view_slot"):
        raise PermissionDenied
    return get_object_or_404(Series, slug=slug)


def series_to_change(request, slug, *permissions):
    if not (may_rearrange(request.user) and request.user.has_perms(permissions)):
        raise PermissionDenied
    return series_to_see(request, slug)


def page(request, template, series, title, status=200, **context):
    """A page about one series."""
    address = reverse("admin:ledger", args=[series.slug])
    return draw(request, template, title, status, series=series, ledger_address=address, **context)


def draw(request, template, title, status=200, **context):
    context = {
        **admin.site.each_context(request),
        "opts": Slot._meta,
        "title": title,
        "may_rearrange": may_rearrange(request.user),
        "may_publish": may_rearrange(request.user) and request.user.has_perm(PUBLISH),
        **context,
    }
    request.current_app = admin.site.name
    return TemplateResponse(request, f"admin/ledger/{template}.html", context, status=status)
