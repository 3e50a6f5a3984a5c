"""A story being written: nothing of it is lost, and its writer is told what is saved. Without script too."""

import re

import pytest
from playwright.sync_api import expect

from blog.models import Post
from tests.factories import CommentFactory, EssayFactory

KEPT = "Kept in this browser, not saved yet."
BACK = "What you typed last and did not save is here again."


@pytest.fixture
def sign_in(let_in, reader):
    return lambda page: let_in(page, reader)


def state(page):
    return page.locator("[data-draft-state]")


def test_what_was_typed_survives_a_crash_and_is_gone_once_saved(page, sign_in, assert_accessible):
    sign_in(page).goto("/me/story/")
    page.get_by_label("Title").fill("From clay to kiln")
    page.get_by_label("Text", exact=True).fill("I found *clay*.")
    expect(state(page)).to_have_text(KEPT)
    page.goto("about:blank")
    page.goto("/me/story/")
    expect(page.get_by_label("Title")).to_have_value("From clay to kiln")
    expect(page.get_by_label("Text", exact=True)).to_have_value("I found *clay*.")
    expect(state(page)).to_contain_text(BACK)
    assert_accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    assert page.evaluate("localStorage.length") == 0
    page.goto("/me/story/")
    expect(page.get_by_label("Title")).to_have_value("")


def test_the_saved_words_can_be_taken_instead(page, sign_in):
    sign_in(page).goto("/me/story/")
    page.get_by_label("Title").fill("From clay to kiln")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Title").fill("Something else")
    expect(state(page)).to_have_text(KEPT)
    page.reload()
    expect(page.get_by_label("Title")).to_have_value("Something else")
    page.get_by_role("button", name="Take what was saved instead").press("Enter")
    expect(page.get_by_label("Title")).to_have_value("From clay to kiln")
    expect(page.get_by_label("Title")).to_be_focused()
    assert page.evaluate("localStorage.length") == 0


def test_what_comes_back_overwrites_nothing_newer_unseen(page, sign_in, reader):
    sign_in(page).goto("/me/story/")
    page.get_by_label("Title").fill("From clay to kiln")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Title").fill("Mine")
    expect(state(page)).to_have_text(KEPT)
    Post.objects.get().save()  # an editor was here
    page.reload()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("It was changed elsewhere meanwhile.")
    expect(page.get_by_label("Title")).to_have_value("Mine")
    expect(state(page)).to_have_text(KEPT)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    assert Post.objects.get().title == "Mine"


@pytest.mark.parametrize("with_script", [True, False])
def test_an_ended_session_loses_nothing(open_page, sign_in, with_script, assert_fits):
    page = sign_in(open_page(viewport={"width": 360, "height": 740}, java_script_enabled=with_script))
    page.goto("/me/story/")
    page.get_by_label("Title").fill("From clay to kiln")
    page.get_by_label("Text", exact=True).fill("I found *clay*.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("You are signed out, so nothing was saved.")
    assert_fits(page)
    sign_in(page)  # in another tab
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Text", exact=True)).to_have_value("I found *clay*.")
    if page.get_by_role("alert").count():  # the key of the form was another visitor's
        page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_have_text("Saved.")
    assert Post.objects.get().title == "From clay to kiln"
    if with_script:
        page.goto("/me/story/")
        expect(page.get_by_label("Title")).to_have_value("")


def test_the_receipt_of_a_comment_takes_no_story_along(page, sign_in):
    comment = CommentFactory(post=EssayFactory(published=True))
    sign_in(page).goto("/me/story/")
    page.get_by_label("Title").fill("From clay to kiln")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(comment.get_receipt_url())
    expect(page.locator("[data-comment-result]")).to_be_attached()
    sign_in(page).goto("/me/story/")
    expect(page.get_by_label("Title")).to_have_value("From clay to kiln")


def test_a_deleted_story_leaves_nothing_in_the_browser(page, sign_in):
    sign_in(page).goto("/me/story/")
    page.get_by_label("Title").fill("From clay to kiln")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Title").fill("Secret")
    expect(state(page)).to_have_text(KEPT)
    page.get_by_text("Delete it").press("Enter")
    page.get_by_role("button", name="Delete for good").press("Enter")
    expect(page).to_have_url(re.compile("/me/stories/$"))
    expect(page.get_by_role("status").first).to_contain_text("is deleted.")
    assert page.evaluate("localStorage.length") == 0


def test_the_pages_of_stories_are_accessible(phone, sign_in, reader, assert_accessible, assert_fits):
    sign_in(phone)
    for state in ("draft", "submitted", "returned"):
        EssayFactory(created_by=reader, title=f"A story {state}", slug=state, state=state)
    for path in ("", "draft/", "submitted/", "returned/"):
        phone.goto(f"/me/stories/{path}")
        expect(phone.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(phone)
        assert_fits(phone)
