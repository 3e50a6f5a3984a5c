import datetime

import pytest
from django.utils import timezone

from blog.models import Slot
from tests.factories import RoleFactory, SeriesFactory

from .page import assert_same_for_all, paths, tree, words

pytestmark = pytest.mark.django_db


def on_day(number, **fields):
    role = RoleFactory(published=True, day=number, title=f"Role of day {number}", **fields)
    return role


def test_the_calendar_shows_each_day_as_what_it_is(client):
    SeriesFactory(slots=8, slots__first_day=timezone.localdate() - datetime.timedelta(days=3))
    on_day(1)
    on_day(2)
    RoleFactory(scheduled=True, day=5, title="Not to be told")
    Slot.objects.filter(day=6).update(skip_reason="A holiday")
    page = client.get("/series/365-roles/")
    cells = tree(page).xpath("//ol[@class='month-days']/li")
    kinds = [[kind for kind in cell.get("class").split() if kind in ("out", "to-come", "skipped")] for cell in cells]
    assert kinds == [["out"], ["out"], ["to-come"], ["to-come"], ["to-come"], ["skipped"], ["to-come"], ["to-come"]]
    assert ["today" in cell.get("class").split() for cell in cells].index(True) == 3
    assert "Not to be told" not in page.content.decode()
    assert "A holiday" not in page.content.decode()


def test_the_calendar_reads_aloud_and_is_a_plain_list_below(client):
    SeriesFactory(slots=20)
    for number in (1, 2, 8):
        on_day(number)
    page = client.get("/series/365-roles/")
    assert words(page, "(//ol[@class='month-days']//a)[1]") == "Day 1: Role of day 1"
    assert words(page, "//section[@class='weeks']") == (
        "Week by week Week 2 8 Role of day 8 Week 1 1 Role of day 1 2 Role of day 2"
    )


def test_days_without_a_date_are_drawn_as_well(client):
    SeriesFactory(slots=3)
    Slot.objects.update(planned_on=None)
    on_day(1)
    page = client.get("/series/365-roles/")
    assert "Without a date" in words(page)
    assert "Day 2 has no date yet." in words(page)


def test_a_series_without_days_and_a_site_without_series_say_so(client):
    assert "There is no series yet." in words(client.get("/series/"))
    SeriesFactory(name="Empty", slug="empty")
    assert "Nothing of this series is out yet." in words(client.get("/series/empty/"))


def test_every_series_is_listed_with_how_far_it_is(client):
    SeriesFactory(slots=5)
    SeriesFactory(name="Second", slug="second", is_default=False, slots=4)
    on_day(1)
    page = client.get("/series/")
    assert paths(page, "//main//h2/a/@href") == ["/series/365-roles/", "/series/second/"]
    assert "1 of 5 is out." in words(page)
    assert "0 of 4 are out." in words(page)


def test_the_address_of_a_day_leads_to_its_post(client):
    SeriesFactory(slots=5)
    role = on_day(2)
    response = client.get("/series/365-roles/2/")
    assert (response.status_code, response.headers["Location"]) == (302, role.get_absolute_url())


@pytest.mark.parametrize("day", ["3", "4", "0", "99", "123456789012345678901234567890", "x", "-1"])
def test_a_day_without_a_public_post_is_not_found(client, day):
    SeriesFactory(slots=5)
    RoleFactory(scheduled=True, day=3)
    assert client.get(f"/series/365-roles/{day}/").status_code == 404


def test_series_pages_are_the_same_for_all(client):
    SeriesFactory(slots=5)
    on_day(1)
    for path in ("/series/", "/series/365-roles/"):
        assert_same_for_all(client.get(path))


def test_the_calendar_asks_the_same_for_a_week_and_for_a_year(client, django_assert_max_num_queries):
    SeriesFactory(slots=7)
    on_day(1)
    with django_assert_max_num_queries(8) as week:
        client.get("/series/365-roles/")
    Slot.objects.bulk_create(Slot(series_id=Slot.objects.first().series_id, day=day) for day in range(8, 366))
    for number in range(2, 12):
        on_day(number)
    with django_assert_max_num_queries(8) as year:
        client.get("/series/365-roles/")
    assert len(week) == len(year)
