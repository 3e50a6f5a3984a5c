"""Before what cannot be undone: who is it?"""

import time
from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

LATELY = 300  # seconds


def asked_again(view):
    """
    What is sent here is done once the person has shown their password or second factor anew. Who has neither (they
    sign in by another site or by mailed codes) signs in anew.
    """
    proved = reauthentication_required(view, allow_get=True)

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and not can_show(request.user) and not signed_in_lately(request):
            logout(request)
            messages.info(request, _("Sign in once more, so that we know it is you."))
            return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}")
        return proved(request, *args, **kwargs)

    return guarded


def can_show(user):
    return bool(get_adapter().get_reauthentication_methods(user))


def signed_in_lately(request):
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < LATELY
