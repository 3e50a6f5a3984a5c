"""The archive: days are those of the site's time zone."""

import datetime

import pytest

from tests.factories import EssayFactory, PageFactory, RoleFactory, refreshed_together

from .page import paths, tree, words

pytestmark = pytest.mark.django_db

UTC = datetime.UTC


def out_at(*when, **fields):
    return RoleFactory(published=True, publish_at=datetime.datetime(*when, tzinfo=UTC), **fields)


def test_years_and_months_with_their_numbers(client):
    out_at(2024, 12, 24, 9)
    out_at(2025, 1, 3, 9)
    EssayFactory(published=True, publish_at=datetime.datetime(2025, 1, 4, 9, tzinfo=UTC))
    PageFactory(published=True, publish_at=datetime.datetime(2023, 1, 4, 9, tzinfo=UTC))
    RoleFactory(scheduled=True)
    response = client.get("/archive/")
    assert paths(response, "//main//h2/a/@href") == ["/archive/2025/", "/archive/2024/"]
    assert paths(response, "//main//section//ol//a/@href") == ["/archive/2025/01/", "/archive/2024/12/"]
    assert "January 2 February" in words(response)


def test_a_month_is_there_with_its_first_post(client):
    out_at(2025, 1, 31, 23, 59)
    assert paths(client.get("/archive/"), "//main//section//ol//a/@href") == ["/archive/2025/01/"]
    out_at(2025, 2, 1, 0, 1)
    assert paths(client.get("/archive/"), "//main//section//ol//a/@href") == ["/archive/2025/01/", "/archive/2025/02/"]


def test_a_year_is_a_calendar_of_its_days(client):
    out_at(2025, 1, 3, 9)
    out_at(2025, 1, 3, 10)
    out_at(2023, 5, 5, 10)
    response = client.get("/archive/2025/")
    assert paths(response, "//table//a/@href") == ["/archive/2025/01/#day-3"]
    assert words(response, "//table//a") == "3: 2 posts"
    assert "/archive/2023/" in paths(response)
    assert len(paths(response, "//table")) == 12


def test_a_month_lists_its_posts_by_day_the_last_first(client):
    for day in (3, 3, 28):
        out_at(2025, 1, day, 9, title=f"Out on {day}")
    out_at(2025, 2, 1, 0)
    response = client.get("/archive/2025/01/")
    assert paths(response, "//main//h2/time/text()") == ["Tuesday 28 January", "Friday 3 January"]
    assert paths(response, "//main//h3/a/text()") == ["Out on 28", "Out on 3", "Out on 3"]
    assert "/archive/2025/02/" in paths(response)


def test_a_day_leads_to_the_page_it_stands_on(client):
    with refreshed_together():
        for n in range(30):
            out_at(2025, 1, 1 + n, 9, slug=f"role-{n + 1}")
    calendar = paths(client.get("/archive/2025/"), "//table//a/@href")
    assert "/archive/2025/01/#day-7" in calendar
    assert "/archive/2025/01/?page=2#day-6" in calendar
    assert paths(client.get("/archive/2025/01/?page=2"), "//h2[@id='day-6']")
    assert len(paths(client.get("/archive/2025/01/"), "//h3")) == 24


def test_midnight_is_that_of_the_site(client, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    out_at(2024, 12, 31, 15, 0, title="Of the new year")
    out_at(2024, 12, 31, 14, 59, title="Of the old year")
    assert paths(client.get("/archive/"), "//main//h2/a/text()") == ["2025", "2024"]
    assert paths(client.get("/archive/2025/01/"), "//h3/a/text()") == ["Of the new year"]
    assert paths(client.get("/archive/2024/12/"), "//h3/a/text()") == ["Of the old year"]
    assert paths(client.get("/archive/2025/"), "//table//a/@href") == ["/archive/2025/01/#day-1"]


def test_months_with_a_change_of_the_clock_are_whole(client, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    out_at(2025, 3, 30, 0, 30)
    out_at(2025, 3, 30, 21, 59)
    out_at(2025, 3, 30, 22, 1, title="Of the next day")
    assert words(client.get("/archive/2025/03/"), "//td/a[starts-with(., '30')]") == "30: 2 posts"


def test_weeks_begin_where_the_language_has_them_begin(client, settings):
    out_at(2025, 1, 3, 9)
    assert words(client.get("/archive/2025/01/"), "//thead//th[1]") == "MoMonday"
    settings.LANGUAGE_CODE = "en-us"
    assert words(client.get("/archive/2025/01/"), "//thead//th[1]") == "SuSunday"
    first_week = tree(client.get("/archive/2025/01/")).xpath("//tbody/tr[1]/td")
    assert [cell.text_content().strip() for cell in first_week] == ["", "", "", "1", "2", "3: 1 post", "4"]


@pytest.mark.parametrize(
    "path",
    [
        "2024/",
        "2025/02/",
        "2025/13/",
        "2025/00/",
        "2025/1/",
        "0000/",
        "0001/",
        "9999/",
        "9999/12/",
        "2999/12/",
        "20255/",
        "2025/01/03/",
        "١٢٣٤/",
    ],
)
def test_where_nothing_came_out_the_answer_is_not_here(client, path):
    out_at(2025, 1, 3, 9)
    assert client.get(f"/archive/{path}").status_code == 404


def test_the_answer_names_what_is_empty(client):
    response = client.get("/archive/2019/05/")
    assert "Nothing came out in May 2019." in words(response)
    assert "/archive/" in paths(response)
