"""Buttons on reader pages carry no token, since those pages are the same for everyone; the browser says who asks."""

import functools

from django.core.exceptions import PermissionDenied
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from .caching import show_at_once
from .visitors import is_foreign

UNSAFE_METHODS = {"POST", "PUT", "PATCH", "DELETE"}


class KeyCheck(CsrfViewMiddleware):
    """Django's own check, but what is wrong is told in the form, where the text still stands."""

    def _reject(self, request, reason):
        return reason


def has_key(request):
    """Whether a form that is csrf_exempt came with the token of its visitor all the same."""
    check = KeyCheck(lambda request: None)
    check.process_request(request)
    return check.process_view(request, None, (), {}) is None


def same_origin(view):
    """In place of a CSRF token: refuses what a browser sends for another site."""

    @csrf_exempt
    @functools.wraps(view)
    def checked(request, *args, **kwargs):
        if request.method in UNSAFE_METHODS and is_foreign(request):
            raise PermissionDenied(_("This was sent from another site. Open the page here and try again."))
        response = view(request, *args, **kwargs)
        if request.method in UNSAFE_METHODS and not request.COOKIES:
            show_at_once()
        return response

    return checked
