"""What a reader keeps and has read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import KeptList, KeptPost, Post, ReadPost
from tests.factories import PostFactory, RoleFactory, SeriesFactory, UserFactory
from tests.reading.page import assert_same_for_all, paths, words

pytestmark = pytest.mark.django_db
ROLE = "/me/posts/role/typesetter/"


@pytest.fixture
def role():
    return RoleFactory(published=True, title="Typesetter")


@pytest.fixture
def mine(reader):
    return KeptList.objects.create(reader=reader, name="To try")


@pytest.fixture
def theirs():
    return KeptList.objects.create(reader=UserFactory(), name="Secret")


def kept(reader):
    return {row.post.title: row.kept_list and row.kept_list.name for row in reader.kept_posts.all()}


def test_a_post_is_kept_moved_and_removed(reader, reader_client, role, mine):
    assert "Keep it" in words(reader_client.get(ROLE))
    assert reader_client.post(ROLE, {}).url == ROLE
    assert kept(reader) == {"Typesetter": None}
    reader_client.post(ROLE, {"kept_list": mine.code})
    assert kept(reader) == {"Typesetter": "To try"}
    reader_client.post(ROLE, {"kept_list": mine.code, "name": "  For   later "})
    assert kept(reader) == {"Typesetter": "For later"}
    assert "Kept in “For later”" in words(reader_client.get(ROLE))
    assert reader_client.post(f"{ROLE}unkeep/", {"from": "all"}).url == "/me/kept/"
    assert kept(reader) == {}


def test_bad_input_is_explained_and_nothing_typed_is_lost(reader, reader_client, role, theirs):
    response = reader_client.post(ROLE, {"kept_list": theirs.code, "name": "Mine"})
    assert response.status_code == 422
    assert "This list is not there any more." in words(response)
    assert 'value="Mine"' in response.content.decode()
    assert kept(reader) == {}


def test_lists_are_made_renamed_and_removed(reader, reader_client, role, mine):
    assert reader_client.post("/me/kept/lists/", {"name": "TO TRY"}).url == mine.get_absolute_url()
    path = reader_client.post("/me/kept/lists/", {"name": "Night"}).url
    assert "Night" in words(reader_client.get(path))
    response = reader_client.post(f"{path}rename/", {"name": "to try"})
    assert response.status_code == 422
    assert "You have a list of this name already." in words(response)
    assert reader_client.post("/me/kept/lists/", {"name": " "}).status_code == 422
    reader_client.post(f"{path}rename/", {"name": "Day"})
    reader_client.post(ROLE, {"kept_list": path.split("/")[3]})
    assert kept(reader) == {"Typesetter": "Day"}
    reader_client.post(f"{path}remove/")
    assert kept(reader) == {"Typesetter": None}


def test_there_is_an_end_to_lists_and_posts(reader, reader_client, role, monkeypatch):
    monkeypatch.setattr("blog.actions.kept_posts.MOST_LISTS", 0)
    monkeypatch.setattr("blog.actions.kept_posts.MOST_KEPT", 0)
    assert reader_client.post("/me/kept/lists/", {"name": "More"}).status_code == 422
    response = reader_client.post(ROLE, {})
    assert response.status_code == 422
    assert "keeps 0 posts at most" in words(response)


ACTS = [f"{ROLE}unkeep/", f"{ROLE}read/", f"{ROLE}unread/", "/me/kept/lists/"]
PAGES = ["/me/", "/me/kept/", "/me/read/", ROLE]


@pytest.mark.parametrize("path", [*ACTS, *PAGES])
def test_strangers_are_asked_to_sign_in(client, role, path):
    response = client.post(path) if path in ACTS else client.get(path)
    assert response.url == f"/accounts/login/?next={path}"


@pytest.mark.parametrize("path", ACTS)
def test_nothing_is_done_by_looking(reader_client, role, path):
    assert reader_client.get(path).status_code == 405


def test_the_lists_of_others_are_not_there(reader_client, role, theirs):
    path = theirs.get_absolute_url()
    KeptPost.objects.create(reader=theirs.reader, post=role, kept_list=theirs)
    assert reader_client.get(path).status_code == 404
    for act in ("rename/", "remove/"):
        assert reader_client.post(path + act, {"name": "Ha"}).status_code == 404
        assert reader_client.get(path + act).status_code == 405
    reader_client.post(f"{ROLE}unkeep/")
    assert KeptPost.objects.count() == 1
    assert ROLE not in paths(reader_client.get("/me/kept/"))


def test_what_is_not_public_is_neither_kept_nor_shown(reader, reader_client, role):
    RoleFactory(title="Draft role")
    assert reader_client.post("/me/posts/role/draft-role/").status_code == 404
    KeptPost.objects.create(reader=reader, post=role)
    ReadPost.objects.create(reader=reader, post=role)
    Post.objects.filter(pk=role.pk).update(state=Post.State.WITHDRAWN, publish_at=None)
    for path in ("/me/", "/me/kept/", "/me/read/"):
        assert "Typesetter" not in words(reader_client.get(path))


def test_a_day_is_marked_as_read_and_unread(reader, reader_client, client, role):
    series = SeriesFactory(slots=3)
    Post.objects.filter(pk=role.pk).update(slot=series.slots.get(day=2))
    reader_client.post(f"{ROLE}read/")
    reader_client.post(f"{ROLE}read/")
    assert "You have read it" in words(reader_client.get(ROLE))
    days = f"/me/series/{series.slug}/days/"
    assert reader_client.get(days).json() == {"days": [2]}
    assert client.get(days).json() == {"days": []}
    assert reader_client.post(days).status_code == 405
    for path in ("/me/", "/me/read/"):
        assert "1 of 1 read" in words(reader_client.get(path))
    assert reader_client.post(f"{ROLE}unread/", {"from": "read"}).url == "/me/read/"
    assert reader_client.get(days).json() == {"days": []}


def test_pages_are_the_same_for_everyone_and_lead_there(client, reader_client, role):
    PostFactory(published=True, kind="essay", title="Why", slug="why")
    for path in ("/roles/typesetter/", "/essays/why/", "/roles/", "/"):
        response = client.get(path)
        assert_same_for_all(response)
    assert ROLE in paths(client.get("/roles/typesetter/"))
    assert ROLE in paths(client.get("/roles/"))
    assert "/me/posts/essay/why/" in paths(client.get("/essays/why/"))


def test_the_piece_is_for_who_is_signed_in(client, reader, reader_client, role):
    stranger = client.get(f"{ROLE}piece/")
    assert stranger.content == b""
    assert not stranger.cookies
    assert "Mark as read" in reader_client.get(f"{ROLE}piece/").content.decode()
    KeptPost.objects.create(reader=reader, post=role)
    said = reader_client.get(f"{ROLE}piece/")
    assert "Kept" in said.content.decode()
    assert "no-store" in said["Cache-Control"]


def test_a_page_of_cards_learns_which_are_kept(client, reader, reader_client, role, django_assert_num_queries):
    KeptPost.objects.create(reader=reader, post=role)
    others = [RoleFactory(published=True) for _n in range(3)]
    asked = {"post": ["role/typesetter", *(f"role/{post.slug}" for post in others), "essay/typesetter", "role", "\0"]}
    stranger = client.get("/me/kept-among/", asked)
    assert stranger.json()["kept"] == []
    assert not stranger.cookies
    with django_assert_num_queries(3):  # the session, the account, and this
        said = reader_client.get("/me/kept-among/", asked)
    assert said.json() == {"kept": ["role/typesetter"], "label": "Kept"}
    assert "no-store" in said["Cache-Control"]
    assert reader_client.post("/me/kept-among/").status_code == 405


@pytest.mark.parametrize("path", ["/me/", "/me/kept/", "/me/read/"])
def test_pages_cost_the_same_however_much_is_kept(reader, reader_client, path, django_assert_num_queries):
    def grow(number):
        for n in range(number):
            lists = KeptList.objects.create(reader=reader, name=f"{number} {n}")
            post = RoleFactory(published=True)
            KeptPost.objects.create(reader=reader, post=post, kept_list=lists)
            ReadPost.objects.create(reader=reader, post=post)

    grow(2)
    reader_client.get(path)
    with CaptureQueriesContext(connection) as few:
        reader_client.get(path)
    grow(12)
    with django_assert_num_queries(len(few)):
        reader_client.get(path)
    assert len(few) <= 14


@pytest.mark.parametrize("path", ["/me/", "/me/stories/", "/accounts/", "/accounts/email/"])
def test_a_page_of_ones_own_names_its_reader_without_script_too(reader_client, path):
    page = reader_client.get(path).content.decode()
    assert page.count('<span dir="auto">Reader</span></a>') == 2  # above and below
    assert "Sign in" not in page


def test_the_page_of_a_role_says_whether_its_changes_are_followed(reader, reader_client, role):
    path = f"/me/posts/role/{role.slug}/"
    assert "Follow its changes" in reader_client.get(path).content.decode()
    reader_client.post(f"/me/follow/role/{role.slug}/")
    assert "Followed" in reader_client.get(path).content.decode()
