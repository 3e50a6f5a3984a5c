"""Whether a comment looks like spam, to the filter that learns from this site's moderators."""

import datetime
from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from blog.caching import make_stale, remembered
from blog.followups import periodic
from blog.models import Comment, SpamMemory
from blog.spam import ASKED, Classifier, Said, counted, judge, seed_counts

from .trust import Trust, trust_in

MEMORY = "spam-memory"
LEARNT_FROM = 1_000  # decisions of each kind, the newest: what is older is forgotten
LEARN_EVERY = datetime.timedelta(minutes=2)  # if anything was decided
LEARN_AT_LEAST = datetime.timedelta(days=1)


def judge_comment(comment, site, *, is_asked=False):
    """
    The Judgement of a comment that may be spam, or None. Who is trusted is not judged. What the filter is not sure of
    waits for the service, if there is one and it was not asked yet.
    """
    if not site.filter_spam:
        return None
    judgement = judge(said_of(comment), classifier())
    is_asking = bool(settings.SPAM_SERVICE) and not is_asked
    if not (judgement.is_doubtful or is_asking):
        return None
    trust = trust_in(comment.user_email, without=comment.pk)
    if trust == Trust.TRUSTED:
        return None
    # Nobody who is known disappears without a human.
    judgement = judgement._replace(is_clear=judgement.is_clear and trust == Trust.NEW)
    if is_asking and not judgement.is_clear:
        return judgement._replace(codes=f"{ASKED} {judgement.codes}".strip())
    return judgement


def said_of(comment):
    seconds = getattr(comment, "seconds", None)
    return Said(comment.user_name, comment.user_email, comment.comment, seconds)


def classifier():
    """With what was learnt here. Read once a process and change: what is asked of the cache is when that was."""
    return made_of(remembered(MEMORY, read_when))


def read_when():
    """Never None, which would be asked for again and again."""
    return SpamMemory.objects.values_list("learnt_at", flat=True).first() or ""


@lru_cache(maxsize=2)
def made_of(learnt_at):
    memory = SpamMemory.objects.first() if learnt_at else None
    return Classifier(seed_counts(), memory.counts) if memory and memory.counts else Classifier(seed_counts())


def tell_decided():
    """After decisions were made or taken back."""
    SpamMemory.objects.update(is_behind=True)


@periodic(LEARN_EVERY)
@task()
def learn_what_is_new():
    """A day is enough for what nobody says: comments that were deleted, or emptied when their writer left."""
    fresh = SpamMemory.objects.filter(is_behind=False, learnt_at__gt=timezone.now() - LEARN_AT_LEAST)
    if fresh.exists():
        return
    learn()


def learn():
    """
    From the newest decisions, anew: so what was wrong and taken back, and what is old, is forgotten, and nothing adds
    up if it is done twice. Gives the number of decisions of each kind.
    """
    SpamMemory.objects.update_or_create(pk=1, defaults={"is_behind": False})  # before reading: who decides now says so
    spam, honest = decided(is_spam=True), decided(is_spam=False)
    with transaction.atomic():
        SpamMemory.objects.update(counts=counted(spam, honest), learnt_at=timezone.now())
        make_stale(MEMORY)
    return len(spam), len(honest)


def decided(*, is_spam):
    newest = Comment.objects.decided(is_spam).exclude(comment="").order_by("-posted_at")
    return list(newest.values_list("comment", flat=True)[:LEARNT_FROM])
