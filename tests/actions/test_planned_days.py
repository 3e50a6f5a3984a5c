"""Dates of days, the hour of each in its zone, and the warning of a day that nothing fills."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from blog.actions import holes
from blog.actions.holes import holes_before, warn_of_holes
from blog.actions.ledger import Refused
from blog.actions.scheduling import coming_days, schedule_days
from blog.actions.series import add_days, give_dates
from blog.models import DayWarning, Post, Series
from tests.factories import IdeaFactory, RoleFactory, SeriesFactory, UserFactory

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("first_day", [datetime.date(2027, 3, 26), datetime.date(2027, 10, 29)])
def test_a_series_of_nine_o_clock_stays_at_nine_across_both_changes_of_clocks(first_day):
    series = SeriesFactory(slots=5, slots__first_day=first_day, time_zone="Europe/Berlin")
    hours = [slot.goes_live_at() for slot in series.slots.all()]
    assert [hour.astimezone(BERLIN).time() for hour in hours] == [datetime.time(9)] * 5
    assert len({hour.astimezone(datetime.UTC).time() for hour in hours}) == 2


def test_what_is_scheduled_across_a_change_of_clocks_comes_out_at_nine_there():
    april = datetime.date(timezone.localdate().year + 1, 4, 1)
    sunday = april - datetime.timedelta(days=april.isoweekday())  # the last of March, to come
    before, after = sunday - datetime.timedelta(days=1), sunday + datetime.timedelta(days=1)
    series = SeriesFactory(slots=3, slots__first_day=before, time_zone="Europe/Berlin")
    for day in (1, 2, 3):
        RoleFactory(day=day, state=Post.State.READY)
    done, left = schedule_days(series, [1, 2, 3])
    assert (len(done), left) == (3, [])
    times = Post.objects.order_by("publish_at").values_list("publish_at", flat=True)
    assert [time.astimezone(BERLIN).isoformat() for time in times] == [
        f"{before}T09:00:00+01:00",
        f"{sunday}T09:00:00+02:00",
        f"{after}T09:00:00+02:00",
    ]


def test_the_next_days_are_counted_in_the_series_own_zone():
    series = SeriesFactory(slots=5, slots__first_day=datetime.date(2027, 5, 3), time_zone="Pacific/Kiritimati")
    for day in range(1, 6):
        RoleFactory(day=day)
    there_it_is_the_third = datetime.datetime(2027, 5, 2, 11, tzinfo=datetime.UTC)
    coming = coming_days(series, 1, now=there_it_is_the_third)
    assert [(day.slot.day, day.at.isoformat()) for day in coming] == [
        (1, "2027-05-03T09:00:00+14:00"),
        (2, "2027-05-04T09:00:00+14:00"),
    ]


def test_days_without_a_date_go_on_from_those_before_them():
    series = SeriesFactory(slots=2, slots__first_day=datetime.date(2027, 5, 3))
    series.slots.create(day=3)
    series.slots.create(day=4)
    assert give_dates(series, datetime.date(2030, 1, 1)) == 2
    assert [slot.planned_on.day for slot in series.slots.order_by("day")] == [3, 4, 5, 6]


def test_no_two_days_get_one_date():
    series = SeriesFactory(slots=2, slots__first_day=datetime.date(2027, 5, 3))
    series.slots.create(day=3)
    series.slots.create(day=4, planned_on=datetime.date(2027, 5, 5))
    with pytest.raises(Refused, match="one date"):
        give_dates(series, datetime.date(2027, 5, 1))
    assert series.slots.get(day=3).planned_on is None


# Warnings


@pytest.fixture
def soon(db):
    """A series whose day 2 comes out in eleven hours, day 3 a day later."""
    at = timezone.now().astimezone(BERLIN) + datetime.timedelta(hours=11)
    series = SeriesFactory(time_zone="Europe/Berlin", go_live_time=at.time().replace(second=0, microsecond=0))
    add_days(series, 3, at.date() - datetime.timedelta(days=1))
    return series


def to_warn_of(series):
    return [slot.day for slot in holes_before(timezone.now()) if slot.series_id == series.pk]


def test_editors_hear_of_an_empty_day_once(soon, editor, author, owner, mailoutbox, run_followups):
    warn_of_holes.call()
    warn_of_holes.call()
    run_followups()
    assert sorted(letter.to[0] for letter in mailoutbox) == [editor.email, owner.email]
    letter = mailoutbox[0]
    assert "Day 2 of 365 roles" in letter.subject
    when = soon.slots.get(day=2).goes_live_at()
    assert f"{when:%H:%M} Europe/Berlin" in letter.body
    assert "/admin/ledger/365-roles/2/" in letter.body
    assert DayWarning.objects.count() == 1


@pytest.mark.parametrize("way", ["scheduled", "published", "left out", "too far", "passed"])
def test_nobody_is_warned_of_a_day_that_is_seen_to_or_far_away(soon, way):
    slots = soon.slots.filter(day=2)
    if way in ("scheduled", "published"):
        RoleFactory(day=2, **{way: True})
    elif way == "left out":
        slots.update(skip_reason="Holiday")
    else:
        moved = datetime.timedelta(days=1 if way == "too far" else -1)
        slots.update(planned_on=slots.get().planned_on + moved)
    assert to_warn_of(soon) == []


@pytest.mark.parametrize("way", ["empty", "idea", "draft", "ready"])
def test_whatever_will_not_come_out_is_warned_of(soon, editor, way, mailoutbox, run_followups):
    if way == "idea":
        soon.slots.filter(day=2).update(idea=IdeaFactory(words="Night baker"))
    elif way in ("draft", "ready"):
        RoleFactory(title="Begun", day=2, state=way)
    assert to_warn_of(soon) == [2]
    warn_of_holes.call()
    run_followups()
    said = {"empty": "The day is empty", "idea": "Night baker"}.get(way, f"not scheduled ({way})")
    assert said in mailoutbox[0].body


def test_a_day_that_got_another_date_is_warned_of_again(soon, editor):
    warn_of_holes.call()
    soon.slots.filter(day=2).update(planned_on=timezone.localdate() + datetime.timedelta(days=30))
    warn_of_holes.call()
    assert DayWarning.objects.count() == 1
    later = timezone.now().astimezone(BERLIN) + datetime.timedelta(hours=11)
    soon.slots.filter(day=3).update(planned_on=later.date())
    warn_of_holes.call()
    assert DayWarning.objects.count() == 2


def test_each_series_is_asked_in_its_own_zone():
    now = datetime.datetime(2027, 5, 2, 20, 30, tzinfo=datetime.UTC)
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"):
        series = SeriesFactory(name=zone, slug=zone.rpartition("/")[2].lower(), is_default=False, time_zone=zone)
        local = (now + datetime.timedelta(hours=5)).astimezone(ZoneInfo(zone))
        Series.objects.filter(pk=series.pk).update(go_live_time=local.time())
        add_days(series, 3, local.date() - datetime.timedelta(days=1))
    assert [slot.day for slot in holes.holes_before(now)] == [2, 2, 2]
    assert {slot.goes_live_at() for slot in holes.holes_before(now)} == {now + datetime.timedelta(hours=5)}


def test_whoever_may_not_enter_the_desk_or_publish_gets_no_warning(soon, author, moderator, reader):
    UserFactory(is_superuser=True, is_staff=True, is_active=False)
    assert list(holes.people_who_publish()) == []
