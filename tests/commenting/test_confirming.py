"""The mailed link, and the receipt that tells what became of a comment."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from blog.actions.posting import forget_internet_addresses, forget_unconfirmed
from blog.followups import run_all
from blog.models import Comment, PendingComment, Post
from blog.models.tokens import confirm_token
from tests.factories import CommentFactory

from .conftest import link_mailed, write, write_and_confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(monkeypatch):
    """Four days later."""

    def wait():
        PendingComment.objects.update(mailed_at=timezone.now() - datetime.timedelta(days=4))
        monkeypatch.setattr("blog.models.tokens.CONFIRM_WITHIN", datetime.timedelta(seconds=-1))

    return wait


def test_the_link_shows_a_page_and_acts_on_post_only(client, post, unheld):
    receipt = write(client, post).headers["Location"]
    link = link_mailed()
    page = client.get(link)
    assert page.status_code == 200
    assert "How long did it take you?" in page.text
    assert not client.cookies
    assert not Comment.objects.exists()
    response = client.post(link)
    assert response.status_code == 303
    comment = Comment.objects.get()
    assert response.headers["Location"] == comment.get_own_receipt_url()
    assert "on the page" in client.get(receipt).text
    assert (comment.user_name, comment.state, comment.user) == ("Ines", "shown", None)
    assert not PendingComment.objects.exists()


def test_the_receipt_keeps_its_address_through_every_state(client, post, policy):
    receipt = write(client, post).headers["Location"]
    assert "Check your mail" in client.get(receipt).text
    client.post(link_mailed())
    assert "Waiting for a moderator" in (held := client.get(receipt).text)
    assert "It is your first comment here" in held
    for state, said in [
        ("shown", "Your comment is on the page"),
        ("rejected", "A moderator decided"),
        ("spam", "A moderator decided"),
        ("removed", "Taken off the page"),
    ]:
        Comment.objects.update(state=state)
        assert said in (page := client.get(receipt)).text
        assert page.headers["Cache-Control"].count("no-store")
    assert not client.cookies


def test_confirming_twice_is_one_comment(client, post, unheld):
    write(client, post)
    link = link_mailed()
    first, second = client.post(link), client.post(link)
    assert first.headers["Location"] == second.headers["Location"]
    assert Comment.objects.count() == 1
    assert "Already confirmed" in client.get(link).text


def test_nobody_gets_a_writers_receipt_by_repeating_the_words(client, post, unheld):
    write(client, post)
    theirs = client.post(link_mailed()).headers["Location"]
    mail.outbox.clear()
    assert write(client, post).headers["Location"] != theirs
    # Whoever has the mailed link has the address, and is led to the comment that is there.
    assert client.post(link_mailed()).headers["Location"] == theirs
    assert Comment.objects.count() == 1
    assert not PendingComment.objects.exists()


@pytest.mark.parametrize("token", ["x", "IjEyMyI:1abc:xyz", "ä\x01"])
def test_links_that_are_not_ours_are_explained(client, token):
    for kind in ("confirm", "receipt", "unsubscribe"):
        for method in (client.get, client.post):
            response = method(f"/comments/{kind}/{token}/")
            assert response.status_code == 404
            assert "not complete, " in response.text


def test_a_token_is_good_for_one_purpose(client, post):
    write(client, post)
    token = confirm_token(PendingComment.objects.get().code)
    assert client.get(f"/comments/receipt/{token}/").status_code == 404
    assert client.post(f"/comments/unsubscribe/{token}/").status_code == 404


def test_an_expired_link_keeps_the_text_and_sends_a_new_one(client, post, unheld, late, monkeypatch):
    receipt = write(client, post).headers["Location"]
    link = link_mailed()
    late()
    for response in (client.get(link), client.post(link)):
        assert response.status_code == 410
        assert "How long did it take you?" in response.text
    assert "The link has expired" in client.get(receipt).text
    assert not Comment.objects.exists()
    monkeypatch.undo()
    again = client.post(receipt, {"again": "1"})
    assert again.status_code == 303
    assert "Sent again" in client.get(again.headers["Location"]).text
    assert client.post(link_mailed()).status_code == 303
    assert len(mail.outbox) == 2
    assert Comment.objects.count() == 1


def test_what_was_never_confirmed_is_forgotten_and_said_so(client, post):
    receipt = write(client, post).headers["Location"]
    link = link_mailed()
    PendingComment.objects.update(mailed_at=timezone.now() - datetime.timedelta(days=31))
    forget_unconfirmed.call()
    assert client.get(receipt).status_code == 410
    assert client.post(link).status_code == 410


def test_where_a_comment_was_written_from_is_forgotten_after_thirty_days(client, post):
    write_and_confirm(client, post)
    write_and_confirm(client, post, body="And who paid for it?")
    assert set(Comment.objects.values_list("ip_address", flat=True)) == {"127.0.0.1"}
    old = Comment.objects.latest("pk")
    old.submit_date -= datetime.timedelta(days=31)
    old.save()
    forget_internet_addresses.call()
    assert list(Comment.objects.filter(ip_address=None)) == [old]


def test_comments_closed_meanwhile_are_explained_with_the_text(client, post, policy):
    write(client, post)
    link = link_mailed()
    policy(comments_open=False)
    response = client.post(link)
    assert response.status_code == 403
    assert "How long did it take you?" in response.text
    assert not Comment.objects.exists()


def test_what_was_written_in_time_may_be_confirmed_after_the_post_has_closed(client, post, policy):
    policy(comment_hold="never", close_after_days=1)
    write(client, post)
    link = link_mailed()
    day = datetime.timedelta(days=1)
    Post.objects.update(publish_at=timezone.now() - day - datetime.timedelta(hours=1))
    PendingComment.objects.update(created_at=timezone.now() - datetime.timedelta(hours=2))
    assert client.post(link).status_code == 303
    assert write(client, post, body="Later").status_code == 403


def test_a_post_taken_back_meanwhile_is_gone(client, post):
    write(client, post)
    link = link_mailed()
    Post.objects.update(publish_at=None, state="withdrawn")
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410


def test_the_letter_says_nothing_a_stranger_typed(client, post):
    write(client, post, name="Win a prize", body="Visit https://example.org/prize")
    run_all()
    letter = mail.outbox[-1]
    everything = letter.subject + letter.body + letter.alternatives[0].content
    assert letter.to == ["ines@example.com"]
    assert "Machine Learning Engineer" in letter.subject
    assert "prize" not in everything


def test_a_confirmed_answer_hangs_under_what_it_answers(client, post, unheld):
    answered = CommentFactory(post=post)
    write_and_confirm(client, post, reply_to=answered.code)
    assert Comment.objects.get(user_name="Ines").reply_to == answered


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}])
def test_no_other_site_presses_the_button(client, post, headers):
    write(client, post)
    assert client.post(link_mailed(), headers=headers).status_code == 403
    assert not Comment.objects.exists()


def test_the_receipt_shows_what_was_answered_where_it_does_not_stand_above_already(client, post):
    answered = CommentFactory(post=post, html="<p>Probability first.</p>")
    receipt = write(client, post, reply_to=answered.code).headers["Location"]
    assert "Probability first." in client.get(receipt).text
    in_its_thread = client.get(receipt, headers={"X-Requested-With": "fetch"}).text
    assert "How long did it take you?" in in_its_thread
    assert "Probability first." not in in_its_thread
