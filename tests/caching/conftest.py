"""A site behind its kept pages, asked as a server asks it."""

import io
from dataclasses import dataclass
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.wsgi import get_wsgi_application
from django.db.backends.base.base import BaseDatabaseWrapper

from blog.caching import changes
from blog.caching.pages import KeptPages
from blog.reading.legacy import OLD_KEYS

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()


def ask(application, path, method="GET", **headers):
    """`headers` as HTTP_NAME."""
    path, _mark, query = path.partition("?")
    environ = {
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "REQUEST_METHOD": method,
        "HTTP_HOST": "testserver",
    }
    environ |= {"wsgi.input": io.BytesIO(), "REMOTE_ADDR": "127.0.0.1", **headers}
    setup_testing_defaults(environ)
    told = {}

    def start_response(status, rows, exc_info=None):
        told.update(status=int(status.split()[0]), headers=dict(rows))

    parts = application(environ, start_response)
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    return Answer(told["status"], told["headers"], body)


class Counting:
    """An application that counts how often it is asked."""

    def __init__(self, application):
        self.application, self.paths = application, []

    def __call__(self, environ, start_response):
        self.paths.append(environ["PATH_INFO"])
        return self.application(environ, start_response)


@pytest.fixture(autouse=True)
def own_versions(settings, tmp_path):
    settings.PAGE_VERSIONS, settings.CACHE_URL = tmp_path / "versions", ""
    for kept in (changes.versions, changes.line, changes.follow_others):
        kept.cache_clear()
    yield
    for kept in (changes.versions, changes.line, changes.follow_others):
        kept.cache_clear()


@pytest.fixture
def drawn(db, monkeypatch):
    # A test's transaction is one connection, which requests must not give back, also after those of a test client.
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda connection: None)
    return Counting(get_wsgi_application())


@pytest.fixture
def site(drawn):
    """site(path, method, HTTP_...=...) asks; `site.drawn` are the paths that were drawn."""
    application = KeptPages(drawn, passed_on=OLD_KEYS - {"tag"})

    def asked(path, method="GET", **headers):
        return ask(application, path, method, **headers)

    asked.drawn, asked.application = drawn.paths, application
    return asked


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` what is changed within is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
