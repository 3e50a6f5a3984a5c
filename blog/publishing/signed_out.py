"""What somebody sends who has been signed out meanwhile is kept, and offered when they are back."""

from functools import update_wrapper

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .sheets import keep_sheet, read_token
from .verbs import VERBS


def kept_when_signed_out(site, view):
    """The form names its person in a signed field; nobody else can make such a one."""

    def kept(request, *args, **kwargs):
        is_sent = request.method == "POST" and not VERBS.keys().isdisjoint(request.POST)
        if is_sent and not site.has_permission(request) and keep(request.POST):
            messages.info(request, _("You are signed out. What you sent is kept: sign in, and go on with it."))
        return view(request, *args, **kwargs)

    return update_wrapper(kept, view)


def keep(data):
    named = read_token(data.get("sheet"))
    if named is None:
        return False
    typed = data.copy()
    typed["typed"] = "1"
    try:
        with transaction.atomic():
            keep_sheet(named, typed)
    except IntegrityError:  # the person or the post is gone
        return False
    return True
