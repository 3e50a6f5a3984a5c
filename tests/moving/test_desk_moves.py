"""Moving in from the desk: the same code as the command's."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from blog.models import Move, Post, Wording
from blog.moving import desk, waiting
from blog.moving.waiting import run_move
from tests.factories import SeriesFactory, UserFactory

from .exports import blogger
from .exports.blogs import series_blog

pytestmark = pytest.mark.django_db

LIST, ADD = "/admin/blog/move/", "/admin/blog/move/add/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"
    return settings.VAR_DIR / "private"


def export(days=3, name="blog.xml"):
    return SimpleUploadedFile(name, blogger.old_form(series_blog(days)).encode())


def send(client, upload=None, **fields):
    return client.post(ADD, {"upload": upload or export(), "pictures": "archive", **fields})


def kept_files(folder):
    return [path.name for path in folder.rglob("*") if path.is_file()]


def test_an_upload_moves_in_beside_the_server(editor_client, editor, own_folder, run_followups):
    answer = send(editor_client)
    move = Move.objects.get()
    assert answer["Location"] == f"/admin/blog/move/{move.pk}/change/"
    assert (move.state, move.by, move.source_name) == ("waiting", editor, "blog.xml")
    assert not Post.objects.exists()
    assert kept_files(own_folder) == ["blog.xml"]
    run_followups()
    move.refresh_from_db()
    assert (move.state, move.format, move.upload) == ("done", "blogger", "")
    assert Post.objects.count() == 3
    assert kept_files(own_folder) == []


def test_nobody_may_fetch_what_was_uploaded(editor_client, own_folder, settings):
    send(editor_client)
    upload = Move.objects.get().upload
    assert upload.path.startswith(str(own_folder))
    assert not upload.path.startswith(str(settings.MEDIA_ROOT))
    with pytest.raises(ValueError, match="Nobody may fetch"):
        _ = upload.url


def test_the_page_shows_the_running_move_and_looks_again(editor_client):
    send(editor_client)
    move = Move.objects.get()
    page = editor_client.get(f"{LIST}{move.pk}/change/").content.decode()
    assert "It waits for its turn." in page
    assert '<meta http-equiv="refresh"' in page
    Move.objects.update(state="running", step="Bringing in posts", done=20, total=50)
    page = editor_client.get(f"{LIST}{move.pk}/change/").content.decode()
    assert "20 of 50" in page
    assert '<progress value="20" max="50"' in page


def test_the_report_stands_on_the_page_with_links_to_the_posts(editor_client, run_followups):
    send(editor_client)
    run_followups()
    page = editor_client.get(f"{LIST}{Move.objects.get().pk}/change/").content.decode()
    assert "http-equiv" not in page
    assert "3 posts (3 roles)" in page
    assert "Write the standfirst" in page
    assert f'<a href="/admin/blog/role/{Post.objects.get(title="Baker").pk}/change/">Baker</a>' in page
    assert "3 posts" in editor_client.get(LIST).content.decode()


def test_a_rehearsal_writes_no_post(editor_client, run_followups):
    send(editor_client, is_rehearsal="on")
    run_followups()
    move = Move.objects.get()
    assert (move.state, move.report["made"]["post"], Post.objects.count()) == ("done", 3, 0)
    assert "A rehearsal: nothing is written." in editor_client.get(f"{LIST}{move.pk}/change/").content.decode()


def test_the_options_are_those_of_the_command(editor_client, run_followups):
    SeriesFactory(slots=1)
    other = SeriesFactory(slug="other", name="Other", is_default=False)
    send(editor_client, series=other.pk, host="https://old.example/", pictures="link", format="blogger")
    run_followups()
    assert Move.objects.get().options == {
        "series": "other", "format": "blogger", "host": "https://old.example/", "pictures": "link",
    }  # fmt: skip
    assert other.slots.filter(post__isnull=False).count() == 3


def test_what_cannot_be_read_is_refused_with_the_reason(editor_client, own_folder, run_followups):
    send(editor_client, SimpleUploadedFile("note.txt", b"Hello."))
    run_followups()
    move = Move.objects.get()
    assert (move.state, move.finished_at is not None) == ("refused", True)
    assert "is of no format that can be moved in" in editor_client.get(f"{LIST}{move.pk}/change/").content.decode()
    assert kept_files(own_folder) == []


def test_a_large_file_is_sent_to_the_command(editor_client, monkeypatch):
    monkeypatch.setattr(desk, "MOST_BYTES", 1000)
    answer = send(editor_client)
    assert "Bring it in with the command import_blog on the server." in answer.content.decode()
    assert not Move.objects.exists()


def test_a_file_has_to_be_named(editor_client):
    answer = editor_client.post(ADD, {"pictures": "archive"})
    assert "This field is required." in answer.content.decode()
    assert not Move.objects.exists()


def test_an_error_in_the_program_is_told_and_not_tried_again(editor_client, monkeypatch, own_folder, run_followups):
    def broken(*args, **kwargs):
        raise RuntimeError("on fire")

    monkeypatch.setattr(waiting, "move_in", broken)
    send(editor_client)
    run_followups()
    move = Move.objects.get()
    assert move.state == "refused"
    assert "on fire" in move.problem
    assert kept_files(own_folder) == []


def test_a_worker_that_was_killed_is_followed_by_another(editor_client):
    send(editor_client)
    move = Move.objects.get()
    Move.objects.update(state="running", step="Bringing in posts")
    run_move.call(move.pk)
    move.refresh_from_db()
    assert (move.state, Post.objects.count()) == ("done", 3)
    run_move.call(move.pk)
    assert Post.objects.count() == 3


@pytest.mark.parametrize("address", [LIST, ADD])
def test_moving_in_is_for_editors_and_owners(address, stranger, author_client, moderator_client, editor_client):
    assert stranger.get(address).status_code == 302
    assert author_client.get(address).status_code == 403
    assert moderator_client.get(address).status_code == 403
    assert editor_client.get(address).status_code == 200


def test_an_author_may_not_look_at_a_move_nor_begin_one(author_client, editor_client):
    send(editor_client)
    assert author_client.get(f"{LIST}{Move.objects.get().pk}/change/").status_code == 403
    assert send(author_client).status_code == 403
    assert Move.objects.count() == 1


def test_a_move_that_is_not_there_is_told(editor_client):
    assert editor_client.get(f"{LIST}77/change/", follow=True).status_code == 200


def test_a_move_is_neither_changed_nor_deleted(editor_client):
    send(editor_client)
    move = Move.objects.get()
    editor_client.post(f"{LIST}{move.pk}/change/", {"source_name": "x"})
    assert editor_client.post(f"{LIST}{move.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Move.objects.get().source_name == "blog.xml"


def test_an_editor_adds_a_wording_as_headings_are_compared(editor_client):
    editor_client.post("/admin/blog/wording/add/", {"phrase": "Was *schön* ist!", "section": "perks"})
    assert Wording.objects.get().phrase == "was * schön * ist"
    answer = editor_client.post("/admin/blog/wording/add/", {"phrase": " * !", "section": "perks"})
    assert "Write the words of the heading." in answer.content.decode()


def test_wordings_are_for_editors(author_client):
    assert author_client.get("/admin/blog/wording/").status_code == 403


def test_the_list_asks_the_database_no_more_for_more_moves(editor_client, django_assert_max_num_queries):
    for _n in range(12):
        Move.objects.create(source_name="x", by=UserFactory())
    with django_assert_max_num_queries(12):
        editor_client.get(LIST)


def packed(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"my posts/{name}.md", text)
    return SimpleUploadedFile("posts.zip", buffer.getvalue())


def test_our_own_markdown_may_come_as_a_zip(editor_client, run_followups):
    baker = "---\nkind: role\ntitle: Baker\ncategory: food\n---\n\n## Why it matters\n\nBread.\n"
    send(editor_client, packed(baker=baker, about="---\nkind: page\ntitle: About\n---\n\nText.\n"))
    run_followups()
    assert Post.objects.get(kind="role").category.slug == "food"
    assert Move.objects.get().report["made"] == {"page": 1, "post": 1, "role": 1}


def test_markdown_of_others_in_a_zip_is_read_as_theirs(editor_client, run_followups):
    send(editor_client, packed(baker="---\ntitle: Baker\nlayout: post\ndate: 2024-05-01\n---\n\nBread.\n"))
    run_followups()
    assert Post.objects.get().kind == "essay"
