"""
Wishing and voting, without account and cookie: a form that was signed here, sent from here, and one vote of
each browser. Nothing is public that no editor has read.
"""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from blog.actions.wishes import TooManyWaiting, make_wish, role_called, take_vote_back, vote_for
from blog.actions.wishes_told import ask_to_be_told
from blog.models import Idea
from blog.origins import same_origin

from .forms import LONGEST, EmailForm, WishForm, clean_line
from .near import near_wish
from .pages import answer, see_other
from .people import wait_for_letter, wait_to_vote, wait_to_wish, want_person, who

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@same_origin
@read_or_send
def new(request):
    """GET: the form, with what was looked for in it. POST: the wish; what exists leads to the role instead."""
    if request.method == "POST":
        want_person(request)
        return take(request, WishForm(request.POST))
    words = clean_line(request.GET.get("words", "")[: 4 * LONGEST])[:LONGEST]
    roles, wishes = near_wish(words) if words else ([], [])
    form = WishForm(initial={"words": words})
    return answer(request, "new", {"form": form, "roles": roles, "wishes": wishes})


def take(request, form):
    if not form.is_valid():
        return answer(request, "new", {"form": form}, status=422)
    words, email = form.cleaned_data["words"], form.cleaned_data["email"]
    if role := role_called(words):
        return redirect(role)
    roles, wishes = near_wish(words)
    if (roles or wishes) and not form.cleaned_data["sure"] and not Idea.objects.called(words):
        return answer(request, "new", {"form": form, "roles": roles, "wishes": wishes, "is_asked": True})
    if wait := wait_to_wish(request) or (wait_for_letter(request, email) if email else 0):
        return answer(request, "new", {"form": form}, status=429, wait=wait)
    try:
        idea = make_wish(words)
    except TooManyWaiting as refusal:
        return answer(request, "new", {"form": form, "refusal": refusal}, status=503)
    return thank(idea, email, **who(request))


def thank(idea, email, **voter):
    if not idea.takes_votes():
        return redirect(idea)  # it is covered, or refused: its page says so
    vote_for(idea, **voter)
    if email:
        ask_to_be_told(idea, email)
        return see_other("wish-tell", idea.code)
    return see_other("wish-thanks", idea.code)


@same_origin
@require_POST
def vote(request, code):
    """A button. Pressed twice it is one vote; `vote=0` takes it back."""
    want_person(request)
    idea = get_object_or_404(Idea.objects.select_related("role"), code=code)
    if wait := wait_to_vote(request, code):
        return answer(request, "too_often", {"idea": idea}, status=429, wait=wait)
    if not idea.takes_votes():
        return redirect(idea)
    if request.POST.get("vote") == "0":
        take_vote_back(idea, **who(request))
        return see_other("wish", idea.code)
    vote_for(idea, **who(request))
    return see_other("wish-thanks", idea.code)


@require_safe
def thanks(request, code):
    idea = get_object_or_404(Idea.objects.select_related("role"), code=code)
    if not idea.takes_votes():
        return redirect(idea)
    return answer(request, "thanks", {"idea": idea, "form": EmailForm(), "is_open": idea.state == Idea.State.OPEN})
