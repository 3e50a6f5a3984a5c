"""The link in a moderator's letter: one comment, judged without signing in. It shows a page, and acts on POST only."""

from django.contrib.auth import get_user_model
from django.views.decorators.http import require_http_methods

from blog.actions.desk_letters import may_judge
from blog.actions.moderation import judge, undo
from blog.actions.reasons import TOLD_REASONS, why_held
from blog.models import Act, Comment
from blog.models.comments import MAX_VERDICT_LENGTH
from blog.models.tokens import read_judge

from .origins import same_origin
from .pieces import SeeOther, answer

VERBS = {Act.Verb.APPROVE, Act.Verb.REJECT, Act.Verb.SPAM}
UNDO = "undo"


@same_origin
@require_http_methods(["GET", "HEAD", "POST"])
def judge_by_letter(request, token):
    comment, moderator = read(token)
    if comment is None:
        return answer(request, "no_judging", {}, status=404)
    has_changed = request.POST.get("seen", comment.wording()) != comment.wording()
    if request.method == "POST" and not has_changed:
        act_on(request.POST, comment, moderator)
        return SeeOther(request.path)
    context = {
        "post": comment.post,
        "comment": comment,
        "why": why_held(comment) if comment.state == Comment.State.HELD else "",
        "moderator": moderator,
        "act": last_act_on(comment, moderator),
        "reasons": TOLD_REASONS,
        "longest_reason": MAX_VERDICT_LENGTH,
        "has_changed": has_changed,
    }
    return answer(request, "judge", context, status=409 if has_changed else 200)


def read(token):
    """(comment, moderator), or (None, None) when the link is not ours, too old, or its owner no moderator any more."""
    code, user_pk = read_judge(token) or (None, None)
    moderator = get_user_model().objects.filter(pk=user_pk).first() if code else None
    if moderator is None or not may_judge(moderator):
        return None, None
    there = Comment.objects.exclude(state=Comment.State.DELETED).select_related("post", "reply_to")
    return there.filter(code=code).first(), moderator


def act_on(data, comment, moderator):
    verb = data.get("verb")
    if verb in VERBS:
        reason = (data.get("words", "").strip() or data.get("reason", ""))[:MAX_VERDICT_LENGTH]
        judge(verb, Comment.objects.filter(pk=comment.pk), by=moderator, reason=reason)
    elif verb == UNDO and (act := last_act_on(comment, moderator)):
        undo(act)


def last_act_on(comment, moderator):
    """What may be taken back here: this moderator's own last word on it, if it is the last one."""
    act = Act.objects.filter(comment=comment, undone_at=None).first()
    return act if act and act.by_id == moderator.pk and act.number == 1 and act.before else None
