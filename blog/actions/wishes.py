"""Roles wished for by readers: the wish, the votes for it, and what the desk decides."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from blog.caching import make_stale
from blog.models import Idea, Post, Vote, WaitingReader
from blog.search.names import folded, posts_called

MOST_HELD = 500  # wishes that wait to be read; more than that nobody reads, and nobody but a machine writes


class TooManyWaiting(Exception):
    """The argument says so, in a sentence for the reader."""


def role_called(words):
    """The public role of that name, shown or hidden, or None."""
    return Post.objects.published().roles().filter(pk__in=posts_called(folded([words]))).first()


def make_wish(words):
    """
    The wish of these words, in whatever spelling: the one there is, or a new one that waits to be read. Raises
    TooManyWaiting.
    """
    if there := Idea.objects.called(words):
        return there
    if Idea.objects.awaiting_review().count() >= MOST_HELD:
        raise TooManyWaiting(_("More wishes wait to be read than we can read. Please come back in a week."))
    new = Idea(words=words, source=Idea.Source.VOTES, state=Idea.State.HELD, wishes=0)
    new.fill()
    # Somebody else may have had the same wish this moment.
    Idea.objects.bulk_create([new], ignore_conflicts=True)
    return Idea.objects.called(words)


def idea_called(words, **fields):
    """What an editor plans with, by its words: one that waited or was refused is accepted by that."""
    words = " ".join(words.split())
    idea = Idea.objects.called(words) or Idea(words=words, **fields)
    if idea.state not in (Idea.State.DESK, Idea.State.OPEN):
        idea.state = Idea.State.DESK
    idea.save()
    return idea


# Votes. One each of an account, or of a browser in a network: its key differs from wish to wish, and those that were
# merged into this one are asked by their own.


def vote_for(idea, *, user=None, key_for=None):
    """Count it, once. `key_for(code)`: a stranger's key to the wish of that code. Says whether it is new."""
    with transaction.atomic():
        idea = Idea.objects.select_for_update().get(pk=idea.pk)
        if not idea.takes_votes() or votes_of(idea, user, key_for).exists():
            return False
        Vote.objects.create(idea=idea, user=user, key="" if user else key_for(idea.code))
        Idea.objects.filter(pk=idea.pk).update(wishes=F("wishes") + 1)
    make_stale("wishes")
    return True


def take_vote_back(idea, *, user=None, key_for=None):
    with transaction.atomic():
        idea = Idea.objects.select_for_update().get(pk=idea.pk)
        number, _models = votes_of(idea, user, key_for).delete()
        Idea.objects.filter(pk=idea.pk, wishes__gte=number).update(wishes=F("wishes") - number)
    make_stale("wishes")


def votes_of(idea, user, key_for):
    if user:
        return Vote.objects.filter(idea=idea, user=user)
    codes = [idea.code, *idea.same.values_list("code", flat=True)]
    return Vote.objects.filter(idea=idea, user=None, key__in=[key_for(code) for code in codes])


# What the desk decides


def open_wish(idea):
    """Readers may see it and vote for it."""
    decide(idea, Idea.State.OPEN)


def keep_at_desk(idea):
    """Planned with, and shown to no reader."""
    decide(idea, Idea.State.DESK)


def refuse_wish(idea):
    """It will not be written about: who waits for it is forgotten, and so is who wished."""
    with transaction.atomic():
        WaitingReader.objects.filter(idea=idea).delete()
        Vote.objects.filter(idea=idea).delete()
        decide(idea, Idea.State.REFUSED)


def decide(idea, state):
    Idea.objects.filter(pk=idea.pk).exclude(state=Idea.State.MERGED).update(state=state)
    make_stale("wishes")


def answer_with(idea, role):
    """The wish is for a role there is, or is being written: whoever waits is told when it is out."""
    state = Idea.State.DESK if idea.state == Idea.State.HELD else idea.state
    Idea.objects.filter(pk=idea.pk).update(role=role, state=state)
    make_stale("wishes")


@transaction.atomic
def merge_ideas(ideas, into):
    """
    All of `ideas` (a QuerySet) are the same as `into`: it takes over votes, waiting readers and days, and their
    addresses lead to it. Their words stay known, so the next wish in them is a vote for it.
    """
    wanted = {*ideas.values_list("pk", flat=True), into.pk}
    rows = list(Idea.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    into = next(row for row in rows if row.pk == into.pk)
    for other in rows:
        if other.pk != into.pk and other.state != Idea.State.MERGED:
            take_over(other, into)
    make_stale("wishes")


def take_over(other, into):
    voters, waiting = into.votes.exclude(user=None).values("user"), into.waiting.values("folded_email")
    twice, _models = other.votes.filter(user__in=list(voters.values_list("user", flat=True))).delete()
    other.waiting.filter(folded_email__in=list(waiting.values_list("folded_email", flat=True))).delete()
    other.votes.update(idea=into)
    other.waiting.update(idea=into)
    other.same.update(merged_into=into)
    if not into.slots.exists():
        other.slots.update(idea=into)
    Idea.objects.filter(pk=into.pk).update(wishes=F("wishes") + max(0, other.wishes - twice))
    gone = {"state": Idea.State.MERGED, "merged_into": into, "wishes": 0}
    Idea.objects.filter(pk=other.pk).update(**gone)
