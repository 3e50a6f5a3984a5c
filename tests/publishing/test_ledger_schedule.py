"""Planned is not scheduled: only what is ready and passes its checks gets a time to come out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import Post
from tests.factories import RoleFactory

from .ledger_pages import LEDGER, page_of, texts

pytestmark = pytest.mark.django_db

SCHEDULE = f"{LEDGER}schedule/"


def ticked(response):
    """The days that are offered for scheduling, and of them those ticked."""
    boxes = page_of(response).xpath("//input[@type='checkbox' and @name='day']")
    return [box.get("value") for box in boxes], [box.get("value") for box in boxes if box.get("checked") is not None]


def ready(day, **fields):
    return RoleFactory(day=day, state=Post.State.READY, **fields)


def test_the_ready_posts_of_the_next_days_are_scheduled_for_the_hour_of_their_days(editor_client, ten_days):
    roles = {day: ready(day) for day in (2, 4)}
    page = editor_client.get(SCHEDULE)
    assert ticked(page) == (["2", "4"], ["2", "4"])
    assert "23:59 Europe/Berlin" in page.content.decode()
    editor_client.post(SCHEDULE, {"day": ["2", "4"]})
    for day, role in roles.items():
        role.refresh_from_db()
        assert role.publish_at == ten_days.slots.get(day=day).goes_live_at()
        assert role.is_scheduled()
    assert ticked(editor_client.get(SCHEDULE)) == ([], [])


def test_a_draft_is_offered_only_when_it_passes_its_checks_and_ticked_only_when_somebody_called_it_ready(
    editor_client, ten_days
):
    RoleFactory(day=2, title="Complete")
    RoleFactory(day=3, title="Begun", bare=True)
    page = editor_client.get(SCHEDULE)
    assert ticked(page) == (["2"], [])
    assert "nobody has called it ready" in texts(page, "//tbody/tr")[0]
    assert "Name at least one perk" in texts(page, "//tbody/tr")[1]


def test_an_unready_draft_cannot_be_scheduled_whatever_is_sent(editor_client, ten_days):
    begun, lost_a_perk = RoleFactory(day=2, title="Begun", bare=True), ready(3, title="Lost a perk")
    lost_a_perk.perks.all().delete()
    answer = editor_client.post(SCHEDULE, {"day": ["2", "3", "99", "x"]}, follow=True)
    assert "Left as they were: “Begun”, “Lost a perk”" in answer.content.decode()
    for role in (begun, lost_a_perk):
        role.refresh_from_db()
        assert role.publish_at is None


def test_a_day_whose_hour_has_passed_lets_nothing_out(editor_client, ten_days):
    role = ready(1)
    ten_days.slots.filter(day=1).update(planned_on="2020-01-01")
    editor_client.post(SCHEDULE, {"day": "1"})
    role.refresh_from_db()
    assert role.publish_at is None


def test_only_the_days_asked_for_are_offered(editor_client, ten_days):
    for day in (2, 9):
        ready(day)
    assert ticked(editor_client.get(SCHEDULE, {"days": "3"}))[0] == ["2"]
    assert ticked(editor_client.get(SCHEDULE, {"days": "x"}))[0] == ["2", "9"]


def test_an_editor_declares_a_draft_ready_if_it_passes_its_checks(editor_client, ten_days):
    complete, begun = RoleFactory(day=2), RoleFactory(day=3, bare=True)
    assert "Declare it ready" in editor_client.get(f"{LEDGER}2/").content.decode()
    editor_client.post(f"{LEDGER}2/ready/")
    answer = editor_client.post(f"{LEDGER}3/ready/", follow=True)
    assert "Say why the role matters" in answer.content.decode()
    complete.refresh_from_db()
    begun.refresh_from_db()
    assert (complete.state, complete.publish_at, begun.state) == ("ready", None, "draft")
    assert editor_client.post(f"{LEDGER}7/ready/").status_code == 404


def test_the_page_costs_the_same_however_many_posts_wait(editor_client, ten_days):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert editor_client.get(SCHEDULE).status_code == 200
        return len(asked)

    ready(2)
    cost()
    few = cost()
    for day in range(3, 10):
        ready(day)
    assert cost() <= few
    assert few <= 20
