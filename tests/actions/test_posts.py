import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, transaction
from django.utils import timezone

from blog.actions.checks import NotReady
from blog.actions.posts import publish_post, refresh_post, unschedule_post, withdraw_post
from blog.actions.relating import NEIGHBOURS_A_ROLE
from blog.models import Address, Post, RelatedRole, Skill, Tag
from tests.factories import PostFactory, RoleFactory, SkillFactory

pytestmark = pytest.mark.django_db


def hours(number):
    return timezone.now() + datetime.timedelta(hours=number)


def test_an_empty_role_says_all_that_is_missing():
    post = Post.objects.create(title="Data Analyst")
    with pytest.raises(NotReady) as refusal:
        publish_post(post)
    assert [problem.field for problem in refusal.value.problems] == [
        "standfirst", "bylines", "why", "what", "role_skills", "perks", "drawbacks", "steps", "final",
    ]  # fmt: skip
    assert not Post.objects.published().exists()


def test_a_post_is_public_from_its_minute_on_and_not_before(editor):
    post = RoleFactory(published=True)
    publish_post(post, by=editor, at=hours(1))
    assert not Post.objects.published().exists()
    assert Post.objects.published(at=hours(1.1)).get() == post
    assert "Scheduled for" in LogEntry.objects.get().get_change_message()


def test_only_a_ready_post_can_have_a_time():
    post = RoleFactory(published=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(state=Post.State.DRAFT)


def test_a_withdrawn_post_comes_back_where_it_was():
    post = RoleFactory(published=True)
    came_out = post.publish_at
    withdraw_post(post)
    assert not Post.objects.published().exists()
    publish_post(post)
    assert Post.objects.published().get().publish_at == came_out


def test_a_post_that_is_out_cannot_be_unscheduled():
    with pytest.raises(ValueError, match="withdrawn"):
        unschedule_post(RoleFactory(published=True))


def test_refreshing_twice_changes_nothing():
    post = RoleFactory(published=True, tags=["python"])
    refresh_post(post)
    before = Post.objects.filter(pk=post.pk).values().get()
    refresh_post(post)
    assert Post.objects.filter(pk=post.pk).values().get() == before


def test_roles_are_related_by_the_skills_they_share_in_both_directions():
    first, second = PostFactory(published=True), PostFactory(published=True)
    shared = SkillFactory(name="Python")
    for role in (first, second):
        role.role_skills.create(skill=shared)
    refresh_post(first)
    assert set(RelatedRole.objects.values_list("post", "other", "shared_skills")) >= {
        (first.pk, second.pk, 1),
        (second.pk, first.pk, 1),
    }


def test_a_role_keeps_its_nearest_roles_only():
    python, sql = SkillFactory(name="Python"), SkillFactory(name="SQL")
    middle, near = PostFactory(published=True), PostFactory(published=True)
    far = [PostFactory(published=True) for _n in range(NEIGHBOURS_A_ROLE + 2)]
    for role in (middle, near, *far):
        role.role_skills.create(skill=python)
    for role in (middle, near):
        role.role_skills.create(skill=sql)
    for role in (middle, near, *far):
        refresh_post(role)
    related = RelatedRole.objects.filter(post=middle)
    assert related.count() == NEIGHBOURS_A_ROLE
    assert related.first().other == near


def test_what_is_taken_off_a_post_is_counted_less(run_followups):
    post = RoleFactory(published=True, tags=["python", "sql"])
    refresh_post(post)
    assert Tag.objects.get(name="sql").post_count == 1
    post.tags.remove("sql")
    refresh_post(post)
    run_followups()
    assert Tag.objects.get(name="sql").post_count == 0
    assert Tag.objects.get(name="python").post_count == 1


def test_a_scheduled_post_is_counted_once_it_is_out(run_followups):
    post = RoleFactory(published=True)
    publish_post(post, at=hours(1))
    skill = post.role_skills.first().skill
    assert Skill.objects.get(pk=skill.pk).role_count == 0
    Post.objects.update(publish_at=hours(-1), first_published_at=None)
    refresh_post(Post.objects.get())
    run_followups()
    assert Skill.objects.get(pk=skill.pk).role_count == 1
    assert Post.objects.get().first_published_at is not None


@pytest.mark.parametrize(
    ("title", "letter"), [("Écologue", "E"), ("3D Artist", "#"), ("数据科学家", "数"), ("مهندس", "م"), ("!!!", "#")]
)
def test_the_directory_knows_the_letter_of_every_script(title, letter):
    post = RoleFactory(published=True, title=title)
    refresh_post(post)
    assert post.letter == letter


def test_a_new_slug_leaves_a_redirect_without_chains():
    post = RoleFactory(published=True, slug="one")
    for slug in ("two", "three", "one", "four"):
        post.slug = slug
        post.save()
    assert dict(Address.objects.values_list("path", "target")) == {
        f"/roles/{slug}/": "/roles/four/" for slug in ("one", "two", "three")
    }


def test_a_draft_that_was_never_public_leaves_no_redirect():
    post = PostFactory(slug="secret-plan")
    post.slug = "other"
    post.save()
    assert not Address.objects.exists()
