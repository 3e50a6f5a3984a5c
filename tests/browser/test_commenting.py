"""The commenter's journey: ask, confirm by the mailed link, be answered; with script and without."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from blog.actions.moderation import judge
from blog.followups import run_all
from blog.models import Comment, PendingComment, SiteSettings
from tests.factories import CommentFactory, RoleFactory


@pytest.fixture
def post():
    post = RoleFactory(published=True, title="Machine Learning Engineer")
    CommentFactory(post=post, user_name="Dermot", html="<p>Probability first, I say.</p>")
    return post


@pytest.fixture
def unheld(transactional_db):
    SiteSettings(comment_hold="never").save()


def mailed_link(site_url):
    run_all()
    return re.search(rf"{site_url}/comments/confirm/\S+", mail.outbox[-1].body)[0]


def fill_in(page, body="How long did it take you?", email="ines@example.com"):
    page.get_by_label("Comment", exact=True).fill(body)
    page.get_by_label("Name").fill("Ines")
    page.get_by_label("E-mail address").fill(email)


def answer_form(page, post):
    page.goto(post.get_absolute_url())
    page.locator(".comment", has_text="Dermot").get_by_role("link", name="Reply").click()
    form = page.locator("[data-comment-form]")
    expect(form).to_contain_text("You answer Dermot.")
    return form


def test_a_stranger_answers_in_place_confirms_and_is_shown(
    page, post, site_url, unheld, assert_accessible, assert_fits
):
    form = answer_form(page, post)
    expect(page.get_by_label("Comment", exact=True)).to_be_focused()
    assert_accessible(page)
    fill_in(page)
    form.get_by_role("button", name="Send").click()
    result = page.locator("[data-comment-result]")
    expect(result).to_contain_text("Check your mail")
    expect(result).to_be_focused()
    assert_accessible(page)
    page.goto(mailed_link(site_url))
    assert_accessible(page)
    page.get_by_role("button", name="Yes, this is my comment").click()
    expect(page.locator("[data-comment-result]")).to_contain_text("on the page")
    page.get_by_role("link", name="See it there").click()
    comment = Comment.objects.get(user_name="Ines")
    expect(page).to_have_url(re.compile(rf"\?thread=1#comment-{comment.code}$"))
    shown = page.locator(f"#comment-{comment.code}")
    expect(shown).to_contain_text("How long did it take you?")
    expect(shown.locator("time")).to_have_text(re.compile("this minute|minutes? ago"))
    expect(shown).to_have_class(re.compile("depth-1"))
    assert_accessible(page)
    assert_fits(page)


def test_a_signed_in_readers_comment_appears_in_its_thread(page, post, reader, reader_client, site_url, unheld):
    session = reader_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site_url}])
    form = answer_form(page, post)
    expect(form).to_contain_text("You write as Reader")
    page.get_by_label("Comment", exact=True).fill("Statistics came first for me.")
    form.get_by_role("button", name="Send").click()
    shown = page.locator(".comment", has_text="Statistics came first for me.").last
    expect(shown).to_be_focused()
    expect(shown).to_have_class(re.compile("depth-1"))
    expect(page).to_have_url(re.compile(r"\?thread=1#comment-"))


def test_the_same_without_script(open_page, post, site_url):
    page = open_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto(post.get_absolute_url())
    page.locator(".comment", has_text="Dermot").get_by_role("link", name="Reply").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Answer a comment")
    fill_in(page, body="*Never* mind.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("[data-preview] em")).to_have_text("Never")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("Check your mail")
    page.goto(mailed_link(site_url))
    page.get_by_role("button", name="Yes, this is my comment").click()
    expect(page.locator("main")).to_contain_text("Waiting for a moderator")
    receipt = page.url
    judge("approve", Comment.objects.filter(user_name="Ines"))
    page.goto(receipt)
    page.get_by_role("link", name="See it there").click()
    expect(page.locator(".comment", has_text="Ines")).to_contain_text("Never mind.")


def test_mistakes_are_shown_in_place_with_the_focus_on_them(phone, post, assert_accessible, assert_fits):
    form = answer_form(phone, post)
    fill_in(phone, email="ines@nowhere")
    form.get_by_role("button", name="Send").click()
    email = phone.get_by_label("E-mail address")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_be_focused()
    expect(phone.get_by_label("Comment", exact=True)).to_have_value("How long did it take you?")
    assert_accessible(phone)
    assert_fits(phone)
    assert not PendingComment.objects.exists()


def test_what_was_typed_survives_leaving_and_a_lost_connection(page, post):
    answer_form(page, post)
    fill_in(page, body="Half a thought")
    page.reload()
    form = answer_form(page, post)
    text = page.get_by_label("Comment", exact=True)
    expect(text).to_have_value("Half a thought")
    page.evaluate("() => { window.kept = fetch; window.fetch = () => Promise.reject(new TypeError('offline')); }")
    fill_in(page, body="A whole one")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("alert")).to_contain_text("Your text is still here")
    page.evaluate("() => { window.fetch = window.kept; }")
    form.get_by_role("button", name="Send").click()
    expect(page.locator("[data-comment-result]")).to_contain_text("Check your mail")
    answer_form(page, post)
    expect(text).to_have_value("")


def test_escape_and_cancel_lead_back_to_the_link(page, post):
    reply = page.locator(".comment", has_text="Dermot").get_by_role("link", name="Reply")
    answer_form(page, post)
    page.keyboard.press("Escape")
    expect(reply).to_be_focused()
    expect(page.locator("[data-comment-form]")).to_have_count(0)
    reply.press("Enter")
    page.get_by_role("link", name="Cancel").click()
    expect(reply).to_be_focused()


def test_ones_waiting_comment_stands_in_its_place_for_oneself(page, open_page, post, site_url, assert_accessible):
    form = answer_form(page, post)
    fill_in(page)
    form.get_by_role("button", name="Send").click()
    expect(page.locator("[data-comment-result]")).to_contain_text("Check your mail")
    page.reload()
    mine = page.locator(".comment", has_text="Dermot").locator(".is-waiting")
    expect(mine).to_contain_text("the address is not confirmed yet")
    expect(mine).to_contain_text("How long did it take you?")
    page.goto(mailed_link(site_url))
    page.get_by_role("button", name="Yes, this is my comment").click()
    expect(page.locator("main")).to_contain_text("Waiting for a moderator")
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("Comment", exact=True).fill("How long, and *who* paid?")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Last changed on")
    assert_accessible(page)
    page.goto(post.get_absolute_url())
    expect(mine).to_contain_text("How long, and who paid?")
    expect(mine).to_contain_text("It is your first comment here")
    assert_accessible(page)
    other = open_page()
    other.goto(post.get_absolute_url())
    expect(other.locator(".comment", has_text="Dermot")).to_be_visible()
    expect(other.locator(".is-waiting")).to_have_count(0)


def test_a_quotation_goes_below_what_was_begun(page, post):
    answer_form(page, post)
    text = page.get_by_label("Comment", exact=True)
    text.fill("Half a thought")
    said = "Probability first, I say."
    Comment.objects.update(comment=said, html=f"<p>{said}</p>")
    comment = page.locator(".comment", has_text="Dermot")
    comment.get_by_role("link", name="Quote").click()
    expect(text).to_have_value("Half a thought\n\n> Probability first, I say.\n\n")
    expect(text).to_be_focused()


def test_a_link_says_that_an_answer_was_begun_until_it_is_sent(page, post):
    answer_form(page, post)
    fill_in(page, body="Half a thought")
    page.reload()
    begun = page.get_by_role("link", name="Reply (begun)")
    expect(begun).to_have_count(1)
    expect(page.get_by_role("link", name="Write a comment", exact=True).first).to_be_visible()
    begun.click()
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Half a thought")
    fill_in(page, body="A whole thought")
    page.locator("[data-comment-form]").get_by_role("button", name="Send").click()
    expect(page.locator("[data-comment-result]")).to_contain_text("Check your mail")
    expect(begun).to_have_count(0)


def test_words_typed_before_the_script_came_are_kept_too(page, post):
    page.goto(post.get_absolute_url())
    reply = page.locator(".comment", has_text="Dermot").get_by_role("link", name="Reply").get_attribute("href")
    late = []
    page.route(re.compile("comment-form"), lambda route: late.append(route))
    page.goto(reply, wait_until="commit")
    text = page.get_by_label("Comment", exact=True)
    text.fill("Half a thought")
    late.pop().continue_()
    page.wait_for_load_state()
    page.unroute_all()
    page.reload()
    expect(text).to_have_value("Half a thought")


def test_a_moderator_hides_a_comment_from_where_it_stands(page, post, owner, owner_client, site_url, assert_accessible):
    cookies = {"sessionid": owner_client.cookies["sessionid"].value, "signed_in": "1"}
    page.context.add_cookies([{"name": name, "value": value, "url": site_url} for name, value in cookies.items()])
    page.goto(post.get_absolute_url())
    page.locator(".comment", has_text="Dermot").get_by_role("link", name="Moderate").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tools for a comment")
    assert_accessible(page)
    page.get_by_role("button", name="Hide it").click()
    expect(page.locator("main")).to_contain_text("Dermot: removed.")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("main")).to_contain_text("Now: shown.")
    page.get_by_role("button", name="Pin it above all comments").click()
    expect(page.get_by_role("button", name="Pin it no longer")).to_be_visible()
    page.get_by_role("link", name="Back to the comments").click()
    expect(page.locator(".comment-pinned")).to_contain_text("Probability first")
    assert_accessible(page)


def test_a_like_counts_where_it_stands_and_is_remembered(page, post):
    page.goto(post.get_absolute_url())
    like = page.locator(".comment", has_text="Dermot").get_by_role("button", name="Like")
    like.click()
    expect(like).to_have_attribute("aria-pressed", "true")
    expect(like).to_have_text(re.compile(r"Like\s*1"))
    page.reload()
    expect(like).to_have_attribute("aria-pressed", "true")
    like.click()
    expect(like).to_have_attribute("aria-pressed", "false")
    expect(like).to_have_text("Like")
    assert not page.context.cookies()
