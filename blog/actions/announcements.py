"""Telling people that they were answered or named, or of a thread they follow: by mail, once each."""

from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django_tasks import task

from blog.absolute import absolute
from blog.letters import send_letter
from blog.models import Comment, Mute, ReplyLetter, ThreadFollower
from blog.models.tokens import unsubscribe_token
from blog.throttling import Limit, mailbox, seconds_to_wait

from .mentions import keep_mentions

ANSWER, MENTION, THREAD = "answer", "mention", "thread"
# To one address: a talk can be as quick as it likes, or somebody mean to drown a person in it.
LETTERS = Limit(20, 3600)


class Told(NamedTuple):
    """Somebody who is to hear of a comment, why, and where they say that they want no more."""

    email: str
    why: str
    stop_path: str


def announce_reply(comment):
    """Have those told whom a shown comment concerns. Safe to do again."""
    if comment.reply_to_id is not None:
        tell_followers.enqueue(comment.pk)


@task()
def tell_followers(pk):
    reply = Comment.objects.shown().on_public_posts().select_related("post").filter(pk=pk).first()
    if reply is None:
        return
    keep_mentions(reply)
    for told in told_of(reply):
        with transaction.atomic():
            if is_first_letter(reply, told) and not seconds_to_wait(of_talk(told)):
                write_to(told, reply)


def of_talk(told):
    return "talk-letter", LETTERS, mailbox(told.email)


def told_of(reply):
    """Everybody once, for the first of these reasons: they were answered, they were named, they follow the thread."""
    followed = followed_comments(reply)
    answered = [comment for comment in followed if comment.pk == reply.reply_to_id]
    told = [told_by_comment(comment, ANSWER) for comment in answered]
    followers = [Told(follower.get_email(), THREAD, follower.get_stop_url()) for follower in followers_of(reply)]
    asked = {each.email.casefold() for each in followers} | {comment.folded_email for comment in followed}
    told += [told_by_comment(comment, MENTION) for comment in named_in(reply, asked)]
    told += [told_by_comment(comment, THREAD) for comment in followed]
    told += followers
    by_address = {}
    for each in told:
        by_address.setdefault(each.email.casefold(), each)
    return by_address.values()


def told_by_comment(comment, why):
    stop_path = reverse("blog:unsubscribe", args=[unsubscribe_token(comment.code)])
    return Told(comment.user_email, why, stop_path)


def followed_comments(reply):
    """The comments of its thread whose writers asked to hear of answers."""
    root = reply.root_id
    thread = Comment.objects.filter(Q(pk=root) | Q(root=root), followup=True).exclude(state__in=Comment.GONE_STATES)
    return list(not_by_the_writer(thread.filter(reachable()), reply).order_by("pk"))


def named_in(reply, asked):
    """
    What those wrote in the thread whom it names, unless they want no letters. Without an account nobody could say so
    before: `asked` are the addresses that want letters of this thread, and the others are left alone.
    """
    muted = Mute.objects.filter(Q(thread=None) | Q(thread=reply.root_id)).values("folded_email")
    wanted = reachable() & (Q(user__isnull=False) | Q(folded_email__in=asked))
    mentions = reply.mentions.filter(wanted).exclude(folded_email__in=muted)
    return [mention.mentioned for mention in mentions.select_related("mentioned").order_by("pk")]


def reachable():
    """Of rows with a user: by who has none, or one that may be written to."""
    return Q(user=None) | Q(user__in=get_user_model().objects.reachable())


def followers_of(reply):
    followers = ThreadFollower.objects.following().filter(reachable(), thread=reply.root_id)
    return not_by_the_writer(followers, reply).select_related("user").order_by("pk")


def not_by_the_writer(rows, reply):
    others = rows.exclude(folded_email__in=["", reply.folded_email])
    return others.exclude(user=reply.user_id) if reply.user_id else others


def is_first_letter(reply, told):
    try:
        with transaction.atomic():
            ReplyLetter.objects.create(reply=reply, folded_email=told.email.casefold())
    except IntegrityError:
        return False
    return True


def write_to(told, reply):
    context = {"reply": reply, "post": reply.post, "why": told.why, "reply_url": absolute(reply.get_absolute_url())}
    send_letter(told.email, "comment_reply", context, unsubscribe_url=absolute(told.stop_path))
