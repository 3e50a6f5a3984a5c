"""The factories make what they say."""

import pytest

from blog.models import Comment, Post

from .factories import CommentFactory, EssayFactory, PageFactory, RoleFactory, SeriesFactory

pytestmark = pytest.mark.django_db


def test_a_plain_role_is_a_draft_the_public_never_sees():
    assert RoleFactory().state == Post.State.DRAFT
    assert not Post.objects.published().exists()


def test_published_posts_are_public_and_scheduled_ones_are_not():
    shown = {RoleFactory(published=True).pk, EssayFactory(published=True).pk, PageFactory(published=True).pk}
    EssayFactory(scheduled=True)
    assert set(Post.objects.published().values_list("pk", flat=True)) == shown


def test_a_role_takes_its_day_skills_and_tags():
    series = SeriesFactory(slots=40)
    role = RoleFactory(published=True, day=31, skills=["Python", "C++"], tags=["Python", "KI"])
    assert role.slot == series.slots.get(day=31)
    assert [row.skill.name for row in role.role_skills.all()] == ["Python", "C++"]
    assert set(role.tags.names()) == {"Python", "KI"}


def test_a_bare_role_has_no_parts():
    role = RoleFactory(bare=True)
    assert not role.role_skills.exists()
    assert not role.why


def test_replies_hang_in_their_thread():
    root = CommentFactory()
    reply = CommentFactory(reply_to=CommentFactory(reply_to=root))
    assert (reply.root, reply.post) == (root, root.post)
    assert Comment.objects.shown().on_public_posts().count() == 3


def test_the_cast_signs_in(reader_client, author_client, editor_client, moderator_client, owner_client, author):
    assert author.author.name == "Author"
