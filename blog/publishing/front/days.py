"""One day of a series on the front page: what stands there, and where one does something about it."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from blog.models import Slot

from ..states import NAMES, state_of
from ..times import time_in_words

READY = ("scheduled", "ready")  # what can go out on its day


@dataclass(frozen=True)
class Day:
    date: datetime.date
    slot: Slot | None
    state: str
    state_name: str
    title: str
    address: str

    @property
    def is_hole(self):
        return self.state in ("empty", "idea")


def day_of(slot, own):
    """`own`: the ids of the posts whose titles the reader may know, or None for all."""
    post = getattr(slot, "post", None)
    if post is None:
        return left_out(slot) if slot.skip_reason else empty_day(slot)
    state, is_known = state_of(post), own is None or post.pk in own
    title = (post.title or _("without a title")) if is_known or post.is_public() else _("somebody’s draft")
    address = reverse(f"admin:blog_{post.kind}_change", args=[post.pk]) if is_known else ""
    return Day(slot.planned_on, slot, state, NAMES[state], title, address)


def left_out(slot):
    address = reverse("admin:blog_slot_change", args=[slot.pk])
    return Day(slot.planned_on, slot, "skipped", _("left out"), slot.skip_reason, address)


def empty_day(slot):
    idea = slot.idea.words if slot.idea_id else ""
    typed = {"slot": slot.pk} | ({"title": idea} if idea else {})
    state, name = ("idea", _("idea")) if idea else ("empty", _("empty"))
    return Day(slot.planned_on, slot, state, name, idea, f"{reverse('admin:blog_role_add')}?{urlencode(typed)}")


def no_day(date):
    return Day(date, None, "none", _("no day"), "", "")


def day_in_words(day, series):
    """The sentence about today's day."""
    if day.slot is None:
        return _("No day is planned for today.")
    at = day.slot.post.publish_at if day.state in ("published", "scheduled") else series.goes_live_at(day.date)
    facts = {"day": day.slot.day, "title": day.title, "when": time_in_words(at, series.zone(), _("H:i"))}
    match day.state:
        case "published":
            return _("Day %(day)d is out: “%(title)s”.") % facts
        case "scheduled":
            return _("Day %(day)d comes out at %(when)s: “%(title)s”.") % facts
        case "ready":
            return _("Day %(day)d is ready and has no time to come out: “%(title)s”. Its hour is %(when)s.") % facts
        case "idea":
            return _("Day %(day)d is only an idea: “%(title)s”. Its hour is %(when)s.") % facts
        case "empty":
            return _("Nothing is there for day %(day)d. Its hour is %(when)s.") % facts
        case "skipped":
            return _("Day %(day)d is left out: %(title)s.") % facts
        case _other:
            return _("Day %(day)d is not ready: “%(title)s”. Its hour is %(when)s.") % facts
