"""A day slips and is put right by the keyboard; every page of the ledger on a screen and on a phone."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import expect

from blog.publishing.groups import keep_groups
from tests.conftest import client_of
from tests.factories import EssayFactory, IdeaFactory, RoleFactory, SeriesFactory, UserFactory

LEDGER = "/admin/ledger/365-roles/"


@pytest.fixture
def session(transactional_db, site_url):
    """The cookie of an editor who is signed in; a series of forty days with some of everything on it."""
    keep_groups()
    series = SeriesFactory(slots=40, time_zone="Europe/Berlin")
    for day in (29, 30, 31):
        RoleFactory(title=f"Out on day {day}", day=day, published=True)
    for day in (32, 33):
        RoleFactory(title=f"Draft of day {day}", day=day, state="ready")
    RoleFactory(title="Begun", day=35, bare=True)
    series.slots.filter(day=36).update(idea=IdeaFactory(words="Night baker"))
    series.slots.filter(day=37).update(skip_reason="Holiday")
    RoleFactory(title="Waiting for a day")
    EssayFactory(title="On sleep", publish_at=timezone.now(), published=True)
    IdeaFactory()
    editor = UserFactory(name="Edda", email="edda@example.com", is_staff=True)
    editor.groups.add(Group.objects.get(name="editor"))
    value = client_of(editor).cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site_url}


def test_a_day_slips_and_is_taken_back_by_the_keyboard(page, session):
    page.context.add_cookies([session])
    page.goto(f"{LEDGER}32/")
    page.get_by_label("To day").focus()
    page.keyboard.type("33")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Push the rest by a day")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="34")).to_contain_text("Draft of day 33")
    page.get_by_role("button", name="Yes, change it").press("Enter")
    expect(page.get_by_text("Day 32 moved to day 33, the rest pushed on").first).to_be_visible()
    page.locator(".messagelist").get_by_role("link", name="Take it back").press("Enter")
    page.get_by_role("button", name="Yes, change it").press("Enter")
    expect(page.get_by_role("link", name="Draft of day 32", exact=True)).to_be_visible()
    expect(page.locator("#day-32")).to_contain_text("Draft of day 32")


def test_a_day_is_dragged_onto_another(page, session):
    page.context.add_cookies([session])
    page.goto(LEDGER)
    page.locator("[data-day='32']").drag_to(page.locator("[data-day='34']"))
    expect(page.get_by_label("To day")).to_have_value("34")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_can_be_used_by_everyone(open_page, session, assert_accessible, assert_fits, scheme):
    for width in (1280, 360):
        page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
        page.context.add_cookies([session])
        for address in ("/admin/ledger/", LEDGER, f"{LEDGER}32/", f"{LEDGER}36/", f"{LEDGER}37/", f"{LEDGER}schedule/"):
            page.goto(address)
            assert_fits(page)
            assert_accessible(page)
        page.goto(f"{LEDGER}32/")
        page.get_by_label("To day").fill("33")
        page.get_by_role("button", name="Show what changes").first.click()
        expect(page.get_by_role("button", name="Yes, change it")).to_be_visible()
        assert_fits(page)
        assert_accessible(page)
