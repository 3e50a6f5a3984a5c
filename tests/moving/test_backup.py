import json
import threading
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction
from django.utils import timezone

from blog.actions.pictures import store_picture
from blog.actions.popularity import renew_popularity
from blog.caching import changes
from blog.models import Address, Comment, Picture, Post, ProvenRestore, Readership, Referral, Tag
from blog.moving.keeping import back_up, backing_up, restoring
from blog.moving.keeping.archive import digest_of, opened, packing
from blog.moving.keeping.proving import scratch_database
from blog.moving.keeping.tables import empty_tables
from blog.search import search
from tests.conftest import client_of, staff
from tests.factories import CommentFactory, RoleFactory, UserFactory
from tests.pictures.files import photograph


@pytest.fixture
def site(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return make_site()


@pytest.fixture
def scratch_allowed(settings, tmp_path, django_db_setup, django_db_blocker):
    """As `db`, for tests in which a second database comes and goes: Django's own test case would not let it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MIGRATION_MODULES = {}  # that database is migrated; the tests' own was made from the models
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def make_site():
    """A role with its rows, tags, a thread, a cover, an old address; pictures in a folder of its own."""
    role = RoleFactory(published=True, title="Night Baker", day=3, tags=["bread", "C++"])
    role.cover = store_picture(photograph(), alt="An oven")
    role.save()
    first = CommentFactory(post=role, comment="How warm is it?", user=UserFactory(email="mara@example.com"))
    CommentFactory(reply_to=first, comment="Very.", user_email="tom@example.com")
    Address.objects.move("/2020/01/baker.html", role.get_absolute_url())
    today = timezone.localdate()
    Readership.objects.add([(role.pk, today, 9, 7, 3)])
    Referral.objects.add([(role.pk, today, "example.org", 2)])
    renew_popularity.func()
    return role


@pytest.fixture
def file(site, tmp_path):
    call_command("backup", tmp_path / "site.zip", verbosity=0)
    return tmp_path / "site.zip"


def members(path):
    with opened(path) as backup:
        return backup.manifest["members"]


def restore(*args, **options):
    call_command("restore", *map(str, args), **options)


def forget_everything(settings):
    empty_tables("default")
    for path in settings.MEDIA_ROOT.rglob("*.*"):
        path.unlink()


def test_what_is_restored_is_what_was_backed_up(file, settings, tmp_path, client):
    forget_everything(settings)
    restore(file)
    call_command("backup", tmp_path / "again.zip")
    assert members(tmp_path / "again.zip") == members(file)
    assert b"How warm is it?" in client.get("/roles/night-baker/").content
    assert client.get("/2020/01/baker.html")["Location"] == "/roles/night-baker/"
    assert [hit.post.slug for hit in search("baker").hits] == ["night-baker"]
    assert Post.objects.most_read(7).get().slug == "night-baker"


def test_pages_kept_of_the_site_that_was_here_are_drawn_anew(file, django_capture_on_commit_callbacks):
    kept, count = changes.versions().places(["everything"]), changes.versions().count
    with django_capture_on_commit_callbacks(execute=True):
        restore(file, replace=True)
    assert changes.versions().is_newer(kept, count)


def test_new_rows_after_a_restore_get_numbers_of_their_own(file, settings):
    forget_everything(settings)
    restore(file)
    CommentFactory(post=Post.objects.get())
    Tag.objects.create(name="new")
    assert Comment.objects.count() == 3


def test_a_site_in_use_is_not_written_over_unless_one_says_so(file):
    RoleFactory(title="Since then")
    with pytest.raises(CommandError, match="say --replace"):
        restore(file)
    assert Post.objects.count() == 2
    restore(file, replace=True)
    assert [post.title for post in Post.objects.all()] == ["Night Baker"]


def test_a_restore_that_fails_leaves_the_old_site(file, settings, monkeypatch):
    RoleFactory(title="Since then")
    later = store_picture(photograph(300, 300), alt="Later")
    swap = restoring.media.Exchange.swap

    def swap_and_fail(self):
        swap(self)
        raise OSError("The disk is full.")

    monkeypatch.setattr(restoring.media.Exchange, "swap", swap_and_fail)
    with pytest.raises(CommandError, match="The disk is full"):
        restore(file, replace=True)
    assert Post.objects.filter(title="Since then").exists()
    assert (settings.MEDIA_ROOT / later.file.name).is_file()
    assert not [path for path in settings.MEDIA_ROOT.iterdir() if path.name.startswith(".")]


def test_pictures_are_exchanged_and_other_files_stay(file, settings):
    later = store_picture(photograph(300, 300), alt="Later").file.name
    (settings.MEDIA_ROOT / "notes.txt").write_text("mine")
    restore(file, replace=True)
    assert not (settings.MEDIA_ROOT / later).exists()
    assert (settings.MEDIA_ROOT / Picture.objects.get().file.name).is_file()
    assert (settings.MEDIA_ROOT / "notes.txt").is_file()


@pytest.mark.parametrize("place", [0.001, 0.3, 0.6, 0.9, 0.9999])
def test_a_damaged_file_is_refused_wherever_the_damage_is(file, place):
    content = bytearray(file.read_bytes())
    content[int(len(content) * place)] ^= 1
    file.write_bytes(content)
    refused(file, "damaged|cut short")


def test_what_is_no_backup_is_refused(file, tmp_path):
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    refused(file, "cut short")
    file.write_bytes(b"")
    refused(file, "no backup of this program")
    with zipfile.ZipFile(tmp_path / "foreign.zip", "w") as foreign:
        foreign.writestr("manifest.json", "{}")
    refused(tmp_path / "foreign.zip", "no backup of this program")
    refused(tmp_path / "nowhere.zip", "There is no file")


def refused(path, why):
    for options in ({"check": True}, {"replace": True}):
        with pytest.raises(CommandError, match=why):
            restore(path, **options)
    assert Post.objects.get().title == "Night Baker"
    assert not ProvenRestore.objects.exists()


def test_a_name_that_leads_out_of_the_folder_is_refused(file, tmp_path):
    forge(file, tmp_path / "forged.zip", extra="media/../../stolen.png")
    refused(tmp_path / "forged.zip", "leads elsewhere")


def test_a_backup_of_a_later_version_is_refused_with_what_to_do(file, tmp_path):
    forge(file, tmp_path / "later.zip", migrations={"blog": ["0999_later"]})
    refused(tmp_path / "later.zip", "knows blog 0999_later.*restore it with that one")
    forge(file, tmp_path / "other.zip", format_version=9)
    refused(tmp_path / "other.zip", "does not read")


def forge(path, target, extra=None, **changes):
    """A backup with right checksums and something wrong in it."""
    with opened(path) as backup, packing(target) as pack:
        for name in backup.manifest["members"]:
            pack.write(name, backup.pieces(name))
        if extra:
            pack.write(extra, [b"x"])
        pack.close_with({**backup.manifest, **changes})


def test_rows_that_point_nowhere_are_refused(file, tmp_path):
    with opened(file) as backup, packing(tmp_path / "torn.zip") as pack:
        for name in backup.manifest["members"]:
            pack.write(name, [] if name == "rows/blog.category.jsonl" else backup.pieces(name))
        backup.manifest["tables"]["blog.category"]["rows"] = 0
        pack.close_with(backup.manifest)
    with pytest.raises(CommandError, match="point to rows that are not in it"):
        restore(tmp_path / "torn.zip", replace=True)
    assert Post.objects.get().category is not None


def test_no_secret_and_no_session_is_in_it(site, settings, tmp_path, client):
    settings.SECRET_KEY = "do-not-keep-this-key"
    client.force_login(UserFactory())
    back_up(tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as zip_file:
        inside = b"".join(zip_file.read(name) for name in zip_file.namelist())
    assert b"mara@example.com" in inside
    assert b"do-not-keep-this-key" not in inside
    assert client.session.session_key.encode() not in inside


def test_only_its_owner_may_read_it_and_nothing_else_is_overwritten(file, tmp_path):
    assert file.stat().st_mode & 0o077 == 0
    call_command("backup", file)
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(CommandError, match="is no backup"):
        call_command("backup", tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == "mine"
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", tmp_path / "no" / "site.zip")


def test_a_backup_that_fails_leaves_the_former_one(file, monkeypatch):
    before = file.read_bytes()
    monkeypatch.setattr(backing_up.media, "stored_names", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        back_up(file)
    assert file.read_bytes() == before
    assert list(file.parent.glob(".*")) == []


def test_pictures_in_a_bucket_come_back_as_well(db, settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    picture = store_picture(photograph(), alt="An oven").file
    with picture.open() as file:
        before = file.read()
    call_command("backup", tmp_path / "site.zip")
    picture.storage.delete(picture.name)
    restore(tmp_path / "site.zip", replace=True)
    with Picture.objects.get().file.open() as file:
        assert file.read() == before


def test_a_picture_that_is_missing_is_named(site, settings, tmp_path, capsys):
    (settings.MEDIA_ROOT / site.cover.file.name).unlink()
    call_command("backup", tmp_path / "site.zip")
    assert f"{site.cover.file.name} is not in the storage" in capsys.readouterr().err


def test_a_proven_restore_is_remembered_and_the_owner_sees_it(scratch_allowed, tmp_path, capsys):
    make_site()
    call_command("backup", file := tmp_path / "site.zip")
    owner_client, editor_client = client_of(staff("owner")), client_of(staff("editor"))
    page = owner_client.get("/admin/").content.decode()
    assert "No restore was ever proven" in page
    posts = Post.objects.count()
    restore(file, check=True)
    assert "Proven: " in capsys.readouterr().out
    proven = ProvenRestore.objects.get()
    assert (proven.file_name, proven.counts["blog.comment"], proven.counts["files"]) == ("site.zip", 2, 1)
    with file.open("rb") as whole:
        assert proven.sha256 == digest_of(whole, file.stat().st_size - 64)
    assert Post.objects.count() == posts
    assert "Last proven restore" in owner_client.get("/admin/").content.decode()
    assert "proven restore" not in editor_client.get("/admin/").content.decode()


def test_the_rows_are_of_one_moment_while_others_write(scratch_allowed, tmp_path, monkeypatch):
    with scratch_database() as using:
        connections[using].ensure_connection()
        if connections[using].vendor == "sqlite":
            connections[using].cursor().execute("PRAGMA journal_mode=WAL")
        call_command("migrate", database=using, verbosity=0, interactive=False)
        write_table = backing_up.write_table

        def write_after_others(pack, label, *args):
            if label == "blog.tag":
                writer = threading.Thread(target=write_a_tag, args=[using])
                writer.start()
                writer.join()
            return write_table(pack, label, *args)

        monkeypatch.setattr(backing_up, "write_table", write_after_others)
        back_up(tmp_path / "site.zip", using=using)
        assert Tag.objects.using(using).count() == 1
    with opened(tmp_path / "site.zip") as backup:
        assert backup.manifest["tables"]["blog.tag"]["rows"] == 0


def write_a_tag(using):
    Tag.objects.using(using).bulk_create([Tag(name="late", folded="late", slug="late")])
    connections[using].close()


def test_the_manifest_tells_people_what_is_in_it(file):
    with zipfile.ZipFile(file) as zip_file:
        manifest = json.loads(zip_file.read("manifest.json"))
    assert manifest["tables"]["blog.post"]["rows"] == 1
    assert manifest["settings"]["TIME_ZONE"] == "UTC"
    assert manifest["made_at"][:4] == str(timezone.now().year)
