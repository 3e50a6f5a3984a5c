import pytest

from blog import stamped
from blog.counting import uniques
from blog.models import Post
from tests.counting.browsers import FIREFOX
from tests.factories import RoleFactory


@pytest.fixture(autouse=True)
def quick_hands(monkeypatch):
    """Tests fill a form in no time."""
    monkeypatch.setattr(stamped, "LEAST_SECONDS", 0)


@pytest.fixture(autouse=True)
def nobody_was_here(settings, tmp_path):
    """Nobody has said anything today: a post of another test may have had the same number."""
    settings.READERS_TODAY, settings.CACHE_URL = tmp_path / "readers-today", ""
    uniques.place.cache_clear()
    yield
    uniques.place.cache_clear()


@pytest.fixture
def potter(db):
    role = RoleFactory(published=True, title="Potter", slug="potter", why="<p>Clay lasts.</p>")
    return Post.objects.get(pk=role.pk)


@pytest.fixture
def correct(client):
    """Call it to suggest a correction: it gives the answer."""

    def send(text="Clay cracks.", who=client, section="why", browser=FIREFOX, headers=None, **fields):
        data = {"text": text, "stamp": stamped.stamp(), **fields}
        sent = {"user-agent": browser, **(headers or {})}
        return who.post(f"/roles/potter/correct/?section={section}", data, headers=sent)

    return send
