"""
What editors do with the days of a series. Each act is what was asked for; `plan_of` gives what it would change, `do`
does it, if that is still what was confirmed. Posts keep their addresses whatever their day.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from blog.models import Idea

from .ledger import EMPTY, PastTheEnd, Place, Refused

SWAP, PUSH, HOLE = "swap", "push", "hole"


@dataclass(frozen=True)
class Move:
    """
    What stands on `day` goes to day `to`. What stands there comes back in exchange (SWAP) or goes one day on, and what
    stands there too, up to the first empty day (PUSH); or nothing stands there (HOLE). Days in `named` move though
    they are published, `add` allows one more day at the end.
    """

    day: int
    to: int
    way: str = HOLE
    named: frozenset = frozenset()
    add: bool = False

    def plan(self, ledger):
        here = ledger.place(self.day)
        if here.post is None and here.idea is None:
            raise Refused(_("Nothing stands on day %(day)d.") % {"day": self.day})
        ledger.want_named(self.day, self.named)
        want_open(ledger, self.to)
        if self.day == self.to:
            raise Refused(_("It stands on day %(day)d already.") % {"day": self.day})
        after = {SWAP: self.swapped, PUSH: self.pushed, HOLE: self.with_hole}[self.way](ledger, here)
        words = {
            SWAP: _("Day %(day)d and day %(to)d swapped"),
            PUSH: _("Day %(day)d moved to day %(to)d, the rest pushed on"),
            HOLE: _("Day %(day)d moved to day %(to)d, leaving a hole"),
        }
        return ledger.plan(words[self.way] % {"day": self.day, "to": self.to}, after)

    def swapped(self, ledger, here):
        ledger.want_named(self.to, self.named)
        return {self.day: ledger.place(self.to), self.to: here}

    def with_hole(self, ledger, here):
        if (there := ledger.place(self.to)) != EMPTY:
            facts = {"day": self.to, "title": ledger.title(there)}
            raise Refused(_("“%(title)s” stands on day %(day)d: swap them, or push the rest.") % facts)
        return {self.day: EMPTY, self.to: here}

    def pushed(self, ledger, here):
        ledger.want_named(self.to, self.named)
        after, carried = {self.day: EMPTY}, here
        for day in ledger.days_from(self.to):
            if carried == EMPTY:
                return after
            if not self.stays(ledger, day):
                after[day], carried = carried, EMPTY if day == self.day else ledger.place(day)
        return after if carried == EMPTY else after | {self.day_more(ledger): carried}

    def day_more(self, ledger):
        if not self.add:
            raise PastTheEnd(max(ledger.slots))
        return ledger.add_day()

    def stays(self, ledger, day):
        """Whether the push goes past a day: it is left out, or published and not named."""
        place = ledger.place(day)
        return bool(place.skip) or (day not in {self.day, *self.named} and ledger.is_public(place))


@dataclass(frozen=True)
class Skip:
    """A day is left out on purpose. An idea that stood there is free again."""

    day: int
    reason: str

    def plan(self, ledger):
        if not self.reason.strip():
            raise Refused(_("Say why the day is left out."))
        want_without_post(ledger, self.day)
        words = _("Day %(day)d left out") % {"day": self.day}
        return ledger.plan(words, {self.day: Place(skip=self.reason.strip())})


@dataclass(frozen=True)
class TakeBack:
    """A day that was left out is to be filled again."""

    day: int

    def plan(self, ledger):
        if not ledger.place(self.day).skip:
            raise Refused(_("Day %(day)d is not left out.") % {"day": self.day})
        return ledger.plan(_("Day %(day)d is to be filled again") % {"day": self.day}, {self.day: EMPTY})


@dataclass(frozen=True)
class PutIdea:
    """An idea that stands nowhere else goes onto a day without a post."""

    day: int
    idea: int

    def plan(self, ledger):
        want_open(ledger, self.day)
        want_without_post(ledger, self.day)
        idea = Idea.objects.filter(pk=self.idea, slots=None).first()
        if idea is None:
            raise Refused(_("This idea is gone, or stands on a day already."))
        words = _("“%(idea)s” put onto day %(day)d") % {"idea": idea.words, "day": self.day}
        return ledger.plan(words, {self.day: Place(idea=idea.pk)})


@dataclass(frozen=True)
class PutPost:
    """A post without a day goes onto one without a post."""

    day: int
    post: int

    def plan(self, ledger):
        want_open(ledger, self.day)
        want_without_post(ledger, self.day)
        post = ledger.post(self.post)
        if post is None or post.slot_id is not None or post.kind == post.Kind.PAGE or post.is_public(ledger.now):
            raise Refused(_("This post is gone, is published, or has a day already."))
        words = _("“%(title)s” put onto day %(day)d") % {"title": post.title, "day": self.day}
        return ledger.plan(words, {self.day: ledger.place(self.day)._replace(post=post.pk)})


@dataclass(frozen=True)
class TakeOff:
    """What stands on a day stands on none. A published post only if its day is named."""

    day: int
    named: frozenset = frozenset()

    def plan(self, ledger):
        place = ledger.place(self.day)
        if place.post is None and place.idea is None:
            raise Refused(_("Nothing stands on day %(day)d.") % {"day": self.day})
        ledger.want_named(self.day, self.named)
        words = _("“%(title)s” taken off day %(day)d") % {"title": ledger.title(place), "day": self.day}
        return ledger.plan(words, {self.day: EMPTY})


def want_open(ledger, day):
    if ledger.place(day).skip:
        raise Refused(_("Day %(day)d is left out on purpose. Take that back first.") % {"day": day})


def want_without_post(ledger, day):
    if (place := ledger.place(day)).post is not None:
        facts = {"day": day, "title": ledger.title(place)}
        raise Refused(_("“%(title)s” stands on day %(day)d: move it first.") % facts)
