"""
"Was this useful?": the buttons stand at the end of a post, on a page that is everybody's, so they send neither token
nor time; what they send is counted once a person and day. The reason that may follow is a form like any other.
"""

from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.actions.usefulness import TooManyReasons, keep_reason, say_useful
from blog.visitors import network_of

from .forms import ReasonForm
from .pages import answer, public_post, see_other
from .people import wait_to_say, why_refused

ANSWERS = {"yes": True, "no": False}


@csrf_exempt  # who sends from elsewhere is refused with a page (people.why_refused)
@require_http_methods(["GET", "HEAD", "POST"])
def useful(request, kind, slug):
    """GET: the two buttons or, after one, the form for a reason. POST: an answer, or a reason for it."""
    post = public_post(kind, slug)
    if request.method == "POST":
        return take_reason(request, post) if "words" in request.POST else take_answer(request, post)
    said = request.GET.get("said", "")
    if said in ANSWERS:
        context = {"post": post, "said": said, "is_done": "done" in request.GET, "form": ReasonForm()}
        return answer(request, "useful_said", context)
    return answer(request, "useful", {"post": post})


def take_answer(request, post):
    said = request.POST.get("useful", "")
    if refusal := why_refused(request):
        return answer(request, "useful", {"post": post, "refusal": refusal}, status=403)
    if said not in ANSWERS:
        return answer(request, "useful", {"post": post, "refusal": _("Press one of the two buttons.")}, status=422)
    if wait := wait_to_say(request, "useful"):
        return answer(request, "useful", {"post": post}, status=429, wait=wait)
    say_useful(post, ANSWERS[said], network_of(request), request.headers.get("User-Agent", ""))
    return see_other(f"{post.get_absolute_url()}useful/?said={said}")


def take_reason(request, post):
    said, form = request.GET.get("said", ""), ReasonForm(request.POST)
    context = {"post": post, "said": said, "form": form}
    if refusal := why_refused(request):
        return answer(request, "useful_said", {**context, "refusal": refusal}, status=403)
    if said not in ANSWERS or not form.is_valid():
        return answer(request, "useful_said", context, status=422)
    if wait := wait_to_say(request, "reason"):
        return answer(request, "useful_said", context, status=429, wait=wait)
    try:
        keep_reason(post, ANSWERS[said], form.cleaned_data["words"])
    except TooManyReasons as refusal:
        return answer(request, "useful_said", {**context, "refusal": refusal}, status=503)
    return see_other(f"{post.get_absolute_url()}useful/?said={said}&done=1")
