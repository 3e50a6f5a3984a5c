"""What editors decide of readers' suggestions, and which pictures go: with the keyboard alone, and for every reader."""

import re

import pytest
from playwright.sync_api import expect

from blog.actions.pictures import store_picture
from blog.actions.wishes import make_wish
from blog.models import Correction, Idea, Picture
from tests.factories import RoleFactory
from tests.pictures.files import photograph


@pytest.fixture
def desk(open_page, let_in, editor):
    return let_in(open_page(viewport={"width": 360, "height": 740}), editor)


def press(page, name):
    """Reach a button with the tabulator key, and press it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value || document.activeElement.textContent.trim()") == name:
            return page.keyboard.press("Enter")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return page.keyboard.press("Enter")
    raise AssertionError(f"{name!r} cannot be reached")


def test_a_correction_is_taken_over(desk, page, assert_accessible, assert_fits):
    role = RoleFactory(published=True, title="Potter", slug="potter", why="<p>Clay lasts.</p>")
    Correction.objects.create(post=role, section="why", shown="Clay lasts.", text="Clay cracks.", name="Rosa")
    desk.goto(f"/admin/blog/correction/{Correction.objects.get().pk}/change/")
    expect(desk.get_by_text("Clay cracks.")).to_be_visible()
    assert_accessible(desk)
    assert_fits(desk)
    desk.get_by_label("What changed, for readers").focus()
    desk.keyboard.type("It says that clay cracks.")
    press(desk, "It is taken over")
    expect(desk.get_by_text("the correction is decided")).to_be_visible()
    assert_accessible(desk)
    page.goto("/roles/potter/")
    expect(page.get_by_text("It says that clay cracks.").first).to_be_visible()
    expect(page.get_by_text("Thanks to Rosa.").first).to_be_visible()


def test_a_wish_is_opened(desk, page, assert_accessible, assert_fits):
    for words in ("Kite maker", "Kite tester"):
        make_wish(words)
    desk.goto("/admin/")
    assert_accessible(desk)
    desk.get_by_role("region", name="Wishes of readers").get_by_role("link").press("Enter")
    expect(desk.get_by_role("heading", name="Kite maker")).to_be_visible()
    assert_accessible(desk)
    assert_fits(desk)
    press(desk, "Open it to votes")
    expect(desk.get_by_role("heading", name="Kite maker")).to_be_hidden()
    assert Idea.objects.get(words="Kite maker").state == "open"
    page.goto("/wishes/")
    page.get_by_role("button", name=re.compile("Kite maker")).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your wish counts")
    assert_accessible(page)


def test_pictures_that_nothing_shows_go(desk, assert_accessible, assert_fits):
    store_picture(photograph(), alt="Lamp")
    desk.goto("/admin/blog/picture/")
    desk.locator("#changelist-form input.action-select").first.check()
    desk.locator("#changelist-form select[name=action]").select_option("delete_unused")
    desk.locator("#changelist-form button[name=index]").press("Enter")
    expect(desk.get_by_text("This cannot be undone.")).to_be_visible()
    assert_accessible(desk)
    assert_fits(desk)
    press(desk, "Delete them")
    expect(desk.locator(".messagelist")).to_be_visible()
    assert not Picture.objects.exists()
