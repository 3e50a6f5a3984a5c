"""The cast, and the walls around each test: a cache and an upload folder of its own, no network."""

import gc
import secrets
import socket
import time
from types import SimpleNamespace

import hypothesis
import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.template.base import Template
from django.test import Client

from blog import throttling
from blog.followups import run_all
from blog.models import Post

from .factories import AuthorFactory, UserFactory

# On a busy machine a slow example says nothing about the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def pytest_collection_finish(session):
    """
    Thousands of tests stay in memory to the end: nobody need look through them again for what is left over, nor every
    few hundred objects through the rest.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True, scope="session")
def pages_alone_are_noted(django_test_environment):
    """
    `response.context` and `.templates` know the page. Django's test client notes each template drawn for it as well,
    with a copy of all that it was given: a form has hundreds.
    """
    noted = Template._render

    def render(template, context):
        of_a_page = context.template is template and hasattr(context, "request")
        return noted(template, context) if of_a_page else template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


@pytest.fixture(autouse=True, scope="session")
def pages_show_each_change_at_once():
    """Also within the moment in which a page that changes all the time is not drawn again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("blog.caching.pages.YOUNG_FOR", 0)
        yield


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker):
    """
    For a fixture of the same scope and `autouse`: the rows it makes are there for all tests of its file. Each test
    undoes what it does to them, but for what it does to objects in memory.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def no_posts(db):
    """Without those that were made once for the file."""
    Post.objects.all().delete()


@pytest.fixture(autouse=True)
def own_cache(settings):
    """A fresh key prefix: nothing is left from other tests, and none is disturbed that runs beside this one."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": secrets.token_hex(4)}}


@pytest.fixture(autouse=True)
def own_windows(monkeypatch):
    """All that limits count begins with the test: no hour ends between two steps of one that runs when it strikes."""
    since_midnight = time.time() % (24 * 3600)
    monkeypatch.setattr(throttling, "time", SimpleNamespace(time=lambda: time.time() - since_midnight))


@pytest.fixture(scope="session")
def media_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def own_media(settings, media_folder):
    settings.MEDIA_ROOT = media_folder


@pytest.fixture(autouse=True)
def own_versions(settings, media_folder):
    """What tests change makes no page stale of a site that is served from here."""
    settings.PAGE_VERSIONS = media_folder / "page-versions"
    settings.READERS_TODAY = media_folder / "readers-today"


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """Whatever reaches for another machine fails at once, with its address."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise ConnectionError(f"A test tried to reach {address[0]}.")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def staff(name, **fields):
    user = UserFactory(name=name.title(), email=f"{name}@example.com", is_staff=True, **fields)
    user.groups.add(Group.objects.get_or_create(name=name)[0])
    return user


# A stranger is pytest-django's own `client`; the name says so where it matters.
@pytest.fixture
def stranger(client):
    return client


@pytest.fixture
def reader(db):
    return UserFactory(name="Reader", email="reader@example.com")


@pytest.fixture
def author(db):
    """May write and edit their own posts. `author.author` is the byline."""
    user = staff("author")
    AuthorFactory(name="Author", user=user)
    return user


@pytest.fixture
def editor(db):
    return staff("editor")


@pytest.fixture
def moderator(db):
    return staff("moderator")


@pytest.fixture
def owner(db):
    return staff("owner", is_superuser=True)


@pytest.fixture
def reader_client(reader):
    return client_of(reader)


@pytest.fixture
def author_client(author):
    return client_of(author)


@pytest.fixture
def editor_client(editor):
    return client_of(editor)


@pytest.fixture
def moderator_client(moderator):
    return client_of(moderator)


@pytest.fixture
def owner_client(owner):
    return client_of(owner)


@pytest.fixture
def run_followups():
    """Call it to do, now, the follow-up work that was queued: `mailoutbox` then holds the letters."""
    return run_all
