"""Telling people that they were answered: once, never of their own words, and until they say no."""

import pytest
from django.core import mail
from django.test import Client

from blog.actions import announcements
from blog.actions.announcements import tell_followers
from blog.actions.comments import hold_comments
from blog.actions.moderation import judge
from blog.actions.posting import post_comment
from blog.followups import run_all
from blog.models import Comment, ReplyLetter
from blog.throttling import Limit
from tests.factories import CommentFactory, UserFactory

from .conftest import link_mailed, write_and_confirm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _unheld(unheld):
    pass


@pytest.fixture
def asked(post):
    return CommentFactory(post=post, user_name="Dermot", user_email="dermot@example.com", followup=True)


def answer(comment, email="mara@example.com", body="Three years.", user=None, **fields):
    user = user or UserFactory(email=email, name="Mara")
    return post_comment(comment.post, name="Mara", email=email, body=body, user=user, reply_to=comment, **fields)


def recipients():
    run_all()
    return [letter.to[0] for letter in mail.outbox]


def test_whom_one_answers_gets_a_letter(asked):
    reply = answer(asked)
    assert recipients() == ["dermot@example.com"]
    letter = mail.outbox[0]
    assert "Mara" in letter.body
    assert "> Three years." in letter.body
    assert f"/comments/{reply.code}/" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/comments/unsubscribe/" in letter.extra_headers["List-Unsubscribe"]


def test_strangers_are_told_as_well_and_tell(client, post, asked):
    write_and_confirm(client, post, reply_to=asked.code, follow="on")
    answer(Comment.objects.get(user_name="Ines"))
    assert recipients()[1:] == ["dermot@example.com", "ines@example.com", "dermot@example.com"]


def test_followers_of_the_thread_are_told_each_once(asked):
    for _twice in range(2):
        CommentFactory(reply_to=asked, user_email="Farid@example.com", followup=True)
    CommentFactory(post=asked.post, user_email="elsewhere@example.com", followup=True)
    CommentFactory(reply_to=asked, user_email="quiet@example.com", followup=False)
    CommentFactory(reply_to=asked, user_email="spammer@example.com", followup=True, state="spam")
    answer(asked)
    assert sorted(recipients()) == ["Farid@example.com", "dermot@example.com"]
    assert "thread you follow" in next(letter for letter in mail.outbox if letter.to == ["Farid@example.com"]).body


def test_nobody_is_drowned_in_a_quick_talk(asked, monkeypatch):
    monkeypatch.setattr(announcements, "LETTERS", Limit(2, 3600))
    CommentFactory(reply_to=asked, user_email="farid@example.com", followup=True)
    user = UserFactory(email="mara@example.com", name="Mara")
    replies = [answer(asked, user=user, body=f"Answer {n}.") for n in range(4)]
    assert sorted(recipients()) == ["dermot@example.com"] * 2 + ["farid@example.com"] * 2
    monkeypatch.setattr(announcements, "LETTERS", Limit(20, 3600))
    tell_followers.call(replies[-1].pk)
    assert len(recipients()) == 4  # what was left out is not made up for later


def test_however_an_address_is_spelt_its_mailbox_is_not_drowned(asked, monkeypatch):
    monkeypatch.setattr(announcements, "LETTERS", Limit(2, 3600))
    for n in range(3):
        CommentFactory(reply_to=asked, user_email=f"fa.rid+{n}@gmail.com", followup=True)
    answer(asked)
    assert len([address for address in recipients() if address.endswith("@gmail.com")]) == 2


def test_nobody_is_told_of_their_own_words(asked):
    asked.user_email = "MARA@example.com"
    asked.save()
    answer(asked)
    assert recipients() == []


def test_a_held_answer_is_told_when_it_is_shown_and_once(asked, policy):
    policy(comment_hold="always")
    reply = Comment.objects.filter(pk=answer(asked).pk)
    assert recipients() == []
    for _twice in range(2):
        judge("approve", reply)
        assert recipients() == ["dermot@example.com"]
        hold_comments(reply, "policy")
    tell_followers.call(reply.get().pk)
    assert ReplyLetter.objects.count() == 1


def test_an_answer_taken_back_before_the_letter_is_not_told(asked):
    reply = answer(asked)
    hold_comments(Comment.objects.filter(pk=reply.pk), "policy")
    assert recipients() == []


def test_the_unsubscribe_page_asks_and_the_button_ends_it(client, asked):
    answer(asked)
    recipients()
    link = link_mailed("unsubscribe")
    assert client.get(link).status_code == 200
    asked.refresh_from_db()
    assert asked.followup
    assert "nothing more of this thread" in client.post(link).text
    asked.refresh_from_db()
    assert not asked.followup
    assert not client.cookies
    answer(asked, email="other@example.com", body="Four.")
    assert recipients() == ["dermot@example.com"]


def test_one_click_works_from_anywhere_without_cookie_or_token(asked):
    answer(asked)
    recipients()
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        link_mailed("unsubscribe"),
        {"List-Unsubscribe": "One-Click"},
        headers={"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert response.status_code == 200
    asked.refresh_from_db()
    assert not asked.followup


def test_one_thread_or_all_of_them(client, asked):
    elsewhere = CommentFactory(user_email="dermot@example.com", followup=True)
    answer(asked)
    recipients()
    link = link_mailed("unsubscribe")
    client.post(link)
    elsewhere.refresh_from_db()
    assert elsewhere.followup
    client.post(link, {"everywhere": "1"})
    elsewhere.refresh_from_db()
    assert not elsewhere.followup


def test_hostile_names_and_titles_cannot_add_headers(asked):
    asked.post.title = "Line\nBcc: everyone@example.com"
    asked.post.save()
    answer(asked)
    assert recipients() == ["dermot@example.com"]
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].bcc == []
