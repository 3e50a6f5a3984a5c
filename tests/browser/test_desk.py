"""The reader's desk: a role kept and marked as read where it stands, with script and without."""

import re

import pytest
from playwright.sync_api import expect

from blog.models import KeptPost, Post
from tests.accounts.people import confirmed
from tests.factories import PASSWORD, RoleFactory, SeriesFactory


@pytest.fixture
def role(db):
    series = SeriesFactory(slots=3)
    role = RoleFactory(published=True, title="Typesetter")
    Post.objects.filter(pk=role.pk).update(slot=series.slots.get(day=2))
    return role


@pytest.fixture
def reader(db):
    return confirmed(email="ada@example.com", name="Ada")


def sign_in(page, reader, then):
    page.goto(f"/accounts/login/?next={then}")
    page.locator("input[name=login]").fill(reader.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page).to_have_url(re.compile(f"{then}$"))


def test_a_role_is_kept_and_read_in_place_and_its_day_marked(page, reader, role, assert_accessible):
    sign_in(page, reader, "/roles/typesetter/")
    mine = page.locator("[data-piece]")
    mine.get_by_role("button", name="Keep").focus()
    page.keyboard.press("Enter")
    expect(mine.get_by_role("link", name="Kept")).to_be_focused()
    mine.get_by_role("button", name="Mark as read").click()
    expect(mine.get_by_role("button", name="Read", exact=True)).to_have_attribute("aria-pressed", "true")
    assert_accessible(page)
    page.goto("/series/365-roles/")
    expect(page.locator("li.day.read")).to_have_text("Day 2: Typesetter (read)")
    assert_accessible(page)
    page.goto("/me/")
    expect(page.get_by_role("main")).to_contain_text("1 of 1 read")
    assert_accessible(page)


def test_things_are_followed_where_they_stand(page, reader, role, assert_accessible):
    sign_in(page, reader, "/series/365-roles/")
    follow = page.locator("[data-piece]")
    follow.get_by_role("button", name="Follow").focus()
    page.keyboard.press("Enter")
    expect(follow.get_by_role("button", name="Followed")).to_be_focused()
    assert_accessible(page)
    page.reload()
    follow.get_by_role("button", name="Followed").click()
    expect(follow.get_by_role("button", name="Follow", exact=True)).to_be_visible()
    assert not reader.follows.exists()
    page.goto("/roles/typesetter/")
    page.get_by_role("button", name="Follow its changes").click()
    expect(page.get_by_role("button", name="Followed")).to_have_attribute("aria-pressed", "true")
    assert reader.follows.get().role_id == role.pk


def test_cards_say_that_a_post_is_kept(page, open_page, reader, role, assert_accessible):
    other = RoleFactory(published=True, title="Überseekauffrau", slug="überseekauffrau")
    RoleFactory(published=True, title="Printer")
    for post in (role, other):
        KeptPost.objects.create(reader=reader, post=post)
    sign_in(page, reader, "/roles/")
    for title in ("Typesetter", "Überseekauffrau"):
        expect(page.get_by_role("link", name=f"Kept {title}")).to_be_visible()
    expect(page.get_by_role("link", name="Keep Printer")).to_be_visible()
    assert_accessible(page)
    stranger, asked = open_page(), []
    stranger.on("request", lambda request: asked.append(request.url))
    stranger.goto("/roles/")
    expect(stranger.get_by_role("link", name="Keep Typesetter")).to_be_visible()
    assert not [url for url in asked if "/me/" in url]


def test_on_a_telephone_one_line_leads_to_ones_desk(phone, reader, let_in, assert_accessible):
    phone.goto("/")
    strangers = phone.locator(".masthead").bounding_box()
    expect(phone.locator(".masthead").get_by_role("link", name="Sign in")).to_be_visible()
    let_in(phone, reader).goto("/")
    mine = phone.locator(".masthead").get_by_role("link", name=reader.name)
    expect(mine).to_be_visible()
    assert phone.locator(".masthead").bounding_box() == strangers
    assert_accessible(phone)
    phone.set_viewport_size({"width": 320, "height": 700})
    parts = ".masthead-links li, .masthead-search-link, .masthead-reader, [data-theme-switch]"
    middles = phone.locator(parts).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => Math.round(box.top + box.height / 2))"
    )
    assert len(set(middles)) == 1
    mine.click()
    expect(phone).to_have_url(re.compile("/me/$"))


def test_without_script_the_same_is_a_page_and_fits_a_telephone(open_page, reader, role, assert_fits):
    page = open_page(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    page.goto("/roles/typesetter/")
    page.get_by_role("link", name="Keep, or mark as read").click()
    page.locator("input[name=login]").fill(reader.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.get_by_label("A new list").fill("To try tonight")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("main")).to_contain_text("Kept in “To try tonight”")
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("main")).to_contain_text("You have read it")
    page.goto("/me/kept/")
    expect(page.get_by_role("main")).to_contain_text("Typesetter")
    assert_fits(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("New list")).to_be_hidden()
