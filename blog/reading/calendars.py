"""A series as a calendar: what each of its days shows."""

import datetime
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from django.db.models import BigIntegerField, DateTimeField, FilteredRelation, Q
from django.utils import timezone
from django.utils.safestring import mark_safe

from blog.caching import made_of, until
from blog.models import Post, Series, Slot
from blog.models.prepared import Given, Prepared
from blog.models.times import as_text
from blog.models.watched import name_of
from blog.paths import path_of

# Of a slot and, where the public may see it, of its post.
FIELDS = ("day", as_text("planned_on"), "skip_reason")  # a date of which only another is looked at
DATED_KINDS = (Post.Kind.ROLE, Post.Kind.ESSAY)
PUBLIC_FIELDS = ("public__kind", "public__slug", "public__title", "public__category__hue")


class Day(NamedTuple):
    number: int
    planned_on: datetime.date | None
    is_skipped: bool
    is_today: bool
    title: str = ""  # with path and hue: of a post that is out
    path: str = ""
    hue: int | None = None

    @property
    def weekday(self):
        """1 for Monday; None without a date."""
        return self.planned_on and self.planned_on.isoweekday()

    @property
    def state(self):
        """The class that draws it."""
        return "out" if self.path else "skipped" if self.is_skipped else "to-come"

    @property
    def classes(self):
        """All that draw it."""
        hue = "" if self.hue is None else f" hue-{self.hue}"
        return f"{self.state}{hue}{' today' if self.is_today else ''}"


@dataclass(frozen=True)
class Calendar:
    series: Series
    days: list[Day]

    @cached_property
    def out(self):
        return [day for day in self.days if day.path]

    @cached_property
    def next(self):
        """The day that comes out next: the first that is neither out nor skipped after the last that is out."""
        last = self.out[-1].number if self.out else 0
        return next((day for day in self.days if day.number > last and not day.is_skipped), None)

    def squares(self):
        """Each day as an empty element of its classes: a template's loop takes thirty times as long."""
        # Classes are words of ours and numbers: nothing to escape.
        return mark_safe("".join([f'<i class="{day.classes}"></i>' for day in self.days]))  # noqa: S308

    def months(self):
        """[(first of the month, days)]; days without a date come as a month that is None."""
        months = groupby(self.days, key=lambda day: day.planned_on and day.planned_on.replace(day=1))
        return [(month, list(days)) for month, days in months]

    def weeks(self):
        """[(number, days that are out)] of seven days each, the latest first."""
        weeks = groupby(self.out, key=lambda day: (day.number - 1) // 7 + 1)
        return [(number, list(days)) for number, days in weeks][::-1]


def calendar_of(series):
    """One query, however many days."""
    now = timezone.now()
    made_of(f"days:{series.pk}", name_of(series), "names:category")  # of which the days have their colours
    until(midnight_after(now, series.zone()))
    return Calendar(series, days_of(tuple(slots(series=series.pk, now=now)), now.astimezone(series.zone()).date()))


@Prepared
def slots():
    public = Q(post__publish_at__lte=Given("now", DateTimeField()))
    days = Slot.objects.filter(series=Given("series", BigIntegerField())).order_by("day")
    return days.annotate(public=FilteredRelation("post", condition=public)).values_list(*FIELDS, *PUBLIC_FIELDS)


def midnight_after(now, zone):
    """When another day is today's."""
    tomorrow = now.astimezone(zone).date() + datetime.timedelta(days=1)
    return datetime.datetime.combine(tomorrow, datetime.time.min, tzinfo=zone)


@lru_cache(maxsize=20)
def days_of(rows, today):
    """Put together again only when a row is another, or the day: some hundreds for a page that shows squares."""
    return [
        Day(number, date, bool(skip_reason), date == today, *(shown(*post) if post[0] else ()))
        for number, planned_on, skip_reason, *post in rows
        for date in [planned_on and datetime.date.fromisoformat(planned_on)]
    ]


def shown(kind, slug, title, hue):
    return title, path_of(f"blog:{kind}", slug), hue
