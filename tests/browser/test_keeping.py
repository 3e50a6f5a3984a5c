"""What happens to half a sentence: the server goes away, the session ends, somebody else saves."""

import re

import pytest
from playwright.sync_api import expect

from blog.models import Role, Sheet
from tests.factories import RoleFactory

from .test_publishing import desk, editor_page, write  # noqa: F401

pytestmark = pytest.mark.usefixtures("editor_page")


@pytest.fixture
def role(editor_page):  # noqa: F811
    return RoleFactory(title="Data Engineer", why="<p>Because pipes leak.</p>")


@pytest.fixture
def form(page, role):
    page.goto(f"/admin/blog/role/{role.pk}/change/")
    return page


def leave(page, address):
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)


def status(page):
    return page.locator("[data-status]")


def test_half_a_sentence_is_offered_after_the_browser_was_killed(form, role, assert_accessible, assert_fits):
    write(form, "Why it matters:", "And half a sen")
    expect(status(form)).to_contain_text("Kept at")
    leave(form, f"/admin/blog/role/{role.pk}/change/")
    assert_accessible(form)
    form.get_by_role("link", name="Go on with it").click()
    expect(form.get_by_role("textbox", name="Why it matters:")).to_contain_text("half a sen")
    form.get_by_role("button", name="Save draft").click()
    expect(form.get_by_text("Saved.", exact=True)).to_be_visible()
    assert "half a sen" in Role.objects.get(pk=role.pk).why
    expect(form.get_by_role("link", name="Go on with it")).to_have_count(0)


def test_while_the_server_is_away_the_browser_keeps_it_and_hands_it_over(form, role):
    form.route(re.compile("/sheets/$"), lambda route: route.fulfill(status=503))
    form.get_by_label("Title", exact=False).first.fill("Typed in the dark")
    expect(status(form)).to_contain_text("kept in this browser")
    form.unroute(re.compile("/sheets/$"))
    leave(form, f"/admin/blog/role/{role.pk}/change/")
    form.get_by_role("link", name="Go on with it").click()
    expect(form.get_by_label("Title", exact=False).first).to_have_value("Typed in the dark")


def test_typing_goes_on_after_the_session_ended(form, role):
    form.context.clear_cookies(name="sessionid")
    form.get_by_label("Title", exact=False).first.fill("Typed outside")
    expect(status(form)).to_contain_text("You are signed out.")
    assert not Sheet.objects.filter(typed__isnull=False).exists()
    expect(form.get_by_role("link", name="Sign in")).to_be_visible()


def test_a_preview_opens_beside_what_is_typed(form, role, assert_accessible):
    form.get_by_label("Title", exact=False).first.fill("Pipe Layer")
    with form.expect_popup() as opened:
        form.get_by_role("button", name="Preview unsaved").click()
    window = opened.value
    expect(window.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text("Pipe Layer")
    window.get_by_role("link", name="Desktop").click()
    expect(window.locator("iframe")).to_have_attribute("width", "1280")
    expect(form.get_by_label("Title", exact=False).first).to_have_value("Pipe Layer")
    assert Role.objects.get(pk=role.pk).title == "Data Engineer"


def test_the_second_save_is_a_choice_that_reads_well(form, role, assert_accessible, assert_fits):
    form.wait_for_load_state("networkidle")  # the page asks who else is there, and SQLite in memory knows no waiting
    role.title = "Theirs"
    role.save()
    form.get_by_label("Title", exact=False).first.fill("Mine")
    form.get_by_role("button", name="Save draft").click()
    expect(form.get_by_role("heading", name="This post was changed while you were writing")).to_be_visible()
    assert_accessible(form)
    form.set_viewport_size({"width": 360, "height": 740})
    assert_fits(form)
    form.get_by_role("button", name="Keep all of mine").click()
    expect(form.get_by_text("Saved.", exact=True)).to_be_visible()
    form.get_by_role("link", name="Revisions").click()
    compare = form.get_by_role("button", name="Compare the two")
    expect(compare).to_be_visible()
    assert_accessible(form)
    assert_fits(form)
    compare.click()
    restore = form.get_by_role("button", name=re.compile("Restore revision"))
    expect(restore).to_be_visible()
    assert_accessible(form)
    assert_fits(form)
    restore.click()
    expect(form.get_by_label("Title", exact=False).first).to_have_value("Theirs")
