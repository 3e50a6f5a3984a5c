"""Answers that are a whole page, or the piece of it that our script asked for."""

import math

from django.http.response import HttpResponseRedirectBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, patch_vary_headers


class SeeOther(HttpResponseRedirectBase):
    status_code = 303


def wants_piece(request):
    return "X-Requested-With" in request.headers or request.headers.get("Sec-Fetch-Dest") == "empty"


def answer(request, name, context, status=200, wait=0):
    """The template `commenting/<name>.html` within a whole page or by itself; kept by no cache."""
    is_page = not wants_piece(request)
    context = {
        **context,
        "is_page": is_page,
        "layout": "commenting/page.html" if is_page else "commenting/piece.html",
        "wait_minutes": math.ceil(wait / 60),
    }
    response = render(request, f"commenting/{name}.html", context, status=status)
    patch_vary_headers(response, ["X-Requested-With", "Sec-Fetch-Dest"])
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    if wait:
        response["Retry-After"] = str(wait)
    return response
