"""Pages that processes of one machine share, and the next start finds."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from blog.caching import changes
from blog.caching.making import keep_page
from blog.caching.pages import KeptPages
from blog.caching.shelf import Page
from blog.caching.stored import KEPT_FOR, PRUNED_AFTER, Stored

from .conftest import ROOT, ask

MODIFIED = "Sat, 01 Jan 2028 00:00:00 GMT"
DOWN = "500 Internal Server Error"


class Words:
    """An application of one page; `drawn` counts how often it was asked."""

    def __init__(self):
        self.status, self.words, self.drawn, self.is_kept = "200 OK", b"old", 0, True

    def __call__(self, environ, start_response):
        self.drawn += 1
        if self.is_kept:
            keep_page("thing")
        start_response(
            self.status, [("Content-Type", "text/plain"), ("Last-Modified", "Sat, 01 Jan 2028 00:00:00 GMT")]
        )
        return [self.words]


@pytest.fixture
def words():
    return Words()


@pytest.fixture
def start(words, tmp_path):
    """start(): another process with the same pages."""
    return lambda: KeptPages(words, stored=Stored(tmp_path / "pages"))


def test_what_one_process_has_drawn_another_reads(start, words):
    first, second = ask(start(), "/"), ask(start(), "/")
    assert (second.status, second.headers, second.body) == (first.status, first.headers, first.body)
    packed = ask(start(), "/", HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert packed.status == 304
    assert words.drawn == 1


def test_no_process_reads_what_a_change_has_made_old(start, words):
    here, there = start(), start()
    ask(here, "/"), ask(there, "/")
    words.words = b"new"
    changes.renew(["thing"])
    assert [ask(one, "/").body for one in (here, there, start())] == [b"new"] * 3
    assert words.drawn == 2


def test_processes_draw_a_page_that_changes_all_the_time_in_turns(start, words, monkeypatch):
    monkeypatch.setattr("blog.caching.pages.YOUNG_FOR", 60)
    here, there = start(), start()
    ask(here, "/")
    changes.renew(["thing"])
    words.words = b"new"
    assert [ask(one, "/").body for one in (here, there)] == [b"old"] * 2
    assert ask(there, "/", HTTP_COOKIE="csrftoken=x").body == b"new"
    changes.renew(["thing"])
    assert [ask(one, "/").body for one in (there, start())] == [b"new"] * 2
    assert words.drawn == 2


def test_nor_what_was_drawn_before_the_changes_began_to_be_counted(start, words, settings):
    ask(start(), "/")
    settings.PAGE_VERSIONS.unlink()
    changes.versions.cache_clear()
    words.words = b"new"
    assert ask(start(), "/").body == b"new"


def test_a_start_without_a_database_shows_the_last_good_page_and_says_so(start, words):
    ask(start(), "/")
    changes.renew(["thing"], takes_away=False)
    words.status = DOWN
    answer = ask(start(), "/")
    assert (answer.status, answer.body) == (200, b"old")
    assert answer.headers["Warning"] == '110 - "Response is Stale"'


def test_what_was_withdrawn_does_not_come_back_with_the_next_start(start, words):
    ask(start(), "/")
    changes.renew(["thing"])
    words.status, words.is_kept = "410 Gone", False
    assert ask(start(), "/").status == 410
    words.status = DOWN
    assert ask(start(), "/").status == 500


def test_nor_from_a_process_that_had_it_while_another_found_it_gone(start, words):
    here, there = start(), start()
    ask(here, "/"), ask(there, "/")
    changes.renew(["thing"])
    words.status, words.is_kept = "410 Gone", False
    assert ask(there, "/").status == 410
    words.status = DOWN
    assert ask(here, "/").status == 500


def test_the_last_good_page_is_the_newest_that_any_process_has_drawn(start, words):
    here, there = start(), start()
    ask(here, "/")
    changes.renew(["thing"])
    words.words = b"new"
    ask(there, "/")
    changes.renew(["thing"], takes_away=False)
    words.status = DOWN
    answer = ask(here, "/")
    assert (answer.status, answer.body) == (200, b"new")


def test_what_may_have_lost_something_since_is_shown_by_no_process_whatever_fails(start, words):
    here = start()
    ask(here, "/")
    changes.versions.cache_clear()
    there = start()  # with a look of its own at what changed
    ask(there, "/")
    changes.renew(["thing"])
    changes.renew(["thing"], takes_away=False)
    words.status, words.words = DOWN, b"down"
    for one in (here, there, start()):
        answer = ask(one, "/")
        assert (answer.status, answer.body) == (500, b"down")


@pytest.mark.parametrize("name", ["SITE_URL", "LANGUAGE_CODE"])
def test_other_settings_begin_with_no_pages(start, words, settings, tmp_path, name):
    ask(start(), "/")
    setattr(settings, name, "other")
    ask(start(), "/")
    assert words.drawn == 2
    assert len(list((tmp_path / "pages").iterdir())) == 1


def test_other_code_begins_with_no_pages(start, words, settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text("one")
    ask(start(), "/"), ask(start(), "/")
    assert words.drawn == 1
    (tmp_path / "templates" / "base.html").write_text("three")
    ask(start(), "/")
    assert words.drawn == 2


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"[]\n", b"\xff\n"])
def test_a_damaged_file_is_no_page(start, words, damage):
    first = start()
    ask(first, "/")
    (file,) = (path for path in first.stored.folder.iterdir() if path.name != "locks")
    file.write_bytes(damage or file.read_bytes()[:-3])
    assert ask(start(), "/").body == b"old"
    assert words.drawn == 2


def test_a_folder_that_cannot_be_written_stops_nobody(start, words, caplog):
    first = start()
    for file in first.stored.folder.iterdir():
        file.unlink()
    first.stored.folder.rmdir()
    assert ask(first, "/").body == ask(first, "/").body == b"old"
    assert words.drawn == 1
    assert "could not be stored" in caplog.text
    changes.renew(["thing"], takes_away=False)
    words.status = DOWN
    answer = ask(first, "/")
    assert (answer.status, answer.body) == (200, b"old")


def test_nor_does_one_of_which_nothing_can_be_taken(start, words, monkeypatch):
    first = start()
    ask(first, "/")
    changes.renew(["thing"])
    words.status, words.is_kept = "410 Gone", False

    def refuse(path, **_unused):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert ask(first, "/").status == 410
    first.stored.most_bytes = 0
    first.stored.prune()


def test_a_page_for_which_there_is_no_room_leaves_nothing_behind(start, words, monkeypatch):
    first = start()
    write = Path.write_bytes

    def write_half(path, content):
        write(path, content[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write_half)
    assert ask(first, "/").body == b"old"
    assert [path.name for path in first.stored.folder.iterdir()] == ["locks"]


def test_the_folder_holds_no_more_than_it_should(tmp_path):
    stored = Stored(tmp_path, most_bytes=20_000)
    for number in range(30):
        stored.put(number, Page("200 OK", [], os.urandom(1000), (), 0, 0, 0))
        os.utime(stored.path(number), (time.time() - 30 + number,) * 2)
    stored.prune()
    kept = [number for number in range(30) if stored.get(number)]
    assert kept == list(range(kept[0], 30))
    assert 10 < len(kept) < 20


def test_a_page_that_nobody_asked_for_in_a_day_is_not_left_on_the_disk(tmp_path, monkeypatch):
    """It may name somebody who closed their account."""
    stored = Stored(tmp_path)
    stored.put("old", Page("200 OK", [], b"Ada was here", (), 0, 0, 0))
    os.utime(stored.path("old"), (time.time() - KEPT_FOR - 1,) * 2)
    stored.put("new", Page("200 OK", [], b"nobody", (), 0, 0, 0))
    assert stored.get("old")  # it is looked for now and then, not at each page
    monkeypatch.setattr(stored, "pruned_at", time.time() - PRUNED_AFTER - 1)
    stored.put("new", Page("200 OK", [], b"nobody", (), 0, 0, 0))
    assert not stored.get("old")
    assert stored.get("new")


# Between processes

ASKING = """
import sys, time, pathlib, django
django.setup()
from django.conf import settings
from blog.caching import KeptPages, keep_page
from blog.caching.stored import Stored
from tests.caching.conftest import ask

folder = pathlib.Path(sys.argv[1])
settings.PAGE_VERSIONS, settings.ALLOWED_HOSTS = folder / "versions", ["testserver"]

def application(environ, start_response):
    with (folder / "drawn").open("a") as drawn:
        print("once", file=drawn)
    while not (folder / "go").exists():
        time.sleep(0.02)
    keep_page("thing")
    start_response("200 OK", [])
    return [b"page"]

kept = KeptPages(application, stored=Stored(folder / "pages"))
print("asking", flush=True)
print(ask(kept, "/").text, flush=True)
"""


@pytest.fixture
def asking(tmp_path):
    """asking(): a process of its own that asks for the page, and says so first."""
    begun = []

    def begin():
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "VAR_DIR": str(tmp_path / "var")}
        command = [sys.executable, "-c", ASKING, tmp_path]
        one = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        begun.append(one)
        return one

    yield begin
    for one in begun:
        one.kill()
        one.communicate()


def lines(path):
    return path.read_text().splitlines() if path.exists() else []


def wait_until(is_so):
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_many_processes_draw_a_missing_page_once_and_one_that_dies_holds_up_nobody(asking, tmp_path):
    first = asking()
    wait_until(lambda: lines(tmp_path / "drawn"))
    others = [asking(), asking()]
    for one in others:
        assert one.stdout.readline() == "asking\n"
    assert lines(tmp_path / "drawn") == ["once"]
    first.kill()
    wait_until(lambda: len(lines(tmp_path / "drawn")) == 2)  # one of those that waited took over
    (tmp_path / "go").touch()
    assert [one.stdout.read() for one in others] == ["page\n", "page\n"]
    assert len(lines(tmp_path / "drawn")) == 2
