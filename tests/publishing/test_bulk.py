"""Many posts changed at once: what, how many, before and after, then done, with a revision of each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.actions import bulk
from blog.models import BulkChange, Post, Role, Tag
from blog.models.snapshots import digest_of, snapshot_of
from blog.search import search
from tests.factories import AuthorFactory, CategoryFactory, EssayFactory, RoleFactory, TagFactory, refreshed_together

pytestmark = pytest.mark.django_db

ROLES = "/admin/blog/role/"


def ask(client, posts, *, address=ROLES, across=False, **typed):
    """Tick these posts, choose the action, say what is to change."""
    sent = {"action": "change_many", "_selected_action": [post.pk for post in posts], "select_across": str(int(across))}
    return client.post(address, sent | typed)


def change(client, posts, *, address=ROLES, across=False, **typed):
    """The same, and say yes."""
    page = ask(client, posts, address=address, across=across, _bulk="1", **typed)
    number = page.context["number"]
    return ask(client, posts, address=address, across=across, _bulk="1", _confirm="1", _number=number, **typed)


def test_what_changes_is_shown_before_and_after_and_nothing_is_done_yet(editor_client):
    roles = [RoleFactory(title="A", tags=["old"]), RoleFactory(title="B", tags=["new"])]
    asked = ask(editor_client, roles)
    assert "2 posts are chosen." in asked.content.decode()
    page = ask(editor_client, roles, _bulk="1", add_tags="new", remove_tags="old").content.decode()
    assert "1 post changes" in page
    assert "<td>old</td><td>new</td>" in page
    assert roles[0].tags.names() == ["old"]
    assert not BulkChange.objects.exists()


def test_tags_category_and_authors_of_the_chosen_change_with_revisions_lists_and_index(editor, editor_client, stranger):
    old, new = AuthorFactory(name="Old Hand"), AuthorFactory(name="New Hand")
    category = CategoryFactory(name="Web", slug="web")
    roles = [RoleFactory(title=f"Role {n}", published=True, tags=["stays", "goes"], authors=[old]) for n in range(3)]
    other = RoleFactory(title="Other", published=True, tags=["goes"], authors=[old])
    said = {
        **{"add_tags": "zebra, stays", "remove_tags": "goes", "category": category.pk},
        **{"add_authors": [new.pk], "remove_authors": [old.pk]},
    }
    answer = change(editor_client, roles, **said)
    assert answer.status_code == 302
    assert "3 posts changed." in editor_client.get(ROLES).content.decode()
    for role in Role.objects.filter(pk__in=[role.pk for role in roles]):
        assert sorted(role.tags.names()) == ["stays", "zebra"]
        assert role.category == category
        assert [byline.author for byline in role.bylines.all()] == [new]
        newest, found = role.revisions.all()
        assert (newest.by, found.said) == (editor, "As it was found.")
        assert newest.said.startswith("With others: tag added: zebra; tag added: stays; tag removed: goes; category")
        assert newest.digest == digest_of(snapshot_of(role))
        assert {*newest.changed} == {"tags", "category", "bylines"}
    assert other.tags.names() == ["goes"]
    assert Tag.objects.get(name="goes").post_count == 1
    assert "Role 1" in stranger.get("/tags/zebra/").content.decode()
    assert {hit.post.title for hit in search("zebra").hits} == {"Role 0", "Role 1", "Role 2"}


def test_all_that_was_found_can_be_changed(editor_client):
    roles = [RoleFactory(title=f"Baker {n}") for n in range(4)]
    RoleFactory(title="Smith")
    answer = change(editor_client, roles[:1], address=f"{ROLES}?q=Baker", across=True, add_tags="bread")
    assert answer["Location"] == f"{ROLES}?q=Baker"
    assert Role.objects.filter(tagged__tag__name="bread").count() == 4


def test_who_says_yes_to_another_number_is_shown_the_new_one(editor_client):
    role = RoleFactory()
    typed = {"_bulk": "1", "_confirm": "1", "add_tags": "bread"}
    page = ask(editor_client, [role], **typed, _number="7")
    assert "Nothing is done yet: look once more." in page.content.decode()
    assert not role.tags.exists()


def test_a_post_that_is_out_keeps_an_author(editor_client):
    author = AuthorFactory()
    out, draft = RoleFactory(published=True, authors=[author]), RoleFactory(authors=[author])
    page = ask(editor_client, [out, draft], _bulk="1", remove_authors=[author.pk])
    assert "stays as it is" in page.content.decode()
    change(editor_client, [out, draft], remove_authors=[author.pk])
    assert out.bylines.count() == 1
    assert not draft.bylines.exists()
    assert "1 post changed. 1 was left as it was" in editor_client.get(ROLES).content.decode()


def test_bad_input_is_told_and_kept(editor_client):
    role, author = RoleFactory(), AuthorFactory()
    for typed, said in (
        ({}, "Say what is to change."),
        ({"remove_tags": "nobody has it"}, "There is no tag “nobody has it”."),
        ({"add_authors": [author.pk], "remove_authors": [author.pk]}, "One author cannot be added and removed."),
        ({"category": "999999", "add_tags": "bread"}, "Select a valid choice"),
    ):
        page = ask(editor_client, [role], _bulk="1", _confirm="1", **typed).content.decode()
        assert said in page
        assert typed.get("add_tags", "") in page
    assert not BulkChange.objects.exists()


def test_many_are_changed_after_the_answer_a_part_at_a_time_and_the_page_says_how_far(
    editor_client, monkeypatch, run_followups, owner_client
):
    monkeypatch.setattr(bulk, "WHILE_WAITING", 2)
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    monkeypatch.setattr(bulk, "A_TASK", 4)
    roles = [RoleFactory(title=f"Role {n}") for n in range(7)]
    answer = change(editor_client, roles, add_tags="bread")
    assert "0 of 7 posts done." in editor_client.get(answer["Location"]).content.decode()
    bulk.change_in_bulk.func(BulkChange.objects.get().pk)
    assert "4 of 7 posts done." in editor_client.get(answer["Location"]).content.decode()
    run_followups()
    assert "7 posts changed." in editor_client.get(answer["Location"]).content.decode()
    assert Role.objects.filter(tagged__tag__name="bread").count() == 7
    assert owner_client.get(answer["Location"]).status_code == 404
    run_followups()
    assert [role.revisions.count() for role in roles] == [2] * 7


def test_only_who_edits_all_posts_changes_many(author, author_client, moderator_client, stranger):
    role = RoleFactory(authors=[author.author])
    assert "change_many" not in author_client.get(ROLES).content.decode()
    ask(author_client, [role], _bulk="1", _confirm="1", _number="1", add_tags="bread")
    assert moderator_client.post(ROLES, {"action": "change_many"}).status_code == 403
    assert "login" in ask(stranger, [role])["Location"]
    assert not role.tags.exists()


def test_essays_and_pages_have_what_fits_them(editor_client):
    essay = EssayFactory(title="On water")
    change(editor_client, [essay], address="/admin/blog/essay/", add_tags="bread")
    assert essay.tags.names() == ["bread"]
    assert "add_tags" not in ask(editor_client, [], address="/admin/blog/page/", across=True).content.decode()


def queries(client, posts, **typed):
    with CaptureQueriesContext(connection) as asked:
        assert ask(client, posts, across=True, **typed).status_code == 200
    return len(asked)


def test_asking_costs_the_same_however_many_are_chosen(editor_client):
    TagFactory(name="bread")
    roles = [RoleFactory(tags=["a"]) for _n in range(3)]
    typed = {"_bulk": "1", "add_tags": "bread", "remove_tags": "a"}
    few = queries(editor_client, roles[:1], **typed)
    with refreshed_together():
        for _n in range(30):
            RoleFactory(tags=["a"], skills=["SQL"], perks=["x"])
    assert queries(editor_client, roles[:1], **typed) <= few + 3
    assert few <= 45
    assert Post.objects.count() == 33
