"""
A service asked about comments, where SPAM_URL names one (of Akismet's kind). A comment waits until it has answered, in
follow-up work; if it does not, the filter's own word stands.
"""

import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from blog.absolute import absolute
from blog.models import Comment, SiteSettings
from blog.outbound import Fetcher, OutboundError
from blog.spam import ASKED, SERVICE

from .announcements import announce_reply
from .comments import change_state, lock_post
from .desk_letters import tell_desk_soon
from .discussion import Held, why_held
from .trust import Trust, trust_in

STATE, SPAM = Comment.State, Comment.HoldReason.SPAM
TIMEOUT = 10  # seconds
FIRST_DELAY = datetime.timedelta(seconds=15)
ATTEMPTS = 5  # over twenty minutes
GRACE = datetime.timedelta(minutes=2)  # before it hears of a decision: it may be taken back
ANSWERS = {b"true": True, b"false": False}
LONGEST_ANSWER = 100

# The address is the owner's own word, and may be in a private network.
send = Fetcher(allows=lambda ip: True).send


def is_with_service(comment):
    """Whether it waits for the service's answer and not yet for a moderator."""
    return comment.state == STATE.HELD and comment.hold_reason == SPAM and ASKED in comment.hold_detail.split()


def ask_soon(comment):
    """If it waits for that, once the present transaction is through."""
    if is_with_service(comment):
        ask_service.enqueue(comment.pk, comment.wording(), 1)


@task()
def ask_service(pk, wording, attempt):
    """Nothing if a moderator was quicker, or its writer has changed it: that was asked by itself. Safe to do again."""
    comment = Comment.objects.select_related("post", "user").filter(pk=pk).first()
    if comment is None or not is_with_service(comment) or comment.wording() != wording:
        return
    is_spam = None
    if settings.SPAM_SERVICE:
        try:
            is_spam = says_spam(comment)
        except OutboundError:
            if attempt < ATTEMPTS:
                again = ask_service.using(run_after=timezone.now() + FIRST_DELAY * 4 ** (attempt - 1))
                again.enqueue(pk, wording, attempt + 1)
                return
    settle(comment, is_spam=is_spam)


def says_spam(comment):
    answer = tell("comment-check", comment, max_bytes=LONGEST_ANSWER).strip().lower()
    if answer not in ANSWERS:
        raise OutboundError("It does not say whether it is spam.")
    return ANSWERS[answer]


def tell(what, comment, **limits):
    """Raises OutboundError."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"api_key": settings.SPAM_SERVICE["key"], **facts_of(comment)}).encode()
    return send("POST", settings.SPAM_SERVICE["url"] + what, headers=headers, body=body, timeout=TIMEOUT, **limits)


def facts_of(comment):
    """What the service is told of a comment."""
    return {
        "blog": absolute("/"),
        "permalink": absolute(comment.post.get_absolute_url()),
        "user_ip": comment.ip_address or "",
        "comment_type": "reply" if comment.reply_to_id else "comment",
        "comment_author": comment.user_name,
        "comment_author_email": comment.user_email,
        "comment_content": comment.comment,
        "comment_date_gmt": comment.submit_date.isoformat(),
        "blog_lang": settings.LANGUAGE_CODE,
        "blog_charset": "UTF-8",
    }


@transaction.atomic
def settle(asked, *, is_spam):
    """What becomes of it after the answer; None: there was none."""
    post = lock_post(asked.post_id)
    comment = Comment.objects.select_related("user", "reply_to").get(pk=asked.pk)
    if not is_with_service(comment) or comment.wording() != asked.wording():
        return
    comment.post = post
    held = why_held(comment, post, SiteSettings.load(), is_asked=True)
    if is_spam:
        held = as_service_says(comment, held)
    move(comment, held)


def as_service_says(comment, held):
    """Where the filter doubts too, and nobody knows the writer, no human is asked."""
    doubted = held.reason == SPAM
    codes = f"{SERVICE} {held.detail}" if doubted else SERVICE
    is_new = trust_in(comment.user_email, without=comment.pk) == Trust.NEW
    return Held(SPAM, codes, doubted and is_new)


def move(comment, held):
    one = Comment.objects.filter(pk=comment.pk)
    if held.state == STATE.HELD:
        one.update(hold_reason=held.reason, hold_detail=held.detail)
        tell_desk_soon(one.get())
        return
    change_state(one, held.state, None, "", hold_reason=held.reason, hold_detail=held.detail)
    if held.state == STATE.SHOWN:
        shown = one.select_related("post", "reply_to", "user").get()
        tell_desk_soon(shown)
        announce_reply(shown)


# Telling it what moderators decided


def tell_decisions(comments, *, is_spam):
    """Of comments as they were: those of which the service has not said or heard the same."""
    if not settings.SPAM_SERVICE:
        return
    for comment in comments:
        if known_to_service(comment.is_spam, comment.hold_reason, comment.hold_detail) != is_spam:
            tell_decision.using(run_after=timezone.now() + GRACE).enqueue(comment.pk, is_spam)


def known_to_service(is_spam, hold_reason, hold_detail):
    """What it thinks of a comment: what a moderator decided last, or its own word."""
    return is_spam if is_spam is not None else hold_reason == SPAM and SERVICE in hold_detail.split()


def tell_taken_back(act, comments, *, is_spam):
    """
    Of a decision that is taken back after the service was told of it: the opposite, for these comments. What is taken
    back sooner it never hears of.
    """
    if not settings.SPAM_SERVICE or act.done_at > timezone.now() - GRACE:
        return
    names = ("is_spam", "hold_reason", "hold_detail")
    known = {row["pk"]: known_to_service(*(row.get(name) for name in names)) for row in act.before}
    for comment in comments:
        if known[comment.pk] != is_spam:
            tell_undone.using(run_after=timezone.now() + GRACE).enqueue(comment.pk, is_spam)


@task()
def tell_undone(pk, was_spam):
    """Nothing if it was decided the same way again."""
    comment = Comment.objects.select_related("post").exclude(is_spam=was_spam).filter(pk=pk).first()
    if comment and settings.SPAM_SERVICE:
        tell("submit-ham" if was_spam else "submit-spam", comment)


@task()
def tell_decision(pk, is_spam):
    """Nothing if it was taken back in the meantime. A service that does not answer is told again by the worker."""
    comment = Comment.objects.select_related("post").filter(pk=pk, is_spam=is_spam).first()
    if comment and settings.SPAM_SERVICE:
        tell("submit-spam" if is_spam else "submit-ham", comment)
