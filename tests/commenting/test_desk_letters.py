"""Letters to the desk, and the links in them that judge a comment without signing in."""

import re

import pytest
from django.core import mail, signing

from blog.actions.comments import REPORTS_TO_HOLD, report_comment
from blog.actions.desk_letters import judge_url, send_digests, tell_desk
from blog.actions.posting import post_comment
from blog.followups import run_all
from blog.models import Act, Comment, DeskLetters
from blog.models.tokens import judge_token
from tests.factories import CommentFactory, RoleFactory

pytestmark = pytest.mark.django_db

CHOICE = "/admin/blog/deskletters/"


def wish(user, **wanted):
    return DeskLetters.objects.create(user=user, **wanted)


def said(reader, post, body="I have a question."):
    comment = post_comment(post, name="Ines", email=reader.email, body=body, user=reader)
    run_all()
    return comment


def link(comment, user):
    return re.sub(r"^https?://[^/]+", "", judge_url(comment, user))


def state(comment):
    return Comment.objects.get(pk=comment.pk).state


# Who is told


def test_nobody_is_told_who_did_not_ask(reader, moderator, post):
    said(reader, post)
    assert not mail.outbox


def test_a_moderator_may_have_a_letter_for_each_that_waits(reader, moderator, post):
    wish(moderator, held="each")
    comment = said(reader, post)
    tell_desk.call(comment.pk)
    run_all()
    (letter,) = mail.outbox
    assert letter.to == [moderator.email]
    assert "waits" in letter.subject
    assert "first comment" in letter.body
    assert "I have a question." in letter.body
    assert "/comments/judge/" in letter.body


def test_what_does_not_wait_is_no_business_of_theirs(reader, moderator, post, unheld):
    wish(moderator, held="each")
    said(reader, post)
    assert not mail.outbox


def test_authors_may_hear_of_every_comment_on_their_posts(reader, author, unheld):
    wish(author, every="mine")
    comment = said(reader, RoleFactory(published=True, authors=[author.author]))
    said(reader, RoleFactory(published=True), "Elsewhere")
    (letter,) = mail.outbox
    assert letter.to == [author.email]
    assert comment.get_absolute_url() in letter.body
    assert "/comments/judge/" not in letter.body, "an author is no moderator"


def test_the_owner_may_hear_of_every_comment_an_author_of_theirs_alone(reader, owner, author, post, unheld):
    wish(owner, every="all")
    wish(author, every="all")
    said(reader, post)
    assert [letter.to for letter in mail.outbox] == [[owner.email]]


def test_nobody_is_told_of_their_own_words(owner, post):
    wish(owner, every="all")
    said(owner, post)
    assert not mail.outbox


def test_who_left_the_desk_is_told_nothing(reader, moderator, post):
    wish(moderator, held="each")
    moderator.is_staff = False
    moderator.save()
    said(reader, post)
    assert not mail.outbox


def test_what_readers_report_until_it_waits_is_told_too(moderator, post, unheld):
    wish(moderator, held="each")
    comment = CommentFactory(post=post)
    for n in range(REPORTS_TO_HOLD):
        report_comment(comment, "rude", key=f"stranger {n}")
    run_all()
    assert len(mail.outbox) == 1
    assert "reported 3 times" in mail.outbox[0].body


def test_a_digest_comes_once_a_day_while_any_wait(moderator, author, post):
    wish(moderator, held="digest")
    wish(author, held="digest")
    send_digests.call()
    run_all()
    assert not mail.outbox
    CommentFactory.create_batch(22, post=post, state="held", hold_reason="newcomer")
    for _twice in range(2):
        send_digests.call()
        run_all()
    (letter,) = mail.outbox
    assert letter.to == [moderator.email]
    assert letter.subject == "22 comments wait"
    assert letter.body.count("/comments/judge/") == 20
    assert "And 2 more." in letter.body
    assert "/admin/blog/comment/queue/" in letter.body


# Choosing


def test_everybody_at_the_desk_chooses_for_themselves(moderator, moderator_client, author_client, author):
    assert moderator_client.get(CHOICE, follow=True).status_code == 200
    moderator_client.post(f"{CHOICE}{moderator.pk}/change/", {"held": "digest", "every": "none", "reviews": "none"})
    moderator_client.post(f"{CHOICE}{moderator.pk}/change/", {"held": "each", "every": "none", "reviews": "none"})
    author_client.post(f"{CHOICE}{author.pk}/change/", {"held": "none", "every": "mine", "reviews": "none"})
    assert DeskLetters.objects.get(user=moderator).held == "each"
    assert DeskLetters.objects.get(user=author).every == "mine"


def test_nobody_chooses_for_another(moderator, author_client, reader_client, stranger):
    for client, status in ((author_client, 403), (reader_client, 302), (stranger, 302)):
        answer = client.post(f"{CHOICE}{moderator.pk}/change/", {"held": "each", "every": "all"})
        assert answer.status_code == status
    assert not DeskLetters.objects.exists()


# The link


@pytest.mark.parametrize(("verb", "after"), [("approve", "shown"), ("reject", "rejected"), ("spam", "spam")])
def test_the_link_shows_on_get_and_judges_on_post(stranger, moderator, post, verb, after):
    comment = CommentFactory(post=post, state="held", hold_reason="newcomer", comment="Let me in")
    address = link(comment, moderator)
    page = stranger.get(address)
    assert page.status_code == 200
    assert "Let me in" in page.text
    assert "first comment" in page.text
    assert state(comment) == "held"
    assert stranger.post(address, {"verb": verb, "words": "Because."}).status_code == 303
    assert state(comment) == after
    assert Act.objects.get().by == moderator
    stranger.post(address, {"verb": "undo"})
    assert state(comment) == "held"


def test_the_link_takes_back_no_act_of_others(stranger, moderator, owner, post):
    comment = CommentFactory(post=post, state="held")
    stranger.post(link(comment, owner), {"verb": "spam"})
    stranger.post(link(comment, moderator), {"verb": "undo"})
    assert state(comment) == "spam"


@pytest.mark.parametrize("verb", ["", "trust", "hide", "delete"])
def test_the_link_can_do_no_more_than_it_says(stranger, moderator, post, verb):
    comment = CommentFactory(post=post, state="held")
    stranger.post(link(comment, moderator), {"verb": verb})
    assert state(comment) == "held"


def test_a_link_of_another_kind_or_of_no_moderator_judges_nothing(stranger, moderator, author, reader, post):
    comment = CommentFactory(post=post, state="held")
    tokens = [judge_token(comment.code, who.pk) for who in (author, reader)]
    tokens += ["nothing", signing.dumps(comment.code, salt="confirm"), judge_token("nobody2345", moderator.pk)]
    for token in tokens:
        for send in (stranger.get, stranger.post):
            assert send(f"/comments/judge/{token}/", {"verb": "approve"}).status_code == 404
    address = link(comment, moderator)
    moderator.is_active = False
    moderator.save()
    assert stranger.post(address, {"verb": "approve"}).status_code == 404
    assert state(comment) == "held"


def test_the_link_runs_out(stranger, moderator, post, monkeypatch):
    comment = CommentFactory(post=post, state="held")
    address = link(comment, moderator)
    monkeypatch.setattr(signing.time, "time", lambda now=signing.time.time: now() + 15 * 24 * 3600)
    assert stranger.get(address).status_code == 404


def test_another_sites_page_cannot_press_it(stranger, moderator, post):
    comment = CommentFactory(post=post, state="held")
    answer = stranger.post(link(comment, moderator), {"verb": "approve"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert state(comment) == "held"
