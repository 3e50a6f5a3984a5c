"""Answers of this wing: whole pages that no cache keeps, since each says what just happened."""

import math

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from blog.models import Post


def public_post(kind, slug):
    post = Post.objects.published().filter(kind=kind, slug=slug).select_related("slot").first()
    if post is None:
        raise Http404(_("There is no such page."))
    return post


def answer(request, name, context, status=200, wait=0):
    context = {**context, "wait_minutes": math.ceil(wait / 60)}
    response = render(request, f"contributing/{name}.html", context, status=status)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"  # addresses of receipts are secrets
    if wait:
        response["Retry-After"] = str(wait)
    return response


def see_other(path):
    return HttpResponseRedirect(path, status=303)
