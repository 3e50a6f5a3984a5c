"""Old addresses whose path is a page of this site too: only their question tells that another one is meant."""

import re

from blog.search.paths import parts_of

from .addresses import OTHER_DOORS, moved
from .legacy import DETAILS, OLD_KEYS, place_of_question

OLD = re.compile(r"(?:^|&)(?:" + "|".join(sorted(OLD_KEYS)) + ")=")
# The same page for telephones, and a place on it: of no use here.
IDLE = re.compile(r"(?:^|&)(?:m=[01]|amp=1?|showComment=\d*)(?:&|$)")


def old_questions(get_response):
    """Middleware: costs a look at the question, and nothing more unless it is an old one."""

    def answer(request):
        query = request.META["QUERY_STRING"]
        if not query or not OLD.search(query) or request.method not in ("GET", "HEAD"):
            return get_response(request)
        if parts_of(request.path)[0] in OTHER_DOORS:
            return get_response(request)
        if place := place_of_question(request.path, query):
            return moved(place, query, without=DETAILS)
        response = get_response(request)
        if response.status_code == 200 and IDLE.search(query):
            return moved(request.path, query)
        return response

    return answer
