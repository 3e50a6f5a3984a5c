"""While the database does not answer, a comment is refused politely, and comes back with every word of it."""

import logging
from functools import wraps

from django.db import InterfaceError, OperationalError
from django.shortcuts import render

from .pieces import wants_piece

AGAIN_AFTER = 30  # seconds
# Of the form, in its order; what else was sent is its security data, which is sent again unseen.
WORDS = ("body", "name", "email", "follow", "preview")
log = logging.getLogger(__name__)


def with_words_kept(view):
    """A view that takes a comment: if the database fails it, the answer holds what was typed, to be sent again."""

    @wraps(view)
    def kept(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except (OperationalError, InterfaceError):
            log.exception("A comment could not be taken")
            return unavailable(request)

    return kept


def unavailable(request):
    """Drawn without the database: no name of the site, no title of the post."""
    layout = "commenting/piece.html" if wants_piece(request) else "_parts/bare.html"
    unseen = [(name, value) for name, value in request.POST.items() if name not in WORDS]
    context = {"layout": layout, "typed": request.POST, "unseen": unseen, "path": request.get_full_path()}
    response = render(request, "commenting/unavailable.html", context, status=503)
    response["Retry-After"], response["Cache-Control"] = str(AGAIN_AFTER), "no-store"
    return response
