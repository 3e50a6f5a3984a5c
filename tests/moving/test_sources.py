"""What is handed over, opened: files, folders and zip archives."""

import os
import zipfile

import pytest

from blog.moving.reports import Refused
from blog.moving.sources import MAX_MEMBERS, bare_host, open_source

from .exports.blogger import write_members


def read_all(path):
    with open_source(path) as source:
        return {name: source.beginning(name) for name in source.members()}


def test_a_file_is_a_source_of_one_member(tmp_path):
    path = tmp_path / "blog.xml"
    path.write_bytes(b"<feed/>")
    with open_source(path) as source:
        assert list(source.members()) == [source.name] == ["blog.xml"]
        assert (source.size("blog.xml"), source.beginning("blog.xml"), source.is_folder) == (7, b"<feed/>", False)
        assert "blog.xml" in source
        assert "other.xml" not in source


@pytest.mark.parametrize("name", ["export.zip", "export"])
def test_folders_and_archives_name_their_files_alike(tmp_path, name):
    path = write_members(tmp_path / name, {"b/deep/x.md": b"x", "a.md": b"a", "ñandú/ü.md": "ü".encode()})
    assert read_all(path) == {"a.md": b"a", "b/deep/x.md": b"x", "ñandú/ü.md": "ü".encode()}
    with open_source(path) as source:
        assert source.is_folder is (name == "export")
        assert "b/deep/x.md" in source
        assert "b/deep" not in source
        with pytest.raises(KeyError):
            source.open("b/missing.md")


@pytest.mark.parametrize("name", ["export.zip", "export"])
def test_what_systems_leave_behind_is_passed_over(tmp_path, name):
    left = {".DS_Store": b"1", "__MACOSX/a/._a.md": b"2", ".git/config": b"3", "a/Thumbs.db": b"4", "a/a.md": b"a"}
    assert read_all(write_members(tmp_path / name, left)) == {"a/a.md": b"a"}


def test_names_of_archives_written_elsewhere_are_understood(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("folder\\windows.md", b"w")
        # Written as UTF-8 without saying so, as one system does.
        archive.writestr("Größe.md".encode().decode("cp437"), b"m")
        for info in archive.infolist():
            info.flag_bits &= ~0x800
    assert set(read_all(path)) >= {"folder/windows.md"}


def test_the_host_may_be_given_as_an_address():
    assert bare_host("https://My.Blog.example/2025/") == bare_host(" my.blog.example ") == "my.blog.example"
    assert bare_host(None) == bare_host("http://[broken") == ""


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "There is no file or folder"),
        (lambda path: path.write_bytes(b""), "is empty. Export the blog again"),
        (lambda path: os.mkfifo(path), "neither a file nor a folder"),
        (lambda path: path.write_bytes(b"PK\x03\x04 and then nothing"), "is not a whole zip archive"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(tmp_path, make, sentence):
    make(tmp_path / "export")
    with pytest.raises(Refused, match=sentence):
        open_source(tmp_path / "export")


def test_a_file_nobody_may_read_says_so(tmp_path):
    path = tmp_path / "secret.xml"
    path.write_bytes(b"<feed/>")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this account may read everything")
    with pytest.raises(Refused, match="cannot be read: Permission denied"):
        open_source(path)


# Folders


def test_links_that_lead_out_of_a_folder_are_passed_over_and_noted(tmp_path):
    outside = tmp_path / "secret.md"
    outside.write_text("secret")
    folder = write_members(tmp_path / "blog", {"a.md": b"a", "sub/b.md": b"b"})
    (folder / "leak.md").symlink_to(outside)
    (folder / "all").symlink_to(tmp_path)
    (folder / "inside.md").symlink_to(folder / "a.md")
    (folder / "lost.md").symlink_to(folder / "nowhere")
    (folder / "round").symlink_to(folder)
    with open_source(folder) as source:
        assert list(source.members()) == ["a.md", "inside.md", "sub/b.md"]
        assert {name for name, _sentence in source.notes} == {"leak.md", "all", "round"}
        for name in ("leak.md", "../secret.md", "all/secret.md", str(outside), "sub/../a.md", "", "."):
            assert name not in source
            with pytest.raises(KeyError):
                source.open(name)


def test_pipes_and_folders_are_no_members(tmp_path):
    folder = write_members(tmp_path / "blog", {"a.md": b"a"})
    os.mkfifo(folder / "pipe.md")
    assert read_all(folder) == {"a.md": b"a"}


def test_a_folder_with_more_files_than_any_blog_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("blog.moving.sources.MAX_MEMBERS", 3)
    folder = write_members(tmp_path / "home", {f"{n}.md": b"x" for n in range(4)})
    with pytest.raises(Refused, match=f"more than {MAX_MEMBERS:,} files"), open_source(folder) as source:
        list(source.members())


# Archives


def test_only_what_is_asked_for_is_unpacked(tmp_path):
    """An archive of many gigabytes opens at once: its pictures are never touched."""
    path = write_members(tmp_path / "takeout.zip", {"feed.atom": b"<feed/>", "a.jpg": os.urandom(1000)})
    data = bytearray(path.read_bytes())
    at = data.find(b"a.jpg") + 100
    data[at : at + 50] = b"\xff" * 50
    path.write_bytes(data)
    with open_source(path) as source:
        assert source.beginning("feed.atom") == b"<feed/>"
        with pytest.raises(Refused, match=r"a\.jpg in takeout\.zip is damaged"):
            source.beginning("a.jpg")


def test_an_archive_within_an_archive_stays_shut(tmp_path):
    inner = write_members(tmp_path / "inner.zip", {"a.md": b"a"})
    outer = write_members(tmp_path / "outer.zip", {"inner.zip": inner.read_bytes()})
    assert list(read_all(outer)) == ["inner.zip"]


def test_an_archive_with_remarks_behind_it_opens(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.md", b"a")
        archive.comment = b"PK" * 30_000
    assert read_all(path) == {"a.md": b"a"}


def test_an_archive_in_the_long_form_opens(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive, archive.open("a.md", "w", force_zip64=True) as member:
        member.write(b"a")
    assert read_all(path) == {"a.md": b"a"}
