"""Telling the desk of comments: those that wait, and every one to whom that is dear."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from blog.absolute import absolute
from blog.caching import make_stale, remembered
from blog.followups import enqueue_once, periodic
from blog.letters import deliver_letter, write_letter
from blog.models import Comment, DeskLetters
from blog.models.tokens import judge_token

from .reasons import why_held

WISHES = "desk-letters"
HELD, EVERY = DeskLetters.Held, DeskLetters.Every
IN_A_DIGEST = 20


def tell_wishes(**_unused):
    """After somebody chose other letters."""
    make_stale(WISHES)


def tell_desk_soon(comment):
    """Have whoever wants it told of a comment that came in, or waits again. Nearly always that is nobody."""
    is_held = comment.state == Comment.State.HELD
    if any(every != EVERY.NONE or (is_held and held == HELD.EACH) for held, every in remembered(WISHES, read_wishes)):
        tell_desk.enqueue(comment.pk)


def read_wishes():
    return sorted(set(DeskLetters.objects.values_list("held", "every")))


@task()
def tell_desk(pk):
    """One letter a person, however often this is done; another one when the comment waits for another reason."""
    comment = Comment.objects.select_related("post").filter(pk=pk).first()
    if comment is None or comment.state not in (Comment.State.HELD, Comment.State.SHOWN):
        return
    for user in who_wants(comment):
        key = f"desk:{pk}:{user.pk}:{comment.hold_reason}"
        enqueue_once(key, deliver_letter, *write_letter(user.email, "desk_comment", about(comment, user)))


def who_wants(comment):
    for wish in at_the_desk():
        user = wish.user
        if user.pk == comment.user_id:
            continue
        if (may_judge(user) and (wish.every == EVERY.ALL or (comment.hold_reason and wish.held == HELD.EACH))) or (
            wish.every != EVERY.NONE and comment.post.is_written_by(user.pk)
        ):
            yield user


def at_the_desk():
    return DeskLetters.objects.filter(user__is_active=True, user__is_staff=True).select_related("user").order_by("pk")


def may_judge(user):
    return user.is_active and user.is_staff and user.has_perm("blog.moderate_comment")


def about(comment, user):
    return {
        "comment": comment,
        "post": comment.post,
        "why": why_held(comment) if comment.hold_reason else "",
        "comment_url": absolute(comment.get_absolute_url()),
        "judge_url": judge_url(comment, user) if may_judge(user) else "",
        "choice_url": choice_url(),
    }


def choice_url():
    """Where these letters are chosen, and ended."""
    return absolute(reverse("admin:blog_deskletters_changelist"))


def judge_url(comment, user):
    return absolute(reverse("blog:comment-judge", args=[judge_token(comment.code, user.pk)]))


@periodic(datetime.timedelta(days=1))
@task()
def send_digests():
    """What waits, to who wants it once a day; nothing on a day on which nothing does."""
    waiting = Comment.objects.awaiting_review()
    number = waiting.order_by().count()
    oldest = list(waiting.select_related("post").order_by("posted_at", "pk")[:IN_A_DIGEST])
    for wish in at_the_desk().filter(held=HELD.DIGEST) if oldest else ():
        if may_judge(wish.user):
            key = f"digest:{wish.pk}:{timezone.localdate()}"
            enqueue_once(key, deliver_letter, *digest(wish.user, oldest, number))


def digest(user, comments, number):
    context = {
        "number": number,
        "more": number - len(comments),
        "rows": [(comment, why_held(comment), judge_url(comment, user)) for comment in comments],
        "queue_url": absolute(reverse("admin:blog_comment_queue")),
        "choice_url": choice_url(),
    }
    return write_letter(user.email, "desk_digest", context)
