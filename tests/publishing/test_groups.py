"""What each group may do, and above all what it may not."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from blog.models import Post, Role
from blog.publishing.groups import GROUPS, keep_groups
from tests.conftest import client_of
from tests.factories import AuthorFactory, CommentFactory, EssayFactory, PageFactory, RoleFactory, UserFactory

from .addresses import ADD_ROLE, form_address

pytestmark = pytest.mark.django_db

POSTS = ["blog/role", "blog/essay"]
SHELVES = ["blog/series", "blog/slot", "blog/skill", "blog/tag", "blog/category", "blog/author", "blog/picture"]
HOUSE = ["blog/sitesettings", "accounts/user", "auth/group", "admin/logentry"]
CONVERSATION = ["blog/comment", "blog/rule", "blog/act"]
MAY_OPEN = {
    "author": [*POSTS, *SHELVES, "blog/resource", "blog/idea"],
    "moderator": CONVERSATION,
    "editor": [*POSTS, "blog/page", *SHELVES, "blog/resource", "blog/idea", "blog/address", "blog/link", *CONVERSATION],
    "owner": [
        *POSTS,
        "blog/page",
        *SHELVES,
        "blog/resource",
        "blog/idea",
        "blog/address",
        "blog/link",
        *CONVERSATION,
        *HOUSE,
    ],
}
MAY_ADD = {
    "author": [*POSTS, "blog/skill", "blog/resource", "blog/picture", "blog/idea"],
    "moderator": ["blog/rule"],
    "editor": [*POSTS, "blog/page", *SHELVES, "blog/resource", "blog/idea", "blog/address", "blog/rule"],
    "owner": [
        *POSTS,
        "blog/page",
        *SHELVES,
        "blog/resource",
        "blog/idea",
        "blog/address",
        "blog/rule",
        "accounts/user",
    ],
}
EVERYTHING = sorted({place for places in MAY_OPEN.values() for place in places})


@pytest.fixture
def member():
    def make(group):
        user = UserFactory(is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        if group == "author":
            AuthorFactory(user=user)
        return user

    return make


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_opens_its_own_places_and_no_others(member, group):
    client = client_of(member(group))
    opened = [place for place in EVERYTHING if client.get(f"/admin/{place}/", follow=True).status_code == 200]
    added = [place for place in EVERYTHING if client.get(f"/admin/{place}/add/").status_code == 200]
    assert opened == sorted(MAY_OPEN[group])
    assert added == sorted(MAY_ADD[group])


@pytest.mark.parametrize("place", EVERYTHING)
def test_nobody_outside_the_staff_gets_in(stranger, reader_client, place):
    assert stranger.get(f"/admin/{place}/").status_code == 302
    assert reader_client.get(f"/admin/{place}/", follow=True).status_code == 403


def test_authors_see_their_own_posts_alone(author_client, author, editor_client):
    mine, theirs = RoleFactory(title="My role", authors=[author.author]), RoleFactory(title="Their role")
    listed = author_client.get("/admin/blog/role/").content.decode()
    assert "My role" in listed
    assert "Their role" not in listed
    assert author_client.get(form_address(mine)).status_code == 200
    for address in ("change", "history", "delete"):
        assert author_client.get(f"/admin/blog/role/{theirs.pk}/{address}/").status_code == 403
    assert editor_client.get(form_address(theirs)).status_code == 200


@pytest.mark.parametrize("state", [Post.State.SUBMITTED, Post.State.READY, Post.State.WITHDRAWN])
def test_authors_read_but_do_not_change_what_is_out_of_their_hands(author_client, author, state):
    role = RoleFactory(title="Mine", authors=[author.author], state=state)
    assert author_client.get(form_address(role)).status_code == 200
    assert author_client.post(form_address(role), {"title": "Changed"}).status_code == 403
    assert author_client.post(f"/admin/blog/role/{role.pk}/delete/", {"post": "yes"}).status_code == 403


def test_authors_do_not_change_their_published_post(author_client, author):
    role = RoleFactory(authors=[author.author], published=True)
    assert author_client.post(form_address(role), {"title": "Changed"}).status_code == 403


def test_authors_delete_their_own_drafts(author_client, author):
    role = RoleFactory(authors=[author.author])
    assert author_client.post(f"/admin/blog/role/{role.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Role.objects.exists()


def test_the_kind_of_a_post_opens_it_only_in_its_own_place(editor_client):
    essay, page = EssayFactory(), PageFactory()
    for post in (essay, page):
        answer = editor_client.get(f"/admin/blog/role/{post.pk}/change/")
        assert answer.status_code == 302
        assert editor_client.get(f"/admin/blog/post/{post.pk}/change/")["Location"] == form_address(post)


def test_the_lookup_of_roles_changes_nothing_and_keeps_others_drafts_to_itself(author_client):
    RoleFactory(title="Secret draft")
    RoleFactory(title="Known role", published=True)
    looked = {"app_label": "blog", "model_name": "relation", "field_name": "other"}
    found = author_client.get("/admin/autocomplete/", looked | {"term": "r"}).json()["results"]
    assert [role["text"] for role in found] == ["Known role"]
    assert author_client.get("/admin/blog/post/add/").status_code == 403


@pytest.mark.parametrize("group", ["author"])
def test_whoever_does_not_moderate_gets_no_say_over_comments(member, group):
    comment = CommentFactory(state="held")
    client = client_of(member(group))
    answer = client.post("/admin/blog/comment/", {"action": "approve", "_selected_action": [comment.pk]})
    assert answer.status_code == 403
    comment.refresh_from_db()
    assert comment.state == "held"


def test_moderators_do_not_upload_or_look_things_up(moderator_client):
    assert moderator_client.post("/admin/blog/picture/upload/").status_code == 403
    assert moderator_client.get(ADD_ROLE).status_code == 403
    looked = {"app_label": "blog", "model_name": "roleskill", "field_name": "skill", "term": "a"}
    assert moderator_client.get("/admin/autocomplete/", looked).status_code == 403


def test_the_groups_are_kept_and_others_left_alone():
    own = Group.objects.create(name="Interns")
    own.permissions.add(Permission.objects.get(codename="view_role"))
    author = Group.objects.get(name="author")
    before = set(author.permissions.all())
    author.permissions.clear()
    keep_groups()
    call_command("migrate", verbosity=0)
    assert set(author.permissions.all()) == before
    assert Group.objects.count() == len(GROUPS) + 1
    assert own.permissions.count() == 1
