"""
The beacon's address. It answers before anything of Django asks who is there: a thousand a second must be nothing, and
nothing of theirs is needed. It sets nothing and tells nothing, so it is safe without a token; that the browser sends it
from a page of ours is asked of its own headers.
"""

import logging
import re
from urllib.parse import parse_qsl

from django.http import HttpResponse
from django.utils import timezone

from blog.counting import buffer, digest_of, may_be_counted
from blog.counting.few import Few, Pace
from blog.models.counting import HOST_LENGTH, OTHER_HOSTS
from blog.visitors import is_foreign, network_of

PATH = "count/"
MOST_BYTES = 2000  # the longest address there is, and names
A_MINUTE = Pace(300)  # beacons of one network
HOSTS = Few(500)  # that is how many sites a day are told apart
log = logging.getLogger(__name__)

POST = re.compile(r"(role|essay|page)/([^/\s]{1,200})")
HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")


def beacons_first(get_response):
    """Middleware, in front of all other."""

    def answer(request):
        return count(request) if request.path_info == f"/{PATH}" else get_response(request)

    return answer


def count(request):
    """204 whatever came of it: whoever sends it does not wait for an answer."""
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    if is_foreign(request):
        return HttpResponse(status=403)
    sender = network_of(request)
    if not A_MINUTE.allows(sender):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return HttpResponse(status=413)
    if may_be_counted(request.META):
        said = what_is_said(request.read(int(length)))
        if note := NOTED.get(said.get("what")):
            try:
                note(request, said, sender)
            except OSError as error:  # a full disk
                log.warning("A reader could not be told from others: %s", error)
                return HttpResponse(status=503)
    return HttpResponse(status=204)


def what_is_said(body):
    """{name: value} of a form, nothing of what is none."""
    try:
        said = parse_qsl(body.decode(), max_num_fields=4)
    except ValueError:
        return {}
    return {name: value for name, value in said if "\0" not in value}  # which no database takes


def note_view(request, said, sender):
    if not (post := post_of(said)):
        return
    today = timezone.localdate()
    buffer.note("views", today, post)
    buffer.note("seen", today, post, digest_of(today, sender, name_of(request), *post))
    host = said.get("from", "").removeprefix("www.")
    if HOST.fullmatch(host) and len(host) <= HOST_LENGTH and host != own_host(request):
        buffer.note("referrals", today, post, host if HOSTS.admits(today, host) else OTHER_HOSTS)


def note_read(request, said, sender):
    if post := post_of(said):
        buffer.note("reads", timezone.localdate(), post)


def note_click(request, said, sender):
    if address := said.get("link"):
        buffer.note("clicks", timezone.localdate(), address)


NOTED = {"view": note_view, "read": note_read, "click": note_click}


def post_of(said):
    match = POST.fullmatch(said.get("post", ""))
    return match and match.groups()


def name_of(request):
    return request.META.get("HTTP_USER_AGENT", "")


def own_host(request):
    return request.META.get("HTTP_HOST", "").partition(":")[0].removeprefix("www.")
