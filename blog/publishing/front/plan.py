"""Today, how long the ready posts last, and the next fourteen days of every series."""

import datetime
from dataclasses import dataclass

from django.db.models import Max
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from blog.models import Post, Series, Slot

from .days import READY, Day, day_in_words, day_of, no_day

DAYS_SHOWN = 14
DAYS_LOOKED_AT = 60  # a runway longer than this is long enough
A_DAY = datetime.timedelta(days=1)
SLOT_FIELDS = ("day", "planned_on", "skip_reason", "series", "idea", "idea__words")
POST_FIELDS = tuple(f"post__{name}" for name in ("slot", "kind", "slug", "title", "state", "publish_at"))


@dataclass(frozen=True)
class Plan:
    """The coming days of one series."""

    series: Series
    today: Day
    runway: int
    is_runway_longer: bool
    days: list
    address: str  # of the page with all its days

    @property
    def holes(self):
        return sum(day.is_hole for day in self.days)

    @property
    def today_in_words(self):
        return day_in_words(self.today, self.series)

    @property
    def comes_out(self):
        return f"{self.series.go_live_time:%H:%M} {self.series.time_zone}"


def plan(user):
    if not user.has_perm("blog.view_slot"):
        return None
    now = timezone.now()
    # In its own order, said once more: a query with groups has none of its model's.
    series = Series.objects.annotate(ends_on=Max("slots__planned_on")).order_by(*Series._meta.ordering)
    going_on = series.filter(ends_on__gte=now.date() - A_DAY)
    slots, own = near_slots(now.date()), own_posts(user, now.date())
    return {"plans": [plan_of(series, slots.get(series.pk, []), own, now) for series in going_on]}


def near_slots(today):
    """{id of a series: its days from yesterday on}: elsewhere today is another date."""
    days = near(Slot.objects.all(), "planned_on", today).select_related("idea", "post").only(*SLOT_FIELDS, *POST_FIELDS)
    found = {}
    for slot in days.order_by("planned_on", "day"):
        found.setdefault(slot.series_id, []).append(slot)
    return found


def near(rows, date, today):
    return rows.filter(**{f"{date}__range": (today - A_DAY, today + A_DAY * DAYS_LOOKED_AT)})


def own_posts(user, today):
    """The ids of posts whose titles may be read; None is all: an author reads their own, and what is public."""
    if user.has_perm("blog.edit_all_posts"):
        return None
    return set(near(Post.objects.visible_to(user), "slot__planned_on", today).values_list("pk", flat=True))


def plan_of(series, slots, own, now):
    today = now.astimezone(series.zone()).date()
    by_date = {}
    for slot in slots:
        if slot.planned_on >= today:
            by_date.setdefault(slot.planned_on, []).append(day_of(slot, own))
    runway, is_runway_longer = ready_days([day for days in by_date.values() for day in days])
    shown = [date for n in range(DAYS_SHOWN) if (date := today + A_DAY * n) <= series.ends_on]
    return Plan(
        series=series,
        today=by_date.get(today, [no_day(today)])[0],
        runway=runway,
        is_runway_longer=is_runway_longer and series.ends_on > today + A_DAY * DAYS_LOOKED_AT,
        days=[day for date in shown for day in by_date.get(date, [no_day(date)])],
        address=ledger_address(series),
    )


def ready_days(coming):
    """
    How many days in a row have their post, and whether these are all there were to look at. Days that are out already
    or left out do not count.
    """
    number = 0
    for day in coming:
        if day.state in READY:
            number += 1
        elif day.state not in ("published", "skipped"):
            return number, False
    return number, True


def ledger_address(series):
    try:
        return reverse("admin:ledger", args=[series.slug])
    except NoReverseMatch:
        return reverse("admin:blog_series_change", args=[series.pk])
