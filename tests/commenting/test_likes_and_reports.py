"""Liking and reporting: once a person, without a cookie, and never at another site's wish."""

import pytest
from django.test import Client

from blog.actions.moderation import judge
from blog.models import Comment, Like, Report
from tests.factories import CommentFactory, RoleFactory

pytestmark = pytest.mark.django_db

FETCHED = {"X-Requested-With": "fetch"}


@pytest.fixture
def comment(post):
    return CommentFactory(post=post)


def press(client, comment, what="like", **fields):
    headers = fields.pop("headers", {})
    remote = fields.pop("REMOTE_ADDR", "127.0.0.1")
    return client.post(f"/comments/{comment.code}/{what}/", fields, headers=headers, REMOTE_ADDR=remote)


def likes(comment):
    comment.refresh_from_db()
    assert comment.like_count == Like.objects.filter(comment=comment).count()
    return comment.like_count


def test_a_like_leads_back_and_a_second_press_takes_it_away(client, comment):
    response = press(client, comment)
    assert response.status_code == 303
    assert response.headers["Location"].endswith(f"?thread=1#comment-{comment.code}")
    assert likes(comment) == 1
    press(client, comment)
    assert likes(comment) == 0
    assert not client.cookies


def test_a_fetched_like_says_the_number_and_is_what_it_asked_for(client, comment):
    for _twice in range(2):
        assert press(client, comment, liked="1", headers=FETCHED).json() == {"liked": True, "like_count": 1}
    for _twice in range(2):
        assert press(client, comment, liked="0", headers=FETCHED).json() == {"liked": False, "like_count": 0}


def test_likes_count_people(client, reader_client, comment):
    press(client, comment)
    press(Client(), comment, REMOTE_ADDR="192.0.2.7")
    press(reader_client, comment)
    press(reader_client, comment, liked="1")
    assert likes(comment) == 3


def test_what_is_kept_of_a_stranger_differs_for_each_comment(client, comment):
    other = CommentFactory()
    press(client, comment)
    press(client, other)
    keys = set(Like.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert not any("127.0.0.1" in key for key in keys)


@pytest.mark.parametrize("what", ["like", "report"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_another_site_cannot_press_the_buttons(comment, what, headers, status):
    client = Client(enforce_csrf_checks=True)
    assert press(client, comment, what, headers=headers).status_code == status


def test_get_does_not_like(client, comment):
    assert client.get(f"/comments/{comment.code}/like/").status_code == 405
    assert likes(comment) == 0


def test_reporting_asks_why_and_thanks(client, comment):
    page = client.get(f"/comments/{comment.code}/report/")
    assert page.status_code == 200
    assert comment.user_name in page.text
    response = press(client, comment, "report", reason="rude", note="Look at the second line.")
    assert response.status_code == 303
    assert "Thank you" in client.get(response.headers["Location"]).text
    assert (Report.objects.get().reason, Report.objects.get().note) == ("rude", "Look at the second line.")
    assert not client.cookies


def test_a_wrong_reason_and_a_long_note_are_explained(client, comment):
    for fields in ({"reason": "because"}, {"reason": "spam", "note": "x" * 301}):
        assert press(client, comment, "report", **fields).status_code == 422
    assert not Report.objects.exists()


def test_three_people_make_a_comment_wait_and_one_person_does_not(client, comment):
    for _n in range(3):
        press(client, comment, "report", reason="spam")
    comment.refresh_from_db()
    assert (comment.report_count, comment.state) == (1, "shown")
    for n in range(2):
        press(client, comment, "report", reason="spam", REMOTE_ADDR=f"192.0.2.{n}")
    comment.refresh_from_db()
    assert (comment.report_count, comment.state, comment.hold_reason) == (3, "held", "reported")
    judge("approve", Comment.objects.filter(pk=comment.pk))
    press(client, comment, "report", reason="spam", REMOTE_ADDR="192.0.2.99")
    comment.refresh_from_db()
    assert comment.state == "shown", "approved is approved: three more have to report it"


def test_reports_do_not_silence_the_posts_author(client, author):
    post = RoleFactory(published=True, authors=[author.author])
    comment = CommentFactory(post=post, user=author)
    for n in range(4):
        press(client, comment, "report", reason="spam", REMOTE_ADDR=f"192.0.2.{n}")
    comment.refresh_from_db()
    assert (comment.state, comment.report_count) == ("shown", 4)
