from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from blog import search
from blog.actions.checks import problems
from blog.actions.counts import count_comments
from blog.actions.posting import post_comment
from blog.actions.posts import COMPUTED_FIELDS, refresh_post
from blog.models import Comment, Post, RelatedRole, Series, Skill, Slot, Tag
from blog.models.comments import MAX_THREAD_DEPTH
from blog.sample.bulk import make_content
from blog.sample.bulk.threads import plan_threads
from tests.factories import RoleFactory

pytestmark = pytest.mark.django_db


def test_the_command_adds_as_many_as_asked_and_says_how_far_it_is(capsys):
    call_command("make_content", posts=20, comments=30)
    assert (Post.objects.published().count(), Comment.objects.count()) == (20, 30)
    assert Post.objects.essays().count() == 2
    assert "20 of 20 posts" in capsys.readouterr().out


def test_it_refuses_fewer_than_nothing():
    with pytest.raises(CommandError):
        call_command("make_content", posts=-1, comments=0)


def test_bulk_posts_are_as_refresh_post_would_leave_them():
    make_content(20, 40)
    for post in Post.objects.all():
        assert problems(post) == []
        before = computed(post)
        counts = post.comment_count, post.last_comment_at
        refresh_post(post)
        count_comments(post)
        post = Post.objects.get(pk=post.pk)
        assert computed(post) == before
        assert (post.comment_count, post.last_comment_at) == counts


def computed(post):
    """What refresh_post computes, but for what it notes for the next change."""
    values = {name: getattr(post, name) for name in COMPUTED_FIELDS}
    return values | {"rendered": {name: value for name, value in post.rendered.items() if name != "places"}}


def test_roles_stand_on_the_days_of_a_series_and_know_their_neighbours():
    make_content(20, 0)
    [series] = Series.objects.all()
    assert series.is_default
    assert Slot.objects.filter(series=series).count() == 365
    posts = Post.objects.roles().order_by("publish_at").select_related("slot")
    assert [post.slot.day for post in posts] == list(range(1, 19))
    assert Post.objects.filter(publish_at__gt=timezone.now()).count() == 0
    assert all(post.role_skills.count() == 6 and post.tags.count() == 3 for post in posts)
    assert RelatedRole.objects.filter(post=posts[0]).exists()
    assert Post.objects.essays().order_by("-pk").first().mentions.count() == 3


def test_posts_were_read_so_that_some_are_popular(client):
    make_content(20, 0)
    read = Post.objects.most_read(30)
    assert read.exists()
    assert read.first().get_absolute_url() in client.get("/popular/?days=30").content.decode()
    assert Post.objects.popular_first().first().standing.readers_30 > 0


def test_tags_skills_and_the_index_know_the_posts():
    make_content(10, 0)
    assert sum(Tag.objects.values_list("post_count", flat=True)) == 30
    assert sum(Skill.objects.values_list("role_count", flat=True)) == 54
    post = Post.objects.roles().first()
    assert search.search(post.title).hits[0].post_id == post.pk


def test_threads_are_as_the_library_keeps_them():
    make_content(3, 120)
    ours = {comment.pk: comment for comment in Comment.objects.all()}
    assert {comment.level for comment in ours.values()} == set(range(MAX_THREAD_DEPTH + 1))
    for comment in ours.values():
        parent = ours[comment.parent_id]
        assert comment.object_pk == str(comment.post_id)
        assert comment.level == (parent.level + 1 if parent is not comment else 0)
        assert comment.thread_id == (comment.root_id or comment.pk) == parent.thread_id
        assert comment.is_public == comment.is_shown()
        assert (comment.reply_to_id is None) == (comment.root_id is None)
    for root in (comment for comment in ours.values() if comment.root_id is None):
        thread = [comment for comment in ours.values() if comment.thread_id == root.pk]
        assert sorted(comment.order for comment in thread) == list(range(1, len(thread) + 1))
        assert root.nested_count == len(thread) - 1


def test_a_reader_can_answer_in_such_a_thread(reader):
    make_content(3, 120)
    deep = Comment.objects.filter(level=MAX_THREAD_DEPTH).first()
    answer = post_comment(deep.post, name="Reader", email=reader.email, body="Me too.", reply_to=deep, user=reader)
    assert (answer.reply_to, answer.level, answer.root_id) == (deep, MAX_THREAD_DEPTH, deep.root_id)


def test_a_second_run_adds_to_the_first_and_to_what_is_there():
    theirs = RoleFactory(title="Machine Learning Engineer", published=True)
    make_content(12, 10)
    make_content(12, 10)
    assert Post.objects.count() == 25
    assert Comment.objects.count() == 20
    assert Series.objects.filter(is_default=True).count() == 1
    assert Post.objects.filter(title=theirs.title).count() == 1


def test_the_same_seed_gives_the_same_texts():
    make_content(5, 5, seed=7)
    first = list(Post.objects.order_by("pk").values_list("title", "why", "body"))
    Post.objects.all().delete()
    make_content(5, 5, seed=7)
    assert list(Post.objects.order_by("pk").values_list("title", "why", "body")) == first


def test_long_threads_come_with_many_comments_only():
    rng = Random(1)  # noqa: S311
    large, small = plan_threads(rng, 500, 10_000), plan_threads(rng, 50, 100)
    assert (sum(large), sum(small)) == (10_000, 100)
    assert max(large) >= 1000
    assert max(small) < 50
    assert plan_threads(rng, 0, 10) == []


def test_the_pages_of_bulk_posts_open(client):
    make_content(10, 30)
    for post in Post.objects.all():
        page = client.get(post.get_absolute_url())
        assert page.status_code == 200
        assert post.title in page.content.decode()
