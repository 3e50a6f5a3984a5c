"""Telling people that they were answered: by mail, once each, never of their own words."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django_tasks import task

from blog.absolute import absolute
from blog.letters import send_letter
from blog.models import Comment, ReplyLetter
from blog.models.tokens import unsubscribe_token


def announce_reply(comment):
    """Have the writer of the comment that was answered told, and whoever follows the thread. Safe to do again."""
    if comment.reply_to_id is not None:
        tell_followers.enqueue(comment.pk)


@task()
def tell_followers(pk):
    reply = Comment.objects.shown().on_public_posts().select_related("post").filter(pk=pk).first()
    for followed in followed_comments(reply) if reply else ():
        with transaction.atomic():
            if is_first_letter(reply, followed):
                write_to(followed, reply)


def followed_comments(reply):
    """One comment of each person who wants to hear of this reply: the answered one before others of the thread."""
    root = reply.root_id
    thread = Comment.objects.filter(Q(pk=root) | Q(root=root), followup=True).exclude(state__in=Comment.GONE_STATES)
    others = thread.exclude(folded_email__in=["", reply.folded_email]).select_related("user").order_by("pk")
    by_person = {}
    for comment in sorted(others, key=lambda comment: comment.pk != reply.reply_to_id):
        if comment.user_id is None or comment.user_id != reply.user_id:
            by_person.setdefault(comment.folded_email, comment)
    return by_person.values()


def is_first_letter(reply, followed):
    try:
        with transaction.atomic():
            ReplyLetter.objects.create(reply=reply, folded_email=followed.folded_email)
    except IntegrityError:
        return False
    return True


def write_to(followed, reply):
    stop_url = absolute(reverse("blog:unsubscribe", args=[unsubscribe_token(followed.code)]))
    context = {
        "reply": reply,
        "post": reply.post,
        "followed": followed,
        "is_answer": followed.pk == reply.reply_to_id,
        "reply_url": absolute(reply.get_absolute_url()),
    }
    send_letter(followed.user_email, "comment_reply", context, unsubscribe_url=stop_url)


def stop_following(comment, *, everywhere=False):
    """No more letters to the writer of `comment` about its thread, or about any."""
    theirs = Comment.objects.by_writer(comment.user_email).filter(followup=True)
    if not everywhere:
        root = comment.root_id or comment.pk
        theirs = theirs.filter(Q(pk=root) | Q(root=root))
    theirs.update(followup=False)
