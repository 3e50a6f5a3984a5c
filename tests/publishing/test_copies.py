"""A post as the beginning of another, and links for outsiders that can be ended."""

import pytest
from lxml import html

from blog.models import Essay, Post, Role
from tests.factories import CommentFactory, EssayFactory, RoleFactory, SeriesFactory

from .addresses import form_address

pytestmark = pytest.mark.django_db


def duplicate(client, post):
    return client.post(f"/admin/blog/{post.kind}/{post.pk}/duplicate/")


def test_a_copy_has_texts_rows_and_tags_and_nothing_that_is_the_originals_own(editor, editor_client):
    SeriesFactory(slots=5)
    role = RoleFactory(
        title="Data Engineer", day=2, published=True, tags=["a", "b"], skills=["SQL", "Patience"], perks=["Calm", "Pay"]
    )
    CommentFactory(post=role)
    role.change_notes.create(changed_on="2026-01-01", text="Once.")
    answer = duplicate(editor_client, role)
    copy = Role.objects.exclude(pk=role.pk).get()
    assert answer["Location"] == form_address(copy)
    assert (copy.title, copy.slug, copy.state) == ("Copy of Data Engineer", "copy-of-data-engineer", Post.State.DRAFT)
    assert (copy.slot, copy.publish_at, copy.first_published_at, copy.comment_count) == (None, None, None, 0)
    assert copy.guid != role.guid
    assert copy.created_by == editor
    assert copy.why == role.why
    assert copy.tags.names() == role.tags.names()
    assert [row.skill for row in copy.role_skills.all()] == [row.skill for row in role.role_skills.all()]
    assert [perk.title for perk in copy.perks.all()] == ["Calm", "Pay"]
    assert copy.bylines.get().author == role.bylines.get().author
    assert not copy.change_notes.exists()
    assert copy.revisions.get().said == "Begun as a copy of “Data Engineer”."
    role.refresh_from_db()
    assert role.day == 2
    assert "This is a copy" in editor_client.get(answer["Location"]).content.decode()


def test_the_address_of_a_copy_follows_its_name(editor_client, press):
    duplicate(editor_client, RoleFactory(title="Data Engineer"))
    copy = Role.objects.get(title="Copy of Data Engineer")
    press("_save", editor_client, form_address(copy), title="Data Architect")
    copy.refresh_from_db()
    assert copy.slug == "data-architect"


def test_essays_are_copied_too_and_a_button_says_so(editor_client):
    essay = EssayFactory(title="On water")
    page = html.fromstring(editor_client.get(form_address(essay)).content.decode())
    assert page.xpath("//form[@id='duplicate-post']/@action") == [f"/admin/blog/essay/{essay.pk}/duplicate/"]
    duplicate(editor_client, essay)
    assert Essay.objects.filter(title="Copy of On water").exists()


def test_only_who_sees_a_post_and_may_write_copies_it(author_client, moderator_client, stranger, editor_client):
    role = RoleFactory()
    assert duplicate(author_client, role).status_code == 403
    assert duplicate(moderator_client, role).status_code == 403
    assert "login" in duplicate(stranger, role)["Location"]
    assert editor_client.get(f"/admin/blog/role/{role.pk}/duplicate/").status_code == 405
    assert editor_client.post("/admin/blog/role/999999/duplicate/").status_code in (302, 404)
    assert Role.objects.count() == 1


# Links for outsiders


def link_of(client, post):
    page = html.fromstring(client.get(form_address(post)).content.decode())
    return page.get_element_by_id("secret-link").get("value")


def test_links_end_when_they_are_ended_and_new_ones_work(editor_client, stranger, settings):
    role = RoleFactory(title="Secret role")
    link = link_of(editor_client, role)
    assert link.startswith(settings.SITE_URL)
    old = link.removeprefix(settings.SITE_URL)
    assert "Secret role" in stranger.get(old).content.decode()
    answer = editor_client.post(f"/admin/blog/role/{role.pk}/previews/end/")
    assert answer["Location"] == form_address(role)
    assert stranger.get(old).status_code == 404
    assert stranger.get(link_of(editor_client, role).removeprefix(settings.SITE_URL)).status_code == 200


def test_only_who_may_change_a_post_ends_its_links(author_client, stranger, editor_client):
    role = RoleFactory()
    address = f"/admin/blog/role/{role.pk}/previews/end/"
    assert author_client.post(address).status_code == 403
    assert "login" in stranger.post(address)["Location"]
    assert editor_client.get(address).status_code == 405
