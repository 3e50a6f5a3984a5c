"""
Planned is not scheduled: each day has its date, but only a post that passes its checks gets a time to come out, and
only because an editor says so.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Post, Slot, stored_parts

from .checks import NotReady, problems
from .posts import log, publish_post, save_state
from .review_letters import tell_approved


@dataclass(frozen=True)
class Coming:
    """A day to come whose post has no time yet, when it would come out, and what it lacks."""

    slot: Slot
    post: Post
    at: datetime.datetime
    lacks: list

    def is_ready(self):
        return self.post.state == Post.State.READY and not self.lacks


def coming_days(series, days, now=None):
    """The days of the next `days` dates whose posts have no time yet. The same few queries however many."""
    now = now or timezone.now()
    today = now.astimezone(series.zone()).date()
    dates = (today, today + datetime.timedelta(days=days))
    slots = series.slots.filter(planned_on__range=dates, post__publish_at=None).exclude(post=None).order_by("day")
    slots = list(slots.select_related("post__cover"))
    prefetch_related_objects([slot.post for slot in slots], "bylines")
    for slot in slots:
        slot.series = series
    return [
        Coming(slot, slot.post, at, lacks_of(slot.post)) for slot in slots if (at := slot.goes_live_at()) and at > now
    ]


def lacks_of(post):
    """What it lacks; wants its byline prefetched."""
    return problems(post, stored_parts(post))


def schedule_days(series, numbers, *, by=None):
    """
    Let the posts of these days come out at the hour of their days. Gives (those scheduled, those left as they are):
    one that lacks something, has a time already or whose hour has passed is left.
    """
    done, left = [], []
    for slot in series.slots.filter(day__in=numbers).exclude(post=None).select_related("post").order_by("day"):
        slot.series = series
        (done if schedule_day(slot, by) else left).append(slot.post)
    return done, left


@transaction.atomic
def schedule_day(slot, by):
    post = Post.objects.select_for_update().get(pk=slot.post.pk)
    time = slot.goes_live_at()
    if post.publish_at or post.slot_id != slot.pk or time is None or time <= timezone.now():
        return False
    try:
        publish_post(post, by=by, at=time)
    except NotReady:
        return False
    return True


@transaction.atomic
def declare_ready(post, *, by=None):
    """An editor says that a draft is finished. It gets no time by this. Raises NotReady with what is missing."""
    if found := problems(post):
        raise NotReady(found)
    if post.publish_at is None:
        was_submitted = post.state == Post.State.SUBMITTED
        post.state = Post.State.READY
        save_state(post)
        log(post, by, _("Declared ready."))
        if was_submitted:
            tell_approved(post, by)
