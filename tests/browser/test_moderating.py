"""Clearing the moderation queue by keyboard."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import expect

from blog.models import Comment
from blog.publishing.groups import keep_groups
from tests.factories import PASSWORD, CommentFactory, RoleFactory, UserFactory

WAITING = 40


@pytest.fixture
def waiting(transactional_db):
    keep_groups()
    post = RoleFactory(title="Data Engineer", published=True)
    root = CommentFactory(post=post, user_name="Ada", comment="What does it pay?")
    now = timezone.now()
    return [
        CommentFactory(
            post=post,
            reply_to=root if n % 2 else None,
            user_name=f"Writer {n}",
            user_email=f"writer{n}@example.org",
            comment=f"Words {n}",
            state="held",
            hold_reason="newcomer",
            submit_date=now - datetime.timedelta(minutes=WAITING - n),
        )
        for n in range(WAITING)
    ]


@pytest.fixture
def queue_page(page, waiting):
    user = UserFactory(name="Mo", email="mo@example.com", is_staff=True)
    user.groups.add(Group.objects.get(name="moderator"))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    page.goto("/admin/")
    page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name=re.compile("sign in|log in", re.IGNORECASE)).click()
    page.goto("/admin/blog/comment/queue/")
    return page


def on_comment(page, n):
    expect(page.locator("[data-current]")).to_contain_text(f"Words {n}")
    expect(page.locator("[data-current]")).to_be_focused()


def test_the_list_of_comments_fits(queue_page, page, waiting, assert_accessible):
    long = "maximiliane.brandstetter@students.university-of-somewhere.example"
    Comment.objects.filter(pk=waiting[0].pk).update(user_email=long)
    page.goto("/admin/blog/comment/")
    for width in (1280, 1024, 800, 360):
        page.set_viewport_size({"width": width, "height": 740})
        results = page.locator("#changelist .results")
        assert results.evaluate("list => list.scrollWidth <= list.clientWidth"), width
    assert_accessible(page)


def test_what_was_hidden_as_spam_is_looked_through(queue_page, page, waiting, assert_accessible, assert_fits):
    hidden = {"state": "spam", "hold_reason": "spam", "hold_detail": "phrases contact links"}
    for n in range(3):
        words = f"Online casino {n} https://a-very-long-name-of-a-casino.example/{'x' * 80}"
        CommentFactory(post=waiting[0].post, user_name=f"Winner {n}", comment=words, html=f"<p>{words}</p>", **hidden)
    page.reload()
    page.get_by_role("link", name=re.compile("spam", re.IGNORECASE)).first.click()
    expect(page).to_have_url(re.compile("/comment/queue/spam/"))
    expect(page.get_by_role("main")).to_contain_text("phrases of advertising")
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 360)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        assert_accessible(page)
        assert_fits(page)
    back = page.get_by_role("button", name=re.compile("Bring it back")).first
    back.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Winner")
    assert Comment.objects.filter(user_name__startswith="Winner", state="shown").count() == 1
    assert_accessible(page)
    page.get_by_role("checkbox").nth(0).check()
    page.get_by_role("button", name=re.compile("are spam")).first.click()
    expect(page.get_by_role("main")).to_be_visible()
    assert Comment.objects.filter(is_spam=True).count() == 1
    assert_accessible(page)


def test_forty_comments_are_cleared_by_keyboard(queue_page, page, assert_accessible, assert_fits):
    assert_accessible(page)
    assert_fits(page)
    on_comment(page, 0)
    page.keyboard.press("a")
    on_comment(page, 1)
    expect(page.locator("[data-live]")).to_contain_text("Writer 0: approved.")
    assert_accessible(page)
    page.keyboard.press("u")
    on_comment(page, 0)
    page.keyboard.press("n")
    on_comment(page, 1)
    page.keyboard.press("p")
    for n in range(WAITING):
        on_comment(page, n)
        page.keyboard.press("ars"[n % 3])
    expect(page.locator("[data-current]")).to_contain_text("Nothing waits")
    counted = {state: Comment.objects.filter(state=state).count() for state in ("held", "rejected", "spam")}
    assert counted == {"held": 0, "rejected": 13, "spam": 13}


def test_keys_are_off_while_one_types_or_does_not_want_them(queue_page, page):
    on_comment(page, 0)
    page.keyboard.press("w")
    expect(page.get_by_label("Reason told to the writer")).to_be_focused()
    page.get_by_label("or in your own words").press_sequentially("As art")
    page.keyboard.press("Enter")
    on_comment(page, 1)
    assert Comment.objects.get(user_name="Writer 0").verdict == "As art"
    page.get_by_label("Keys judge at once").uncheck()
    page.locator("[data-current]").focus()
    page.keyboard.press("a")
    page.reload()
    expect(page.get_by_label("Keys judge at once")).not_to_be_checked()
    on_comment(page, 1)
    assert Comment.objects.awaiting_review().count() == WAITING - 1


def test_the_offer_is_taken_by_a_key(queue_page, page, waiting):
    CommentFactory(post=waiting[0].post, user_email=waiting[0].user_email, state="held")
    page.keyboard.press("a")
    expect(page.locator("[data-live]")).to_contain_text("1 more comment of Writer 0 waits.")
    page.keyboard.press("o")
    expect(page.locator("[data-live]")).to_contain_text("approved, all of a writer")
    assert Comment.objects.awaiting_review().count() == WAITING - 1
