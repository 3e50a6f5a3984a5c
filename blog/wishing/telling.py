"""Being told, once, when a role is here. Mailed links show a page and act on POST only."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.actions.wishes_told import ask_to_be_told, confirm_waiting, stop_waiting
from blog.models import Idea, WaitingReader
from blog.models.tokens import code_of_wish
from blog.origins import same_origin

from .forms import EmailForm
from .pages import answer, see_other
from .people import wait_for_letter, want_person

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@same_origin
@read_or_send
def tell(request, code):
    """POST: a letter to confirm the address goes out. GET: that it did, whatever the address was."""
    idea = get_object_or_404(Idea.objects.select_related("role"), code=code)
    if not idea.takes_votes():
        return redirect(idea)
    if request.method != "POST":
        return answer(request, "told", {"idea": idea})
    want_person(request)
    form = EmailForm(request.POST)
    context = {"idea": idea, "form": form, "is_open": idea.state == Idea.State.OPEN}
    if not form.is_valid():
        return answer(request, "thanks", context, status=422)
    email = form.cleaned_data["email"]
    if wait := wait_for_letter(request, email):
        return answer(request, "thanks", context, status=429, wait=wait)
    ask_to_be_told(idea, email)
    return see_other("wish-tell", idea.code)


@same_origin
@read_or_send
def confirm(request, token):
    if (waiting := find(token, "confirm")) is None:
        return answer(request, "nobody_waits", {}, status=404)
    if request.method == "POST":
        confirm_waiting(waiting)
        waiting.refresh_from_db()
    return answer(request, "confirm", {"idea": waiting.idea, "waiting": waiting})


@csrf_exempt  # the token is the right to do it; mail programs send the one-click form from anywhere (RFC 8058)
@read_or_send
def stop(request, token):
    waiting = find(token, "stop")
    if waiting is None:
        return answer(request, "nobody_waits", {}, status=404)
    if request.method == "POST":
        stop_waiting(waiting)
    return answer(request, "stop", {"idea": waiting.idea, "is_done": request.method == "POST"})


def find(token, purpose):
    code = code_of_wish(token, purpose)
    return WaitingReader.objects.select_related("idea").filter(code=code).first() if code else None
