"""Answers of this wing: whole pages that no cache keeps, since each says what just happened."""

import math

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers


def answer(request, name, context, status=200, wait=0):
    context = {**context, "wait_minutes": math.ceil(wait / 60)}
    response = render(request, f"wishing/{name}.html", context, status=status)
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    if wait:
        response["Retry-After"] = str(wait)
    return response


def see_other(name, *args):
    return HttpResponseRedirect(reverse(f"blog:{name}", args=args), status=303)
