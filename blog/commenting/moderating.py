"""
A comment's page of tools, for moderators and editors: the same acts as in the queue, written down and taken back the
same way. Only the comment's own address leads here; no kept page knows of it.
"""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.names import clean_name
from accounts.second_factor import is_proved, place_to_prove
from blog.actions.desk_letters import may_judge
from blog.actions.featuring import may_feature, pin_comment, show_beside
from blog.actions.moderation import judge, last_act, offer_after, others_of, undo
from blog.actions.people import is_asked_for_second_factor
from blog.actions.reasons import TOLD_REASONS, why_held
from blog.actions.section_replies import SECTIONS
from blog.models import Act, Comment, Post
from blog.models.comments import MAX_VERDICT_LENGTH

from .acts import may_moderate
from .origins import same_origin
from .pieces import SeeOther, answer
from .places import place_of
from .visitors import account_of

VERB, STATE = Act.Verb, Comment.State
JUDGING = {VERB.APPROVE, VERB.HOLD, VERB.REMOVE, VERB.REJECT, VERB.SPAM, VERB.STOP}
OF_A_WRITER = {VERB.RELEASE, VERB.HIDE}


@same_origin
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request, code):
    user = account_of(request)
    if user is None:
        return redirect_to_login(request.path)
    if not may_moderate(user):
        raise PermissionDenied(_("These tools are for moderators and editors."))
    if is_asked_for_second_factor(user) and not is_proved(request):  # as before the desk, whose acts these are
        return redirect(place_to_prove(request, request.path))
    comment = find(code)
    has_changed = request.POST.get("seen", comment.wording()) != comment.wording()
    if request.method == "POST" and not has_changed:
        act_on(request.POST, comment, user)
        return SeeOther(request.path)
    context = {**about(comment, user), "has_changed": has_changed}
    return answer(request, "moderate", context, status=409 if has_changed else 200)


def find(code):
    there = Comment.objects.exclude(state=STATE.DELETED).select_related("post", "root", "reply_to", "user")
    comment = there.filter(code=code).first()
    if comment is None:
        raise Http404(_("There is no such comment."))
    return comment


def about(comment, user):
    act = last_act(user) if may_judge(user) else None
    return {
        "post": comment.post,
        "comment": comment,
        "place": place_of(comment) if comment.is_shown() and comment.post.is_public() else "",
        "why": why_held(comment) if comment.state == STATE.HELD else "",
        "may_judge": may_judge(user),
        "may_feature": may_feature(user) and comment.is_shown(),
        "act": act,
        "offer": offer_after(act),
        "reasons": TOLD_REASONS,
        "longest_reason": MAX_VERDICT_LENGTH,
        "sections": list(SECTIONS.items()) if comment.post.kind == Post.Kind.ROLE else [],
        "versions": comment.versions.all() if may_judge(user) else [],
    }


def act_on(data, comment, user):
    verb = data.get("verb", "")
    if may_judge(user) and verb in JUDGING | OF_A_WRITER:
        reason = clean_name(data.get("words", "") or data.get("reason", ""))[:MAX_VERDICT_LENGTH]
        chosen = others_of(comment, verb) if verb in OF_A_WRITER else Comment.objects.filter(pk=comment.pk)
        judge(verb, chosen, by=user, reason=reason)
    elif may_judge(user) and verb == "undo":
        take_back(data, user)
    elif may_feature(user) and comment.is_shown():
        feature(data, verb, comment, user)


def take_back(data, user):
    act = last_act(user)
    if act is not None and str(act.pk) == data.get("act"):  # pressed twice it takes back one
        undo(act)


def feature(data, verb, comment, user):
    if verb in ("pin", "unpin"):
        pin_comment(comment, verb == "pin", by=user)
    elif verb == "beside" and data.get("section", "") in ("", *SECTIONS) and comment.post.kind == Post.Kind.ROLE:
        show_beside(comment, data.get("section", ""), by=user)
