"""Comments are judged from their list."""

import pytest

from blog.models import Comment
from tests.factories import CommentFactory, RoleFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/blog/comment/"


def judge(client, action, *comments):
    return client.post(
        ADDRESS, {"action": action, "_selected_action": [comment.pk for comment in comments]}, follow=True
    )


@pytest.mark.parametrize(
    ("action", "state"),
    [("approve", "shown"), ("hold", "held"), ("reject", "rejected"), ("spam", "spam"), ("remove", "removed")],
)
def test_comments_are_judged_in_bulk(moderator_client, action, state):
    before = "shown" if action == "hold" else "held"
    role = RoleFactory(published=True)
    comments = [CommentFactory(post=role, state=before) for _n in range(3)]
    answer = moderator_client.post(
        f"{ADDRESS}?state={before}",
        {"action": action, "_selected_action": [comment.pk for comment in comments[:2]]},
        follow=True,
    )
    assert "2 comments:" in answer.content.decode()
    assert [Comment.objects.get(pk=comment.pk).state for comment in comments] == [state, state, before]
    role.refresh_from_db()
    assert role.comment_count == Comment.objects.shown().count()


def test_approving_shows_the_comment_to_readers(moderator_client, stranger):
    comment = CommentFactory(state="held", comment="Quite new.")
    address = comment.post.get_absolute_url()
    assert "Quite new." not in stranger.get(address).content.decode()
    judge(moderator_client, "approve", comment)
    assert "Quite new." in stranger.get(address).content.decode()


def test_what_waits_is_shown_first_with_the_reason(moderator_client):
    CommentFactory(state="held", hold_reason="links", comment="Waits.")
    CommentFactory(comment="Is out.")
    page = moderator_client.get(ADDRESS).content.decode()
    assert "Waits." in page
    assert "many links" in page
    assert "Is out." not in page
    assert "Is out." in moderator_client.get(f"{ADDRESS}?state=all").content.decode()


def test_comments_are_found_by_word_name_and_address(moderator_client):
    CommentFactory(state="held", comment="About salaries", user_name="Ada", user_email="Ada@Example.com")
    CommentFactory(state="held", comment="Other", user_name="Bob", user_email="bob@example.com")
    for words in ("salaries", "ada", "ada@example.com"):
        page = moderator_client.get(ADDRESS, {"q": words}).content.decode()
        assert "About salaries" in page
        assert "Other" not in page


def test_the_list_leads_to_the_post(moderator_client):
    comment = CommentFactory(state="held", post=RoleFactory(title="Data Engineer", published=True))
    assert f'<a href="{comment.post.get_absolute_url()}">' in moderator_client.get(ADDRESS).content.decode()


def test_scripts_in_names_and_texts_are_only_text(moderator_client):
    CommentFactory(state="held", user_name="<script>alert(1)</script>", comment="<img src=x onerror=alert(2)>")
    page = moderator_client.get(ADDRESS).content.decode()
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def test_nobody_rewrites_or_deletes_a_comment_here(moderator_client, owner_client):
    comment = CommentFactory(state="held")
    for client in (moderator_client, owner_client):
        assert client.get(f"{ADDRESS}{comment.pk}/change/").status_code == 200
        assert client.post(f"{ADDRESS}{comment.pk}/change/", {"comment": "Other words"}).status_code == 403
        assert client.post(f"{ADDRESS}{comment.pk}/delete/", {"post": "yes"}).status_code == 403
