"""Every save is kept, and what was kept comes back."""

import datetime

import pytest
from django.utils import timezone

from blog.actions.posts import publish_post, withdraw_post
from blog.actions.restoring import restore_revision
from blog.actions.revisions import record_revision, thin_revisions
from blog.actions.saving import Refused
from blog.models import Post, Resource, Revision, Sheet, Skill
from blog.models.snapshots import snapshot_of
from tests.factories import EssayFactory, RoleFactory, RoleResourceFactory, SeriesFactory

pytestmark = pytest.mark.django_db


def numbers(post):
    return list(post.revisions.order_by("number").values_list("number", flat=True))


def test_the_same_post_twice_makes_one_revision(editor):
    role = RoleFactory(tags=["data"])
    assert record_revision(role, by=editor).number == 1
    assert record_revision(role, by=editor) is None
    role.title = "Another"
    role.save()
    assert record_revision(role, by=editor).changed == ["title"]
    assert numbers(role) == [1, 2]


def test_a_revision_knows_texts_rows_tags_and_how_the_post_stood():
    SeriesFactory(slots=3)
    role = RoleFactory(title="Data Engineer", day=2, tags=["C++", "data"], perks=["Calm"])
    snapshot = record_revision(role).snapshot
    assert snapshot["fields"]["title"] == "Data Engineer"
    assert snapshot["fields"]["category"]["name"] == role.category.name
    assert snapshot["tags"] == ["C++", "data"]
    assert [row["title"] for row in snapshot["rows"]["perks"]] == ["Calm"]
    assert snapshot["rows"]["role_skills"][0]["skill"]["name"]
    assert snapshot["standing"]["slot"] == str(role.slot)


def test_publishing_and_withdrawing_are_revisions(editor):
    role = RoleFactory()
    publish_post(role, by=editor)
    withdraw_post(role, by=editor)
    first, second = role.revisions.order_by("number")
    assert "state" in second.changed
    assert (first.said, second.said) == ("Published.", "Withdrawn.")
    assert first.by == editor


def test_what_was_kept_comes_back_and_what_replaced_it_is_kept_too(editor):
    role = RoleFactory(title="Data Engineer", tags=["data", "pipes"], perks=["Calm", "Pay"])
    RoleResourceFactory(role=role)
    before = snapshot_of(role)
    old = record_revision(role, by=editor)
    role.title, role.why = "Spoiled", "<p>Gone.</p>"
    role.save()
    for rows in (role.perks, role.role_resources, role.tagged):
        rows.all().delete()
    record_revision(role, by=editor)

    restored = restore_revision(old, by=editor)
    assert snapshot_of(restored) == before
    assert numbers(role) == [1, 2, 3]
    assert "Spoiled" in str(role.revisions.get(number=2).snapshot)
    assert "Calm" in str(Post.objects.get(pk=role.pk).rendered["parts"])  # its page follows


def test_the_state_day_and_address_of_a_post_stay_when_its_text_is_restored(editor):
    SeriesFactory(slots=3)
    role = RoleFactory(title="Old", day=1)
    old = record_revision(role, by=editor)
    role.title, role.slug, role.slot = "New", "new", role.slot.series.slots.get(day=2)
    role.save()
    publish_post(role, by=editor)
    restore_revision(old, by=editor)
    role.refresh_from_db()
    assert (role.title, role.slug, role.slot.day, role.is_public()) == ("Old", "new", 2, True)


def test_what_was_saved_by_another_way_is_kept_before_it_is_replaced(editor):
    role = RoleFactory(title="First")
    old = record_revision(role, by=editor)
    Post.objects.filter(pk=role.pk).update(title="By the shell")
    restore_revision(old, by=editor)
    assert role.revisions.get(number=2).snapshot["fields"]["title"] == "By the shell"


def test_skills_and_resources_that_were_deleted_meanwhile_come_back(editor):
    role = RoleFactory(skills=["Python", "SQL", "Patience"])
    RoleResourceFactory(role=role)
    record = record_revision(role, by=editor)
    role.role_skills.all().delete()
    role.role_resources.all().delete()
    Skill.objects.all().delete()
    Resource.objects.all().delete()
    restore_revision(record, by=editor)
    assert sorted(row.skill.name for row in role.role_skills.all()) == ["Patience", "Python", "SQL"]
    assert role.role_resources.count() == 1


def test_a_post_that_is_out_is_not_restored_to_less_than_it_needs(editor):
    role = RoleFactory(bare=True, title="Bare")
    old = record_revision(role, by=editor)
    full = RoleFactory(published=True)
    Revision.objects.filter(pk=old.pk).update(post=full)
    title = full.title
    with pytest.raises(Refused):
        restore_revision(Revision.objects.get(pk=old.pk), by=editor)
    full.refresh_from_db()
    assert full.title == title
    assert full.perks.exists()


def test_notes_of_changes_come_back_in_their_order(editor):
    essay = EssayFactory()
    for text in ("one", "two"):
        essay.change_notes.create(text=text)
    before = snapshot_of(essay)
    old = record_revision(essay, by=editor)
    essay.change_notes.all().delete()
    restore_revision(old, by=editor)
    assert snapshot_of(essay) == before


def made(post, *days_ago):
    """Revisions of these ages, the oldest first."""
    for number, days in enumerate(days_ago, start=1):
        made_at = timezone.now().replace(hour=12) - datetime.timedelta(days=days, minutes=-number)
        Revision.objects.create(post=post, number=number, made_at=made_at, snapshot={}, digest=str(number))


def test_old_revisions_are_thinned_by_the_rule():
    role, other = RoleFactory(), RoleFactory()
    made(role, 2000, 1000, 999, 100, 100, 100, 99, 3, 3, 3)
    made(other, 100, 100)
    thin_revisions.call()
    thin_revisions.call()
    kept = numbers(role)
    assert kept[0] == 1  # the first
    assert kept[-3:] == [8, 9, 10]  # all of a month
    assert {6, 7} <= set(kept)  # the last of each day
    assert not {4, 5} & set(kept)
    assert numbers(other) == [1, 2]  # its first and its newest


def test_of_what_was_typed_and_never_saved_a_month_is_kept(editor):
    now, day = timezone.now(), datetime.timedelta(days=1)
    for key, typed, age in (("seen", None, 2), ("typed", {}, 2), ("old", {"title": ["x"]}, 31)):
        Sheet.objects.create(key=key, user=editor, kind="role", typed=typed, seen_at=now - age * day)
    thin_revisions.call()
    assert [sheet.key for sheet in Sheet.objects.all()] == ["typed"]
