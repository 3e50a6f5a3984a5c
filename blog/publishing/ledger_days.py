"""What the ledger shows of each day, and of a plan for other days."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.models import Post, Slot
from blog.paths import path_of

from .fields import today_in
from .states import NAMES, state_of
from .times import time_in_short

STATES = {
    "empty": gettext_lazy("empty"),
    "idea": gettext_lazy("idea"),
    "draft": gettext_lazy("draft"),
    "ready": gettext_lazy("ready"),
    "scheduled": gettext_lazy("scheduled"),
    "published": gettext_lazy("published"),
    "skipped": gettext_lazy("left out"),
}


NEAR = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Day:
    slot: Slot
    post: Post | None
    state: str  # one of STATES
    state_name: str
    title: str  # of what stands there, as far as the reader of the page may know it
    authors: str
    address: str
    post_address: str  # its form; empty if it is not theirs to open
    is_today: bool
    is_near: bool  # it passed, or comes within the time in which a hole should be seen to

    @property
    def number(self):
        return self.slot.day

    @property
    def planned_on(self):
        return self.slot.planned_on

    @property
    def at(self):
        return self.slot.goes_live_at()

    @property
    def date(self):
        return date_format(self.planned_on, _("D j M Y")) if self.planned_on else _("no date")

    @property
    def weekday(self):
        return self.planned_on and self.planned_on.isoweekday()

    @property
    def is_hole(self):
        return self.state in ("empty", "idea")

    @property
    def nearness(self):
        """The class by which a hole stands out."""
        return "is-near" if self.is_near else ""

    @property
    def said(self):
        """The whole day in words, for the small square of the grid."""
        day = _("Day %(day)d, %(date)s: %(state)s") % {"day": self.number, "date": self.date, "state": self.state_name}
        return f"{day}, {self.title}" if self.title else day

    @property
    def write_address(self):
        """The form of a new role for this day, its title the idea's."""
        named = {"title": self.slot.idea.words} if self.slot.idea_id else {}
        return f"{reverse('admin:blog_role_add')}?{urlencode({'slot': self.slot.pk, **named})}"


def days_of(ledger, user):
    """Each day of a ledger as `user` may see it."""
    return days_of_slots(ledger.slots.values(), user)


def days_of_slots(slots, user):
    """The same of any slots, read with series, idea and post. A fixed number of queries."""
    slots = list(slots)
    posts = {slot.pk: slot.post for slot in slots if hasattr(slot, "post")}
    prefetch_related_objects(list(posts.values()), "bylines__author")
    own = posts.keys() if user.has_perm("blog.edit_all_posts") else own_days(posts, user)
    todays = {series: today_in(series) for series in {slot.series for slot in slots}}
    return [day_of(slot, slot.pk in own, todays[slot.series]) for slot in slots]


def own_days(posts, user):
    """The days among these whose post `user` may edit."""
    return {*Post.objects.visible_to(user).filter(slot__in=posts).values_list("slot", flat=True)}


def day_of(slot, is_theirs, today):
    post = getattr(slot, "post", None)
    state = state_of_day(slot, post)
    is_known = post is None or is_theirs or post.is_public()
    return Day(
        slot=slot,
        post=post,
        state=state,
        state_name=NAMES[state_of(post)] if post else STATES[state],
        title=title_of(slot, post) if is_known else _("somebody’s draft"),
        authors=", ".join(byline.author.name for byline in post.bylines.all()) if post and is_known else "",
        address=path_of_day(slot),
        post_address=reverse(f"admin:blog_{post.kind}_change", args=[post.pk]) if post and is_theirs else "",
        is_today=slot.planned_on == today,
        is_near=slot.planned_on is not None and slot.planned_on <= today + NEAR,
    )


def path_of_day(slot):
    return f"{path_of('admin:ledger', slot.series.slug)}{slot.day}/"


def title_of(slot, post):
    if post:
        return post.title or _("without a title")
    return slot.idea.words if slot.idea_id else slot.skip_reason


def state_of_day(slot, post):
    """What a day shows, derived from what stands there. A post that is not ready is a draft, whoever has it."""
    if post is None:
        return "skipped" if slot.skip_reason else "idea" if slot.idea_id else "empty"
    state = state_of(post)
    return state if state in STATES else "draft"


def months_of(days):
    """[(first of the month or None, its days)]"""
    months = groupby(days, key=lambda day: day.planned_on and day.planned_on.replace(day=1))
    return [(month, list(some)) for month, some in months]


# A plan, before and after


def rows_of_plan(plan, ledger):
    zone = ledger.series.zone()
    return [
        {
            "day": change.day,
            "date": date_of(ledger.slots[change.day].planned_on),
            "is_added": change.day in plan.added,
            "before": in_words(change.before, ledger),
            "after": in_words(change.after, ledger),
            "time": time_told(plan, change.after.post, zone),
        }
        for change in plan.changes
    ]


def date_of(planned_on: datetime.date | None):
    return date_format(planned_on, _("D j M Y")) if planned_on else _("no date")


def in_words(place, ledger):
    if place.skip:
        return _("left out: %(reason)s") % {"reason": place.skip}
    if place.post is None and place.idea is None:
        return ""
    kind = NAMES[state_of(ledger.post(place.post))] if place.post else STATES["idea"]
    return f"{ledger.title(place)} ({kind})"


def time_told(plan, post, zone):
    """What becomes of the time at which the post that comes to a day was to come out."""
    if post in plan.public:
        return _("stays published, under this number")
    if post not in plan.times:
        return ""
    _before, after = plan.times[post]
    return time_in_short(after, zone) if after else _("no time any more: that of this day has passed")
