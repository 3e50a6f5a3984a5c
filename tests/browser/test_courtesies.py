"""What scripts add to the pages of reading, and that they stay away where they are not wanted."""

import pytest
from playwright.sync_api import expect

from tests.factories import RoleFactory


@pytest.fixture
def role(db):
    text = "".join(f"<p>A paragraph, number {n}, long enough to scroll past.</p>" for n in range(40))
    role = RoleFactory(published=True, title="Weaver", why=text, what=text, final=text)
    return role


def background(page):
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_the_theme_chosen_is_there_at_the_next_page_and_the_systems_needs_no_storing(open_page, role):
    page = open_page(color_scheme="light")
    page.goto("/")
    light = background(page)
    switch = page.get_by_role("button", name="Dark colours")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    dark = background(page)
    assert dark != light
    page.goto(role.get_absolute_url())
    assert background(page) == dark
    page.get_by_role("button", name="Dark colours").click()
    assert background(page) == light
    assert page.evaluate("localStorage.length") == 0


def test_steps_taken_are_still_ticked_the_next_time(page, role):
    page.goto(role.get_absolute_url())
    page.get_by_label("Try it tonight").check()
    page.reload()
    expect(page.get_by_label("Try it tonight")).to_be_checked()
    expect(page.get_by_label("Build one thing")).not_to_be_checked()
    page.get_by_label("Try it tonight").uncheck()
    assert page.evaluate("localStorage.length") == 0


def test_the_contents_list_marks_the_section_being_read(page, role):
    page.goto(role.get_absolute_url())
    here = page.locator("[data-contents] a[aria-current]")
    page.locator("[data-contents]").get_by_role("link", name="What they do").click()
    expect(here).to_have_text("What they do")
    page.locator("#final").scroll_into_view_if_needed()
    page.mouse.wheel(0, 500)
    expect(here).to_have_text("Final thoughts")


def test_a_link_to_a_section_and_to_the_page_can_be_copied(open_page, role, site_url):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(role.get_absolute_url())
    page.get_by_role("link", name="Link to “Skills”").click()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site_url}/roles/weaver/#skills"
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site_url}/roles/weaver/"


def test_without_script_no_button_pretends(open_page, role):
    page = open_page(java_script_enabled=False)
    page.goto(role.get_absolute_url())
    for name in ("Dark colours", "Copy link", "Share"):
        expect(page.get_by_role("button", name=name)).to_be_hidden()
    expect(page.get_by_label("Try it tonight")).to_be_visible()


def test_the_skip_link_is_first_and_leads_to_the_text(page, role):
    page.goto(role.get_absolute_url())
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_contents_are_folded_above_the_text_on_a_phone(phone, role):
    phone.goto(role.get_absolute_url())
    folded = phone.locator("details.post-contents")
    expect(folded.get_by_role("link", name="Skills")).to_be_hidden()
    folded.get_by_text("On this page").click()
    folded.get_by_role("link", name="Skills").click()
    assert phone.evaluate("location.hash") == "#skills"


def test_who_is_signed_in_is_greeted_by_name(page, role, reader, client, site_url):
    client.force_login(reader)
    page.context.add_cookies(
        [
            {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site_url},
            {"name": "signed_in", "value": "1", "url": site_url},
        ]
    )
    page.goto(role.get_absolute_url())
    expect(page.get_by_role("banner").get_by_text("Reader")).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_hidden()
