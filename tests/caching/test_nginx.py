"""The site behind nginx as docs/deploying.md configures it. Wants nginx; no site of this machine is touched."""

import http.client
import os
import secrets
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest
from django.db import connection

from blog.caching.versions import Versions
from blog.models import Address
from tests.factories import RoleFactory
from tests.nginx import Nginx, has_nginx
from tests.servers import free_port, wait_for

pytestmark = pytest.mark.skipif(not has_nginx(), reason="nginx is not installed")
HOST = "careers.example.org"
BEHIND = 2  # seconds; what the page tells owners to set, and words.py sets
OLD, NEW = "old " * 100, "new " * 100
ROOT = Path(__file__).resolve().parents[2]
OPTIONS = ("--interface", "wsgi", "--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "warning")


class Server:
    """granian with an application, its state in a folder."""

    def __init__(self, application, folder, **environment):
        self.port = free_port()
        command = [
            sys.executable,
            "-m",
            "granian",
            *OPTIONS,
            "--port",
            str(self.port),
            f"tests.caching.words:{application}",
        ]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={
                **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
                **{"DJANGO_SETTINGS_MODULE": "tests.settings", "VAR_DIR": str(folder)},
                **environment,
            },
        )

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@contextmanager
def running(folder, application, **environment):
    """A server, and nginx before it. Gives ask(path, method, header=...)."""
    with ExitStack() as ends:
        server = Server(application, folder, **environment)
        ends.callback(server.stop)
        wait_for(server.port)
        nginx = Nginx(folder / "nginx", server.port).start()
        ends.callback(nginx.stop)

        def ask(path, method="GET", host=HOST, port=None, body=None, **headers):
            line = http.client.HTTPConnection("127.0.0.1", port or nginx.port, timeout=30)
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            line.request(method, path, body=body, headers={"Host": host, **names})
            answer = line.getresponse()
            found = Answer(answer.status, answer.headers, answer.read())
            line.close()
            return found

        ask.server, ask.nginx, ask.folder = server, nginx, folder
        yield ask


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    with running(tmp_path_factory.mktemp("words"), "words") as ask:
        yield ask


class Words:
    """A page of this test's own behind nginx: `say` changes it, `asked` is what nginx has asked the server for."""

    def __init__(self, ask):
        self.ask, self.page = ask, f"/page/{secrets.token_hex(4)}/"
        (ask.folder / "asked").write_text("")
        self.say("200 OK", OLD)

    def say(self, status, text, takes_away=False):
        (self.ask.folder / "words").write_text(f"{status}\n{text}")
        Versions(self.ask.folder / "page-versions").renew(["thing"], takes_away)

    def __call__(self, path=None, *arguments, **more):
        return self.ask(path or self.page, *arguments, **more)

    def asked(self):
        return (self.ask.folder / "asked").read_text().splitlines()


@pytest.fixture
def words(started):
    return Words(started)


def cached(answer):
    return answer.headers["X-Cache"]


def test_a_page_comes_from_nginx_the_second_time_and_to_those_signed_in(words):
    first, second = words(), words(None, Cookie="sessionid=abc")
    assert (cached(first), cached(second)) == ("MISS", "HIT")
    assert first.body == second.body == OLD.encode()
    assert cached(words(f"{words.page}?utm_source=x&fbclid=y")) in ("HIT", "STALE", "REVALIDATED", "UPDATING")
    assert cached(words(f"{words.page}?page=2")) == "MISS"


def test_a_change_is_shown_within_the_seconds_that_are_granted(words):
    words()
    words.say("200 OK", NEW)
    changed_at = last_old = time.monotonic()
    # nginx counts whole seconds, so a page may be one more behind than it was told.
    while words().body != NEW.encode():
        last_old = time.monotonic()
        assert last_old < changed_at + 60
    assert last_old - changed_at <= BEHIND + 1


def test_each_form_is_stored_once_however_browsers_ask_for_it(words):
    plain = words()
    packed = words(None, Accept_Encoding="gzip, deflate, br, zstd")
    assert (cached(plain), cached(packed)) == ("MISS", "MISS")
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.body) == plain.body
    assert cached(words(None, Accept_Encoding="br;q=1.0, gzip;q=0.8")) != "MISS"
    zipped = words(None, Accept_Encoding="br;q=0, GZIP")
    assert (cached(zipped), zipped.headers["Content-Encoding"]) == ("MISS", "gzip")
    assert "Content-Encoding" not in words(None, Accept_Encoding="br;q=0, gzip; q=0.0").headers


def test_conditions_ranges_and_heads_are_answered_from_what_is_stored(words):
    etag = words().headers["ETag"]
    drawn = len(words.asked())
    assert words(None, If_None_Match=etag).status == 304
    assert words(None, If_None_Match=f"W/{etag}").status == 304
    assert words(None, Range="bytes=0-2").body in (b"old", OLD.encode())
    head = words(None, "HEAD")
    assert (head.status, head.headers["Content-Length"], head.body) == (200, "400", b"")
    assert len(words.asked()) == drawn


def test_a_page_that_is_gone_is_gone_in_spite_of_what_is_stored(words):
    words()
    words.say("404 Not Found", "")
    deadline = time.monotonic() + 60
    while words().status != 404:
        assert time.monotonic() < deadline


def test_what_is_stored_outlives_the_server_and_the_rest_is_refused_politely(tmp_path):
    with running(tmp_path, "words") as ask:
        words = Words(ask)
        words()
        ask.server.stop()
        deadline = time.monotonic() + 60
        while cached(answer := words()) != "STALE" and time.monotonic() < deadline:
            pass
        assert (answer.status, answer.body) == (200, OLD.encode())
        for refused in (words("/other/"), words(None, "POST", body="comment=1")):
            assert refused.status == 503
            assert refused.headers["Retry-After"] == "30"
            assert refused.headers["Cache-Control"] == "no-store"
            assert b"go back" in refused.body


def test_a_page_that_stands_in_for_a_failure_is_not_shown_again_unasked(words):
    words()
    words.say("500 Internal Server Error", "")
    deadline = time.monotonic() + 60
    while "Warning" not in words().headers:
        assert time.monotonic() < deadline
    assert all("Warning" in words().headers for _time in range(3))


def test_what_may_have_been_taken_away_is_not_shown_for_a_failure(words):
    words()
    words.say("500 Internal Server Error", "", takes_away=True)
    deadline = time.monotonic() + 60
    while words().status != 500:
        assert time.monotonic() < deadline


def test_what_is_not_for_everyone_is_never_stored(words):
    for path in ("/cookie/", "/other/"):
        assert [cached(words(path)) for _time in range(3)] == ["MISS"] * 3
    asked = [words(None, "POST", body="x").status for _time in range(2)]
    assert asked == [200, 200]
    assert words.asked().count(f"POST {words.page}") == 2


def test_other_hosts_get_no_answer_and_plain_http_leads_to_https(words):
    for port in (words.ask.nginx.port, words.ask.nginx.plain_port):
        with pytest.raises(http.client.RemoteDisconnected):
            words(None, host="elsewhere.example", port=port)
    moved = words(f"{words.page}?page=2", port=words.ask.nginx.plain_port)
    assert (moved.status, moved.headers["Location"]) == (301, f"https://{HOST}{words.page}?page=2")
    assert words.asked() == []


def database_for_others(folder):
    """The address of this test's database; one in memory is copied to a file."""
    if connection.vendor == "postgresql":
        at = connection.settings_dict
        return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    with sqlite3.connect(folder / "copy.sqlite3") as copy:
        connection.connection.backup(copy)
    copy.close()
    return f"sqlite:///{folder}/copy.sqlite3"


@pytest.mark.django_db(transaction=True)
def test_the_site_itself_behind_nginx(tmp_path):
    RoleFactory(published=True, title="Potter", slug="potter")
    Address.objects.create(path="/?p=12", target="/roles/potter/")
    database = database_for_others(tmp_path)
    with running(tmp_path, "site", DATABASE_URL=database) as ask:
        assert [cached(ask("/roles/potter/")) for _time in range(2)] == ["MISS", "HIT"]
        for path in ("/admin/login/", "/accounts/login/", "/me/masthead/", "/search/?q=clay", "/roles/potter/comment/"):
            answers = [ask(path) for _time in range(2)]
            assert {answer.status for answer in answers} <= {200, 302}, path
            assert [cached(answer) for answer in answers] == ["MISS", "MISS"], path
        for _time in range(2):
            moved = ask("/?p=12")
            assert (moved.status, moved.headers["Location"]) == (301, "/roles/potter/")
