"""What a moderator decides, one press at a time: it is written down as an act, and can be taken back."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from blog.followups import periodic
from blog.models import Act, Comment, Post, Rule

from .announcements import announce_reply
from .comments import change_state, followed_by, lock_posts, log
from .counts import count_comments
from .section_replies import keep_section_replies
from .spam import tell_decided
from .spam_service import tell_decisions, tell_taken_back
from .verdicts import tell_writers_later

STATE, VERB = Comment.State, Act.Verb
BECOMES = {
    VERB.APPROVE: STATE.SHOWN,
    VERB.TRUST: STATE.SHOWN,
    VERB.RELEASE: STATE.SHOWN,
    VERB.HOLD: STATE.HELD,
    VERB.REJECT: STATE.REJECTED,
    VERB.STOP: STATE.REJECTED,
    VERB.SPAM: STATE.SPAM,
    VERB.REMOVE: STATE.REMOVED,
}
DECIDES = {VERB.APPROVE: False, VERB.TRUST: False, VERB.RELEASE: False, VERB.SPAM: True}  # whether it is spam
MAKES_RULE = {VERB.TRUST: Rule.Effect.TRUST, VERB.STOP: Rule.Effect.REFUSE}
OFFERED_AFTER = {
    VERB.APPROVE: VERB.RELEASE,
    VERB.TRUST: VERB.RELEASE,
    VERB.SPAM: VERB.HIDE,
    VERB.STOP: VERB.HIDE,
}
KEEP_BEFORE = datetime.timedelta(days=30)  # after that an act can be read and not taken back


@transaction.atomic
def judge(verb, comments, *, by=None, reason=""):
    """
    Do what `verb` says with these comments (a QuerySet); `reason` is told to their writers where they are not shown.
    Gives the Act, or None when nothing was left to do.
    """
    verb = Act.Verb(verb)
    # Asked before anything moves: "those that wait" are others afterwards.
    comments = Comment.objects.filter(pk__in=list(comments.order_by().values_list("pk", flat=True)))
    act = Act(by=by, verb=verb, reason=reason, before=[])
    for part, state in parts_of(verb, comments):
        move(act, part, state)
    if verb in MAKES_RULE:
        settle(act, comments.first())
    if not (act.before or act.rule):
        return None
    act.number = len(act.before)
    act.comment_id = act.before[0]["pk"] if act.before else comments.first().pk
    act.save()
    if act.verb in DECIDES:
        tell_decided()
    return act


def parts_of(verb, comments):
    if verb != VERB.HIDE:
        return [(comments, BECOMES[verb])]
    # What readers saw leaves a line where it was answered; what they never saw is turned down.
    shown, held = comments.shown(), comments.awaiting_review()
    return [(shown, STATE.REMOVED), (held, STATE.REJECTED)]


def move(act, comments, state):
    more = {"report_count": 0} if state == STATE.SHOWN else {"verdict": act.reason}
    if state == STATE.HELD:
        more = {"hold_reason": Comment.HoldReason.POLICY}
    if act.verb in DECIDES:
        more["is_spam"] = DECIDES[act.verb]
    message = f"{act.get_verb_display()}: {act.reason}" if act.reason else str(act.get_verb_display())
    moved = change_state(comments, state, act.by, message[:1].upper() + message[1:], **more)
    act.before += [as_it_was(comment, state) for comment in moved]
    if act.verb in DECIDES:
        tell_decisions(moved, is_spam=DECIDES[act.verb])
    if state == STATE.SHOWN:
        for comment in moved:
            announce_reply(comment)
    tell_writers_later(moved, state)


def as_it_was(comment, after):
    columns = {name: getattr(comment, name) for name in Comment.JUDGED_FIELDS}
    return {"pk": comment.pk, "after": str(after), **columns}


def settle(act, comment):
    """The rule for a writer's address, unless there is one like it. Their account writes under the same address."""
    if comment is None or not comment.user_email:
        return
    named = {"kind": Rule.Kind.ADDRESS, "pattern": comment.user_email.casefold()}
    rule = Rule.objects.filter(**named).first() or Rule(**named, effect="")
    if rule.effect == MAKES_RULE[act.verb]:
        return
    act.rule_before, rule.effect = rule.effect, MAKES_RULE[act.verb]
    rule.note = rule.note or _("Made in the queue by %(name)s.") % {"name": act.by}
    rule.save()
    act.rule = rule


def others_of(comment, verb):
    """What else the same person wrote and `verb` would change: a QuerySet."""
    theirs = Comment.objects.by_person(comment)
    return theirs.awaiting_review() if verb == VERB.RELEASE else theirs.filter(state__in=[STATE.SHOWN, STATE.HELD])


def offer_after(act):
    """(verb, comment, how many) for what may be done at once with the other comments of one person, or None."""
    if act is None or act.comment is None or act.number > 1 or act.verb not in OFFERED_AFTER:
        return None
    verb = OFFERED_AFTER[act.verb]
    number = others_of(act.comment, verb).order_by().count()
    return (verb.value, act.comment, number) if number else None


def last_act(by):
    """What a moderator did last and may take back, or None."""
    act = Act.objects.filter(by=by, undone_at=None, done_at__gt=timezone.now() - KEEP_BEFORE)
    return act.select_related("comment").first()


@transaction.atomic
def undo(act):
    """
    Every comment as it was before, unless somebody else judged it since; the rule that was made goes. Gives the number
    of comments. Done twice it changes nothing more.
    """
    if not Act.objects.filter(pk=act.pk, undone_at=None).update(undone_at=timezone.now()):
        return 0
    posts = lock_posts(Post.objects.filter(comments__in=[row["pk"] for row in act.before]).distinct())
    back = put_back(act.before)
    for post in posts:
        count_comments(post)
    keep_section_replies(back)
    log(back, act.by, _("Taken back: %(act)s.") % {"act": act.get_verb_display()})
    unsettle(act)
    if act.verb in DECIDES:
        tell_decided()
        tell_taken_back(act, back, is_spam=DECIDES[act.verb])
    return len(back)


@transaction.atomic
def confirm_spam(comments, *, by=None):
    """A moderator has looked at what was hidden (a QuerySet), and it is spam. Gives how many."""
    confirmed = list(comments)
    chosen = Comment.objects.filter(pk__in=[comment.pk for comment in confirmed])
    count = chosen.hidden_as_spam().update(hold_reason="", hold_detail="", is_spam=True)
    log(confirmed, by, _("Spam, as the filter said."))
    tell_decided()
    tell_decisions(confirmed, is_spam=True)
    return count


def put_back(before):
    """The comments of `Act.before` as they were, but for those that are not as the act left them. Gives them."""
    alike = {}
    for row in before:
        alike.setdefault(tuple(row.get(name) for name in ("after", *Comment.JUDGED_FIELDS)), []).append(row["pk"])
    back = []
    for (after, *was), pks in alike.items():
        comments = Comment.objects.filter(pk__in=pks, state=after)
        back += comments.order_by("pk")
        columns = dict(zip(Comment.JUDGED_FIELDS, was, strict=True))
        comments.update(**columns, **followed_by(columns["state"]))
    return back


def unsettle(act):
    if act.rule and act.rule_before:
        act.rule.effect = act.rule_before
        act.rule.save()
    elif act.rule:
        act.rule.delete()


@periodic(datetime.timedelta(days=1))
@task()
def forget_what_was_before():
    """Who did what stays; what it would take to undo it is of no more use."""
    Act.objects.filter(done_at__lt=timezone.now() - KEEP_BEFORE).exclude(before=[]).update(before=[])
