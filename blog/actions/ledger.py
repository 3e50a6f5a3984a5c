"""What stands on the days of a series, and plans for other days."""

import datetime
import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models import Idea, Post, Series, Slot


class Refused(Exception):
    """An act that cannot be done; the argument says why, in a sentence for the editor."""


class LedgerChanged(Refused):
    """The days are others than those the editor confirmed."""

    def __init__(self):
        super().__init__(_("The days have changed meanwhile. Nothing was done: look at the plan again."))


class PastTheEnd(Refused):
    """Something would be pushed past the last day."""

    def __init__(self, last):
        self.last = last
        super().__init__(_("Day %(day)d is the last one, and it is taken. Shall one more be added?") % {"day": last})


class IsPublished(Refused):
    """A published post would move that was not named."""

    def __init__(self, day, title):
        self.day = day
        facts = {"day": day, "title": title}
        super().__init__(
            _("“%(title)s” is published: readers know it as day %(day)d. Name day %(day)d if it is to move.") % facts
        )


class Place(NamedTuple):
    """What stands on a day: the numbers of its post and its idea, or why it is left out."""

    post: int | None = None
    idea: int | None = None
    skip: str = ""


EMPTY = Place()


class Change(NamedTuple):
    day: int
    before: Place
    after: Place


@dataclass(frozen=True)
class Plan:
    """What an act would change. `times`: {post: (time to come out before, after)} of scheduled posts that move."""

    words: str
    changes: list[Change]
    times: dict = field(default_factory=dict)
    public: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)

    def signature(self):
        """Of what was shown and confirmed: another one means that something has changed meanwhile."""
        facts = repr((self.words, self.changes, sorted(self.times.items()), sorted(self.public), self.added))
        return hashlib.sha256(facts.encode()).hexdigest()[:20]

    def moved(self):
        """{post: its day afterwards, or None} of each post whose day changes."""
        before = {change.before.post: change.day for change in self.changes}
        after = {change.after.post: change.day for change in self.changes}
        posts = (before.keys() | after.keys()) - {None}
        return {post: after.get(post) for post in posts if before.get(post) != after.get(post)}


# Of a slot and of what stands there; a post's texts are never read for it.
SLOT_FIELDS = ("series", "day", "planned_on", "skip_reason", "idea__words")
POST_FIELDS = ("kind", "slug", "title", "state", "publish_at", "slot")


class Ledger:
    """The days of a series with what stands there, as it is now. One query."""

    def __init__(self, series):
        self.series, self.now = series, timezone.now()
        rows = series.slots.select_related("idea", "post").order_by("day")
        rows = rows.only(*SLOT_FIELDS, *(f"post__{name}" for name in POST_FIELDS))
        self.slots = {slot.day: self.known(slot) for slot in rows}
        self.posts = {slot.post.pk: slot.post for slot in self.slots.values() if hasattr(slot, "post")}
        self.ideas = {slot.idea_id: slot.idea for slot in self.slots.values() if slot.idea_id}
        self.added = []

    def known(self, slot):
        slot.series = self.series  # read already
        return slot

    def slot(self, day):
        if day not in self.slots:
            raise Refused(_("“%(series)s” has no day %(day)s.") % {"series": self.series, "day": day})
        return self.slots[day]

    def days_from(self, day):
        return [other for other in self.slots if other >= day]

    def place(self, day):
        slot = self.slot(day)
        post = getattr(slot, "post", None)
        return Place(post and post.pk, slot.idea_id, slot.skip_reason)

    def post(self, pk):
        """One that stands here, or one without a day that an act puts here."""
        if pk not in self.posts and (post := Post.objects.only(*POST_FIELDS).filter(pk=pk).first()):
            self.posts[pk] = post
        return self.posts.get(pk)

    def idea(self, pk):
        if pk not in self.ideas and (idea := Idea.objects.filter(pk=pk).first()):
            self.ideas[pk] = idea
        return self.ideas.get(pk)

    def is_public(self, place):
        return place.post is not None and self.post(place.post).is_public(self.now)

    def title(self, place):
        post = place.post and self.post(place.post)
        idea = place.idea and self.idea(place.idea)
        return (post.title if post else idea.words if idea else "") or _("without a title")

    def want_named(self, day, named):
        """Published days move only when they are asked for by name."""
        place = self.place(day)
        if self.is_public(place) and day not in named:
            raise IsPublished(day, self.title(place))

    def add_day(self):
        """One more day at the end, one date on; made when the plan is carried out."""
        last = self.slots[max(self.slots)]
        slot = Slot(series=self.series, day=last.day + 1)
        dates = [slot.planned_on for slot in self.slots.values() if slot.planned_on]
        slot.planned_on = max(dates) + datetime.timedelta(days=1) if dates else None
        self.slots[slot.day] = slot
        self.added.append(slot.day)
        return slot.day

    def plan(self, words, after, times=None):
        """The plan that `after`, {day: Place}, stands there."""
        changes = [Change(day, self.place(day), place) for day, place in sorted(after.items())]
        plan = Plan(words, [change for change in changes if change.before != change.after], added=self.added)
        for pk, day in plan.moved().items():
            post, given = self.post(pk), (times or {}).get(pk)
            if post.is_public(self.now):
                plan.public.append(pk)
            elif post.publish_at or given:
                plan.times[pk] = (post.publish_at, given or self.time_on(day))
        if not plan.changes:
            raise Refused(_("It stands so already."))
        return plan

    def time_on(self, day):
        """When a scheduled post comes out on that day; None if that has passed, for it would come out at once."""
        time = day and self.slots[day].goes_live_at()
        return time if time and time > self.now else None


def lock(series):
    """Whoever else rearranges these days, or changes a post on them, waits until the present transaction is through."""
    series = Series.objects.select_for_update().get(pk=series.pk)
    on_days = Post.objects.filter(slot__in=series.slots.order_by().values("pk"))
    list(on_days.select_for_update().order_by("pk").values_list("pk"))
    return series
