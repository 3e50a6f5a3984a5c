"""What the masthead says to somebody who is signed in: a piece of its own, so that pages are the same for everyone."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache


@never_cache
def masthead(request):
    return render(request, "reading/masthead.html", {"reader": request.user})
