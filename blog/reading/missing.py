"""The log of what is asked for and is not here: what people want, without what robots try."""

import re

from blog.models import MissingPath
from blog.models.addresses import readable
from blog.models.tallies import tally

LONGEST = 200
PAGE = re.compile(r"[^.]*|.*\.html?|.*\.[^.]{6,}", re.IGNORECASE)  # the last part of a path: no other kind of file
ODD = re.compile(r"[<>\"{}|\\^`;$*?]|//|\.\.|:/|%[0-9a-f]{2}", re.IGNORECASE)
# Doors of other programs, and folders that nobody should have left open.
PROBED = re.compile(
    r"(?:\.|wp-|cgi-|_).*|xmlrpc|php\w*|admin\w*|vendor|backups?|config|console|actuator|api|graphql|owa|ecp|v\d"
    r"|autodiscover|solr|jenkins|node_modules|debug|telescope|server-status|hnap1|boaform|login|signin|containers",
    re.IGNORECASE,
)


def note(request):
    """That a path was asked for and is not here, if a person may have wanted it."""
    path = readable(request.path)
    if request.method == "GET" and is_wanted(path):
        referrer = request.headers.get("Referer", "").partition("?")[0].partition("#")[0]
        tally(lambda: MissingPath.objects.note(path, referrer if referrer.isprintable() else ""))


def is_wanted(path):
    parts = path.strip("/").split("/")
    return (
        1 < len(path) <= LONGEST
        and path.isprintable()
        and not ODD.search(path)
        and bool(PAGE.fullmatch(parts[-1]))
        and not PROBED.fullmatch(parts[0].partition(".")[0])
        and not any(part.startswith(".") for part in parts)
    )
