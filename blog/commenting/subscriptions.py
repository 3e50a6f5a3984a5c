"""Letters about a thread: asking for them without writing in it, and wanting no more of them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.names import clean_name
from blog.actions import following
from blog.models import Comment, ThreadFollower
from blog.models.tokens import code_of_follow, code_of_unfollow, code_of_unsubscribe
from blog.visitors import network_of

from .forms import CleanedData
from .origins import same_origin
from .pieces import SeeOther, answer
from .places import get_comment, place_of
from .throttling import wait_for_letter
from .visitors import account_of

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


class FollowForm(CleanedData, forms.Form):
    cleanings = {"email": clean_name}

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("A link goes there, to make sure it is yours. Used for these letters alone."),
        error_messages={
            "required": _("We need an address to send the link to."),
            "invalid": _("This is no whole e-mail address. It should look like name@example.org."),
        },
    )


@same_origin
@read_or_send
def follow(request, code):
    """A button for who is signed in; a form for an address otherwise."""
    thread = following.thread_of(get_comment(code))
    user = account_of(request)
    context = {"post": thread.post, "comment": thread, "place": place_of(get_comment(code))}
    if user:
        return follow_by_account(request, thread, user, context)
    form = FollowForm(data=request.POST if request.method == "POST" else None)
    context |= {"form": form, "is_mailed": "mailed" in request.GET}
    if request.method != "POST":
        return answer(request, "follow", context)
    if not form.is_valid():
        return answer(request, "follow", context, status=422)
    if wait := wait_for_letter(form.cleaned_data["email"], network_of(request)):
        return answer(request, "follow", context, status=429, wait=wait)
    following.ask_to_follow(thread, form.cleaned_data["email"])
    return SeeOther(f"{request.path}?mailed")


def follow_by_account(request, thread, user, context):
    if request.method != "POST":
        return answer(request, "follow", {**context, "is_following": following.is_following(thread, user)})
    if request.POST.get("follow") == "0":
        following.stop_letters(user.email, thread)
    else:
        following.follow_thread(thread, user)
    return SeeOther(request.path)


@same_origin
@read_or_send
def confirm_following(request, token):
    """The link mailed to a stranger's address."""
    code = code_of_follow(token)
    follower = code and ThreadFollower.objects.select_related("thread__post").filter(code=code).first()
    if not follower or not follower.thread.post.is_public() or not follower.can_be_confirmed():
        return answer(request, "no_confirmation", {"is_gone": code is not None}, status=410 if code else 404)
    if request.method == "POST":
        following.confirm_following(follower)
        follower.refresh_from_db(fields=["confirmed_at"])
    thread = follower.thread
    return answer(request, "follow_confirm", {"post": thread.post, "comment": thread, "follower": follower})


@csrf_exempt  # the token is the right to do it; mail programs send the one-click form from anywhere
@read_or_send
def unsubscribe(request, token):
    """RFC 8058: a POST to the address in List-Unsubscribe does it, without a cookie or a further question."""
    thread, email = whose(token)
    if thread is None:
        return answer(request, "no_subscription", {}, status=404)
    everywhere = "everywhere" in request.POST
    if request.method == "POST":
        following.stop_letters(email, thread, everywhere=everywhere)
    context = {"post": thread.post, "is_done": request.method == "POST", "everywhere": everywhere}
    return answer(request, "unsubscribe", context)


def whose(token):
    """(the first comment of the thread, the address) that a token speaks for; (None, "") for one that is not ours."""
    if code := code_of_unsubscribe(token):
        comment = Comment.objects.filter(code=code).select_related("post", "root__post").first()
        return (following.thread_of(comment), comment.user_email) if comment else (None, "")
    code = code_of_unfollow(token)
    follower = code and ThreadFollower.objects.select_related("thread__post").filter(code=code).first()
    return (follower.thread, follower.email) if follower else (None, "")
