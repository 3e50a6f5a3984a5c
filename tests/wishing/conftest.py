import pytest

from blog import stamped
from blog.models import Idea
from tests.counting.browsers import FIREFOX


@pytest.fixture(autouse=True)
def quick_hands(monkeypatch):
    """Tests fill a form in no time."""
    monkeypatch.setattr(stamped, "LEAST_SECONDS", 0)


@pytest.fixture
def wish(client):
    """Call it to wish: `wish("Zeppelin pilot", email=...)` gives the answer."""

    def send(words, who=client, browser=FIREFOX, **fields):
        data = {"words": words, "stamp": stamped.stamp(), **fields}
        return who.post("/wishes/new/", data, headers={"user-agent": browser})

    return send


@pytest.fixture
def vote(client):
    def send(idea, who=client, browser=FIREFOX, **fields):
        return who.post(f"/wishes/{idea.code}/vote/", fields, headers={"user-agent": browser})

    return send


@pytest.fixture
def zeppelin(db):
    return Idea.objects.create(words="Zeppelin Pilot", source="votes", state="open", wishes=3)
