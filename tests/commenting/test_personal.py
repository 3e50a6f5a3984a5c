"""What one person sees beside what everybody sees, fetched by script: JSON for who asks, and nothing for others."""

import pytest

from blog.models import Comment
from tests.factories import CommentFactory, RoleFactory

from .conftest import link_mailed, write, write_and_confirm

pytestmark = pytest.mark.django_db


def mine(client, post, *urls, **more):
    tokens = [url.split("/")[-2] for url in urls]
    return client.post("/comments/mine/", {"post": f"{post.kind}/{post.slug}", "receipt": tokens}, **more)


def test_a_stranger_sees_their_waiting_comment_in_its_place_and_nobody_else_does(client, post):
    answered = CommentFactory(post=post)
    receipt = write(client, post, reply_to=answered.code).headers["Location"]
    (waiting,) = mine(client, post, receipt).json()["waiting"]
    assert waiting["under"] == answered.code
    assert "How long did it take you?" in waiting["html"]
    assert "not confirmed yet" in waiting["html"]
    client.post(link_mailed())
    (waiting,) = mine(client, post, receipt).json()["waiting"]
    assert "It is your first comment here" in waiting["html"]
    assert mine(client, post).json() == {"waiting": [], "acts": {}, "each": ""}
    assert "How long" not in client.get(post.get_absolute_url()).text
    assert not client.cookies


def test_the_reason_of_a_moderator_is_told_there(client, post):
    receipt = write_and_confirm(client, post)
    Comment.objects.update(state="rejected", verdict="It is not about this post.")
    (waiting,) = mine(client, post, receipt).json()["waiting"]
    assert "It is not about this post." in waiting["html"]


def test_what_is_shown_gets_a_link_to_the_receipt_that_was_kept(client, post, unheld):
    receipt = write_and_confirm(client, post)
    comment = Comment.objects.get()
    assert receipt in mine(client, post, receipt).json()["acts"][comment.code]
    typed = comment.get_receipt_url()
    acts = mine(client, post, typed).json()["acts"][comment.code]
    assert typed in acts
    assert receipt not in acts, "who has the lesser link gets no better one"


def test_receipts_of_other_posts_and_made_up_ones_tell_nothing(client, post, unheld):
    receipt = write_and_confirm(client, RoleFactory(published=True))
    assert mine(client, post, receipt, "/x/y/", "/ä\x01/z/").json() == {"waiting": [], "acts": {}, "each": ""}
    for nothing in ("role/nothing", "role/\x00", "\x00", "role", ""):
        assert client.post("/comments/mine/", {"post": nothing}).status_code == 404
    assert client.post("/comments/mine/", {"post": f"role/{RoleFactory().slug}"}).status_code == 404


def test_an_account_sees_its_own_wherever_it_is_signed_in(reader, reader_client, client, post):
    held = CommentFactory(post=post, user=reader, state="held", hold_reason="links", comment="Mine")
    shown = CommentFactory(post=post, user=reader)
    said = mine(reader_client, post).json()
    assert [held.comment in waiting["html"] for waiting in said["waiting"]] == [True]
    assert shown.get_own_receipt_url() in said["acts"][shown.code]
    assert said["each"] == ""


def test_authors_get_links_to_questions_and_moderators_to_their_tools(
    author, author_client, owner_client, reader_client
):
    post = RoleFactory(published=True, authors=[author.author])
    question = CommentFactory(post=post, is_question=True)
    assert "answered/" in mine(author_client, post).json()["acts"][question.code]
    assert mine(reader_client, post).json()["acts"] == {}
    assert "/comments/CODE/moderate/" in mine(owner_client, post).json()["each"]


def test_it_is_asked_by_post_from_our_own_pages_and_kept_by_no_cache(client, post):
    assert client.get("/comments/mine/").status_code == 405
    assert mine(client, post, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert "no-store" in mine(client, post).headers["Cache-Control"]


def test_names_and_words_of_strangers_stay_text(client, post):
    receipt = write(client, post, name="<img src=x>", body="<script>x</script>").headers["Location"]
    html = mine(client, post, receipt).json()["waiting"][0]["html"]
    assert "<img" not in html
    assert "<script" not in html


def test_it_asks_the_same_for_little_and_for_much(reader, reader_client, post, django_assert_max_num_queries):
    for _size in range(2):
        with django_assert_max_num_queries(9):
            mine(reader_client, post)
        for _n in range(30):
            CommentFactory(post=post, user=reader, is_question=True)
            CommentFactory(post=post, user=reader, state="held")


def test_what_waits_is_told_in_its_thread_with_the_way_to_its_receipt(reader_client, post):
    path = f"{post.get_absolute_url()}comment/"
    sent = reader_client.post(path, {"body": "How long did it take?"})
    fetched = reader_client.get(sent.url, headers={"X-Requested-With": "fetch"}).text
    assert f'<a href="{sent.url}" rel="nofollow">Its receipt</a>' in fetched
    assert "This page will tell" not in fetched
    assert "This page will tell" in reader_client.get(sent.url).text
