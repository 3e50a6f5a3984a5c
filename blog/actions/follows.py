"""Following a series, tag, skill, author or role, and choosing one's letters."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Follow, Mute, ReaderDesk
from blog.models.follows import MOST_FOLLOWED

from .following import stop_letters


class TooMany(Exception):
    """The argument says so, in a sentence for the reader."""


def follow(reader, kind, thing):
    """Safe to do again. Raises TooMany."""
    if reader.follows.filter(**{kind: thing}).exists():
        return
    if reader.follows.count() >= MOST_FOLLOWED:
        raise TooMany(_("An account follows %(most)d things at most. End some first.") % {"most": MOST_FOLLOWED})
    desk_of(reader)
    Follow.objects.get_or_create(reader=reader, **{kind: thing})


def end_follow(reader, kind, thing):
    reader.follows.filter(**{kind: thing}).delete()


def take_over_followers(kind, thing, into):
    """One thing becomes another: who followed it follows the other now."""
    there = list(Follow.objects.filter(**{kind: into}).values_list("reader", flat=True))
    Follow.objects.filter(**{kind: thing}, reader__in=there).delete()
    Follow.objects.filter(**{kind: thing}).update(**{kind: into})


def desk_of(reader):
    return ReaderDesk.objects.get_or_create(reader=reader)[0]


def is_muted(reader):
    return Mute.objects.filter(folded_email=reader.email.casefold(), thread=None).exists()


@transaction.atomic
def choose_letters(desk, *, follows, talk, stories):
    """`talk`: of answers and of being named, in any thread."""
    ReaderDesk.objects.filter(pk=desk.pk).update(has_follow_letters=follows, has_story_letters=stories)
    if talk:
        Mute.objects.filter(folded_email=desk.reader.email.casefold(), thread=None).delete()
    elif not is_muted(desk.reader):
        stop_letters(desk.reader.email, None, everywhere=True)


def stop_follow_letters(desk):
    """Safe to do again."""
    ReaderDesk.objects.filter(pk=desk.pk).update(has_follow_letters=False)


def mark_talk_read(reader):
    ReaderDesk.objects.update_or_create(reader=reader, defaults={"talk_seen_at": timezone.now()})
