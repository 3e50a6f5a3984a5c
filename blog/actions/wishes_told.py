"""Whoever waits for a role is told once when it is out; then the address is deleted."""

import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from blog.absolute import absolute
from blog.caching import make_stale
from blog.followups import enqueue_latest, periodic
from blog.letters import queue_letter, write_letter
from blog.models import Idea, Post, SiteSettings, Vote, WaitingReader
from blog.models.ideas import CONFIRM_WITHIN
from blog.search.names import folded
from blog.search.names import posts_by_name as by_name

LOOKED_AT = 500  # wishes, by their names, at once


def ask_to_be_told(idea, email):
    """A letter with a link goes to the address; only who presses the button behind it is written down for good."""
    values = {"idea": idea, "folded_email": email.casefold()}
    waiting, _is_new = WaitingReader.objects.get_or_create(**values, defaults={"email": email})
    if waiting.confirmed_at:
        return
    WaitingReader.objects.filter(pk=waiting.pk).update(created_at=timezone.now())
    # Its words only where an editor has read them: whoever typed them may have wanted to send somebody a message.
    words = idea.words if idea.state == Idea.State.OPEN else ""
    context = {"words": words, "confirm_url": absolute(waiting.get_confirm_url())}
    with transaction.atomic():
        queue_letter(write_letter(email, "wish_confirm", {**context, "site_settings": SiteSettings.load()}))


def confirm_waiting(waiting):
    """Safe to do again."""
    WaitingReader.objects.filter(pk=waiting.pk, confirmed_at=None).update(confirmed_at=timezone.now())
    look_soon()


def stop_waiting(waiting):
    WaitingReader.objects.filter(pk=waiting.pk).delete()


def look_soon():
    enqueue_latest("wishes/covered", notice_covered)


@periodic(datetime.timedelta(minutes=5))
@task()
def notice_covered():
    """
    What came out, by itself at its hour too: the role of a wish is the post on its day, or the one of its name. All
    who wait are told. Safe to do again.
    """
    found = find_roles()
    covered = Idea.objects.filter(Idea.objects.is_covered())
    for waiting in WaitingReader.objects.filter(idea__in=covered).select_related("idea__role").iterator():
        tell(waiting)
    number, _models = Vote.objects.filter(idea__in=covered).delete()  # who wished is nobody's business any more
    if found or number:
        make_stale("wishes")


def find_roles():
    """Note the roles that came out for wishes without one. Says how many."""
    asked = Idea.objects.exclude(state__in=[Idea.State.REFUSED, Idea.State.MERGED]).filter(role=None)
    public = Post.objects.published().roles()
    on_days = asked.filter(slots__post__in=public).values_list("pk", "slots__post")
    roles = {**by_names(asked, public), **dict(on_days)}
    for pk, role in roles.items():
        Idea.objects.filter(pk=pk, role=None).update(role=role)
    return len(roles)


def by_names(asked, public):
    """{id of a wish: id of the public role of its name}."""
    names = {}
    for pk, words in asked.order_by("-wishes").values_list("pk", "words")[:LOOKED_AT]:
        for name in folded([words]):
            names.setdefault(name, pk)
    called = by_name(names.keys())
    are_public = {*public.filter(pk__in={pk for ids in called.values() for pk in ids}).values_list("pk", flat=True)}
    return {names[name]: pk for name, ids in called.items() for pk in ids if pk in are_public}


def tell(waiting):
    """Whoever deletes the row writes the letter: so there is one, however many try."""
    role = waiting.idea.role
    letter = None
    if waiting.confirmed_at:
        context = {"role": role, "role_url": absolute(role.get_absolute_url()), "site_settings": SiteSettings.load()}
        letter = write_letter(waiting.email, "wish_covered", context)
    with transaction.atomic():
        is_first = WaitingReader.objects.filter(pk=waiting.pk).delete()[0]
        if is_first and letter:
            queue_letter(letter)


@periodic(datetime.timedelta(days=1))
@task()
def forget_unconfirmed_waiting():
    """Addresses that nobody confirmed."""
    WaitingReader.objects.filter(confirmed_at=None, created_at__lt=timezone.now() - CONFIRM_WITHIN).delete()
