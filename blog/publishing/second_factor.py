"""
Where the settings ask for it, whoever may publish comes to the desk by a second factor. Switching it on locks nobody
out: who has none is led to set one up while the desk waits, and what they sent is kept.
"""

from functools import update_wrapper

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.second_factor import has_second_factor, is_proved, place_to_prove
from blog.actions.people import is_asked_for_second_factor

from .signed_out import keep

WAITING = "desk_waits"  # in the session: the path of the desk that somebody came for


def behind_second_factor(view):
    def guarded(request, *args, **kwargs):
        if is_asked_for_second_factor(request.user) and not is_proved(request):
            return lead_away(request)
        if WAITING in request.session:
            del request.session[WAITING]
        return view(request, *args, **kwargs)

    return update_wrapper(guarded, view)


def lead_away(request):
    place = request.get_full_path()
    if request.method != "GET":
        is_kept = keep(request.POST)
        place = request.path if is_kept else reverse("admin:index")
        if is_kept:
            messages.info(request, _("What you sent is kept: go on with it when you are back at the desk."))
    if not has_second_factor(request.user):
        request.session[WAITING] = place
    return redirect(place_to_prove(request, place))
