"""The calendar: every series and the essays of a month, and beside it what has no day yet."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Idea, MissedSearch, Post
from tests.factories import EssayFactory, IdeaFactory, RoleFactory, SeriesFactory

from .ledger_pages import confirm, page_of, texts, titles

pytestmark = pytest.mark.django_db

CALENDAR = "/admin/ledger/"
YEAR = timezone.localdate().year + 1  # what is scheduled has to be to come
MAY = {"month": f"{YEAR}-05"}


def in_may(day, **fields):
    return {"scheduled": True, "publish_at": datetime.datetime(YEAR, 5, day, 9, tzinfo=datetime.UTC)} | fields


@pytest.fixture
def may(db):
    """Two series of three days in May, in zones of their own."""
    first = datetime.date(YEAR, 5, 3)
    SeriesFactory(slots=3, slots__first_day=first, time_zone="Europe/Berlin")
    tools = SeriesFactory(name="Tools", slug="tools", is_default=False, time_zone="Asia/Tokyo")
    tools.slots.create(day=1, planned_on=first)
    return tools


def test_all_series_and_essays_of_a_month_stand_by_their_dates(editor_client, may):
    RoleFactory(title="Night baker", day=1)
    EssayFactory(title="On sleep", **in_may(4))
    page = editor_client.get(CALENDAR, MAY)
    days = texts(page, "//*[@class='calendar-month']/li")
    assert len(days) == 31
    assert "365 roles 1 09:00 Europe/Berlin, draft Night baker" in days[2]
    assert "Tools 1 09:00 Asia/Tokyo, empty" in days[2]
    assert "On sleep 09:00 UTC, essay, scheduled" in days[3]
    assert "/admin/ledger/tools/" in page.content.decode()
    assert page_of(page).xpath("//a[@rel]/@href") == [f"?month={YEAR}-04", f"?month={YEAR}-06"]


def test_without_a_month_it_is_this_one(editor_client):
    for asked in ({}, {"month": "nonsense"}, {"month": "2027-13"}):
        page = page_of(editor_client.get(CALENDAR, asked))
        today = page.find_class("is-today")
        assert [int(day.findtext("h3").split()[1]) for day in today] == [timezone.localdate().day]


def test_what_has_no_day_is_put_onto_one(editor_client, ten_days):
    role, idea = RoleFactory(title="Waiting"), IdeaFactory(words="Wished for")
    missed = MissedSearch.objects.create(words="night baker", times=4, last_on=timezone.localdate())
    page = editor_client.get(CALENDAR)
    assert page_of(page).xpath("//input[@name='thing']/@value") == [
        f"post-{role.pk}",
        f"idea-{idea.pk}",
        f"search-{missed.pk}",
    ]
    for day, thing in [(3, f"post-{role.pk}"), (4, f"idea-{idea.pk}"), (5, f"search-{missed.pk}")]:
        slot = ten_days.slots.get(day=day)
        assert page_of(page).xpath(f"//select[@name='slot']//option[@value='{slot.pk}']")
        shown = editor_client.post(CALENDAR, {"thing": thing, "slot": slot.pk})
        confirm(editor_client, shown)
    assert titles(ten_days) == {3: "Waiting", 4: "Wished for", 5: "night baker"}
    found = Idea.objects.get(words="night baker")
    assert (found.source, found.wishes) == (Idea.Source.SEARCH, 4)
    assert page_of(editor_client.get(CALENDAR)).xpath("//input[@name='thing']") == []


@pytest.mark.parametrize(
    "sent", [{}, {"thing": "post-1"}, {"thing": "x-1", "slot": "1"}, {"thing": "idea-x", "slot": "1"}]
)
def test_what_cannot_be_put_anywhere_changes_nothing(editor_client, ten_days, sent):
    assert editor_client.post(CALENDAR, sent)["Location"] == CALENDAR
    assert titles(ten_days) == {}


def test_authors_look_and_do_not_touch(author_client, ten_days):
    RoleFactory(title="Secret draft", day=1)
    EssayFactory(title="Secret essay", scheduled=True)
    idea = IdeaFactory()
    page = author_client.get(CALENDAR).content.decode()
    assert "Secret" not in page
    assert "put_form" not in page
    slot = ten_days.slots.get(day=3)
    assert author_client.post(CALENDAR, {"thing": f"idea-{idea.pk}", "slot": slot.pk}).status_code == 403


def test_the_calendar_costs_the_same_however_much_stands_on_it(editor_client, may):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert editor_client.get(CALENDAR, MAY).status_code == 200
        return len(asked)

    def fill(day):
        RoleFactory(day=day)
        EssayFactory(**in_may(day))
        RoleFactory()
        IdeaFactory()
        MissedSearch.objects.create(words=f"words {day}", times=day, last_on=timezone.localdate())

    fill(1)
    cost()
    few = cost()
    for day in (2, 3):
        fill(day)
    for number in range(4):
        SeriesFactory(name=f"Series {number}", slug=f"series-{number}", is_default=False).slots.create(
            day=1, planned_on=datetime.date(2027, 5, 20)
        )
    assert cost() <= few
    assert few <= 20
    assert Post.objects.count() == 9
