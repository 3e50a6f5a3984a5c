"""Queries put together once."""

import datetime
import threading

import pytest
from django.db import connection
from django.db.models import BigIntegerField, CharField, DateTimeField, F
from django.db.models.lookups import In
from django.utils import timezone

from blog.models import Post
from blog.models.prepared import Given, Prepared, PreparedForEach, each, given_each
from blog.models.whole_posts import read_whole
from tests.factories import EssayFactory, RoleFactory

pytestmark = pytest.mark.django_db

by_title = Prepared(
    lambda: (
        Post.objects.published(Given("now", DateTimeField()))
        .filter(title=Given("title", CharField()))
        .select_related("category")
        .prefetch_related("tags")
    )
)


def test_it_gives_the_rows_of_the_query_set_with_all_that_belongs_to_them(django_assert_num_queries):
    role = RoleFactory(published=True, title="Baker", tags=["bread"])
    [found] = by_title(title="Baker", now=timezone.now())
    assert found == role
    with django_assert_num_queries(0):
        assert found.category == role.category
        assert [tag.name for tag in found.tags.all()] == ["bread"]
        assert found.publish_at == role.publish_at


def test_each_call_has_its_own_values():
    RoleFactory(published=True, title="Baker")
    RoleFactory(published=True, title="Smith")
    now = timezone.now()
    assert [post.title for post in by_title(title="Smith", now=now)] == ["Smith"]
    assert [post.title for post in by_title(title="Baker", now=now)] == ["Baker"]
    assert by_title(title="Baker", now=now - datetime.timedelta(days=4000)) == []
    assert by_title(title="' OR 1=1 --", now=now) == []


def test_a_value_that_is_missing_is_an_error():
    with pytest.raises(KeyError):
        by_title(title="Baker")


def test_it_is_put_together_once_for_a_connection():
    built = []

    def build():
        built.append(1)
        return Post.objects.filter(pk=Given("pk", BigIntegerField())).values_list("title", flat=True)

    titles = Prepared(build)
    role = RoleFactory()
    assert titles(pk=role.pk) == titles(pk=role.pk) == [role.title]
    assert len(built) == 1

    def elsewhere():
        titles.compiled()
        connection.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(built) == 2


def test_a_list_of_values_may_be_short():
    titles = Prepared(
        lambda: Post.objects.filter(In(F("pk"), given_each("pk", 3, BigIntegerField()))).values_list("title", flat=True)
    )
    baker, smith = RoleFactory(title="Baker"), RoleFactory(title="Smith")
    RoleFactory(title="Cook")
    assert sorted(titles(**each("pk", 3, [baker.pk, smith.pk]))) == ["Baker", "Smith"]
    assert titles(**each("pk", 3, [smith.pk])) == ["Smith"]
    assert titles(**each("pk", 3, [])) == []


def test_any_number_of_ids_is_asked_for():
    titles = PreparedForEach(lambda ids: Post.objects.filter(In(F("pk"), ids)).values_list("title", flat=True))
    first, *others = RoleFactory.create_batch(PreparedForEach.MOST + 2, bare=True)
    assert titles([]) == []
    assert titles([first.pk]) == [first.title]
    assert sorted(titles(post.pk for post in [first, *others])) == sorted(post.title for post in [first, *others])


def test_a_post_that_is_read_whole_asks_for_nothing_that_hangs_on_it(django_assert_num_queries):
    baker, essay = RoleFactory(title="Baker", tags=["bread"], day=3), EssayFactory(title="On bread")
    whole = {post.title: post for post in read_whole([baker.pk, essay.pk])}
    byline = essay.bylines.select_related("author").get()
    parts = {name: list(getattr(baker, name).all()) for name in ("tasks", "steps", "pay", "tagged", "bylines")}
    with django_assert_num_queries(0):
        assert {name: list(getattr(whole["Baker"], name).all()) for name in parts} == parts
        assert [row.skill.name for row in whole["Baker"].role_skills.all()] == ["Python", "Statistics", "Writing"]
        assert {row.role.title for row in whole["Baker"].tasks.all()} == {"Baker"}
        assert (whole["Baker"].category, whole["Baker"].slot.day) == (baker.category, 3)
        assert [row.tag.name for row in whole["Baker"].tagged.all()] == ["bread"]
        assert [row.author.name for row in whole["On bread"].bylines.all()] == [byline.author.name]
        assert list(whole["On bread"].tasks.all()) == []
    assert whole["Baker"].tasks.filter(text__contains="answer").count() == 1
