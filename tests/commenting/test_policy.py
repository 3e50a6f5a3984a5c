"""Which comments wait, and where nobody can write any."""

import datetime

import pytest
from django.utils import timezone

from blog.actions.posting import CommentsClosed, post_comment
from blog.models import Comment, Post
from tests.factories import CommentFactory, RoleFactory

from .conftest import WORDS, form_of, write, write_and_confirm

pytestmark = pytest.mark.django_db

REASON = Comment.HoldReason


def said_by(user, post, **words):
    return post_comment(
        post, name=user.get_full_name(), email=user.email, user=user, **{"body": "I have a question.", **words}
    )


def test_newcomers_wait_and_known_people_do_not(reader, post):
    first = said_by(reader, post)
    assert (first.state, first.hold_reason) == ("held", REASON.NEWCOMER)
    Comment.objects.update(state="shown")
    assert said_by(reader, post, body="Another").state == "shown"


def test_a_stranger_is_known_by_the_confirmed_address(client, post):
    CommentFactory(user_email="INES@example.com")
    write_and_confirm(client, post)
    assert Comment.objects.get(user_name="Ines").state == "shown"


def test_rejected_people_are_newcomers_still(reader, post):
    CommentFactory(user_email=reader.email, state="spam")
    assert said_by(reader, post).hold_reason == REASON.NEWCOMER


@pytest.mark.parametrize(
    ("hold", "state", "reason"),
    [
        ("always", "held", "policy"),
        ("old-posts", "held", "old-post"),
        ("newcomers", "shown", ""),
        ("never", "shown", ""),
    ],
)
def test_policies_for_somebody_known_on_an_old_post(reader, policy, hold, state, reason):
    post = RoleFactory(published=True, publish_at=timezone.now() - datetime.timedelta(days=31))
    CommentFactory(user_email=reader.email)
    policy(comment_hold=hold)
    comment = said_by(reader, post)
    assert (comment.state, comment.hold_reason) == (state, reason)


def test_new_posts_are_not_old(reader, post, policy):
    policy(comment_hold="old-posts")
    assert said_by(reader, post).state == "shown"


def test_many_links_wait_whatever_the_policy(reader, post, unheld):
    links = "Have a look: " + " ".join(f"https://en.wikipedia.org/wiki/{n}" for n in range(3))
    assert said_by(reader, post, body="https://example.org/ [b](https://example.org/b)").state == "shown"
    assert said_by(reader, post, body=links).hold_reason == REASON.LINKS


def test_a_post_may_hold_or_close_its_comments(client, reader, post, unheld):
    post.discussion = Post.Discussion.HELD
    post.save()
    assert said_by(reader, post).hold_reason == REASON.POST
    post.discussion = Post.Discussion.CLOSED
    post.save()
    response = write(client, post)
    assert response.status_code == 403
    assert WORDS["body"] in response.text
    assert "Comments on this post are closed." in client.get(form_of(post)).text
    assert client.get(form_of(post)).status_code == 403
    with pytest.raises(CommentsClosed, match="this post"):
        said_by(reader, post, body="Still")


def test_moderators_and_the_posts_authors_never_wait(author, owner, reader, policy):
    post = RoleFactory(published=True, authors=[author.author], discussion="held")
    policy(comment_hold="always")
    assert said_by(author, post).state == "shown"
    assert said_by(owner, post, body="https://a.example https://b.example https://c.example").state == "shown"
    assert said_by(reader, post).state == "held"
    assert said_by(author, RoleFactory(published=True)).state == "held"


def test_comments_close_after_so_many_days(client, post, policy):
    policy(close_after_days=2)
    assert write(client, post).status_code == 303
    Post.objects.update(publish_at=timezone.now() - datetime.timedelta(days=2, minutes=1))
    response = write(client, post, body="Too late")
    assert response.status_code == 403
    assert "Comments close 2 days after" in response.text
    assert "Too late" in response.text


def test_the_whole_site_may_be_closed_even_for_moderators(owner_client, post, policy):
    policy(comments_open=False)
    assert write(owner_client, post).status_code == 403
