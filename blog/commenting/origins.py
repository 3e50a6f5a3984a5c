"""Buttons on reader pages carry no token, since those pages are the same for everyone; the browser says who asks."""

import functools

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

UNSAFE_METHODS = {"POST", "PUT", "PATCH", "DELETE"}


def same_origin(view):
    """
    In place of a CSRF token: refuses what a browser sends for another site. A request that says nothing of where it
    comes from is no browser's and carries nobody's cookies against their will.
    """

    @csrf_exempt
    @functools.wraps(view)
    def checked(request, *args, **kwargs):
        if request.method in UNSAFE_METHODS and is_foreign(request):
            raise PermissionDenied(_("This was sent from another site. Open the page here and try again."))
        return view(request, *args, **kwargs)

    return checked


def is_foreign(request):
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    if origin := request.headers.get("Origin"):
        return origin not in (settings.SITE_URL, f"{request.scheme}://{request.get_host()}")
    return False
