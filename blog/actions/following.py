"""Following a thread without writing in it: at once with an account, by a mailed link without one. And no longer."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_tasks import task

from blog.absolute import absolute
from blog.followups import periodic
from blog.letters import queue_letter, write_letter
from blog.models import Comment, Mute, ThreadFollower


def thread_of(comment):
    """The first comment of the thread a comment stands in."""
    return comment.root if comment.root_id else comment


@transaction.atomic
def follow_thread(thread, user):
    """An account's address is confirmed: letters come at once."""
    follower, _made = ThreadFollower.objects.get_or_create(
        thread=thread, folded_email=user.email.casefold(), defaults={"email": user.email}
    )
    follower.user, follower.confirmed_at, follower.ended_at = user, follower.confirmed_at or timezone.now(), None
    follower.save()
    unmute(follower.folded_email, thread)


def is_following(thread, user):
    return ThreadFollower.objects.following().filter(thread=thread, user=user).exists()


def threads_heard_of(reader):
    """The first comments of the threads a reader gets letters of: followed, or written in and asked for."""
    wrote = Comment.objects.order_by().by_writer(reader.email).filter(followup=True)
    wrote = wrote.exclude(state__in=Comment.GONE_STATES)
    followed = ThreadFollower.objects.following().filter(user=reader).values("thread")
    first = Q(pk__in=followed) | Q(pk__in=wrote.values(first=Coalesce("root", "pk")))
    return Comment.objects.on_public_posts().filter(first).order_by("-posted_at", "-pk")


def ask_to_follow(thread, email):
    """A stranger's address gets a link. The answer is the same whether it follows already or not."""
    follower, _made = ThreadFollower.objects.get_or_create(
        thread=thread, folded_email=email.casefold(), defaults={"email": email}
    )
    follower.asked_at = timezone.now()
    follower.save(update_fields=["asked_at"])
    context = {"post": thread.post, "confirm_url": absolute(follower.get_confirm_url())}
    queue_letter(write_letter(follower.email, "follow_confirm", context))


@transaction.atomic
def confirm_following(follower):
    """Done twice it changes nothing more."""
    ThreadFollower.objects.filter(pk=follower.pk).update(
        confirmed_at=follower.confirmed_at or timezone.now(), ended_at=None
    )
    unmute(follower.folded_email, follower.thread)


def unmute(folded_email, thread):
    """Who asks for letters of a thread wants those in which they are named, too."""
    Mute.objects.filter(folded_email=folded_email, thread=thread).delete()


@transaction.atomic
def stop_letters(email, thread, *, everywhere=False):
    """
    No more letters to an address about a thread, or about any: neither of answers nor of being named. Whoever ends all
    of them and later asks for those of one thread gets these.
    """
    if not email:
        return
    in_thread = Q() if everywhere else Q(pk=thread.pk) | Q(root=thread.pk)
    Comment.objects.by_writer(email).filter(in_thread, followup=True).update(followup=False)
    followed = ThreadFollower.objects.of(email)
    (followed if everywhere else followed.filter(thread=thread)).update(ended_at=timezone.now())
    Mute.objects.get_or_create(folded_email=email.casefold(), thread=None if everywhere else thread)


@transaction.atomic
def take_letters_along(user, before):
    """An account has a new main address instead of the one `before`: what was followed and what was ended stays so."""
    now = user.email.casefold()
    mine = ThreadFollower.objects.filter(user=user).exclude(folded_email=now)
    ThreadFollower.objects.of(now).filter(thread__in=list(mine.values_list("thread", flat=True))).delete()
    mine.update(email=user.email, folded_email=now)
    for mute in Mute.objects.filter(folded_email=before.casefold()) if before else ():
        Mute.objects.get_or_create(folded_email=now, thread=mute.thread)


@periodic(datetime.timedelta(days=1))
@task()
def forget_unconfirmed_followers():
    """Whose link was never used, and who wants no more letters, is forgotten with the address."""
    ThreadFollower.objects.expired().delete()
