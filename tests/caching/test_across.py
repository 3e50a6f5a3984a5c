"""Machines that share a Redis hear of each other's changes. Wants one: CACHE_URL=redis://127.0.0.1:6379/15"""

import threading

import pytest
import redis
from django.conf import settings

from blog.caching import across
from blog.caching.across import Line

from .lines import line_to

REDIS = settings.CACHE_URL
needs_redis = pytest.mark.skipif(not REDIS, reason="needs a Redis as cache")
PATIENCE = 10  # seconds; it takes a few milliseconds


class Machine:
    """Another machine: what it heard."""

    def __init__(self, url):
        self.names, self.takes_away, self.heard = [], [], threading.Event()
        self.line = Line(url)
        self.line.listen(self.renew, "everything")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.line.is_over.set()

    def renew(self, names, takes_away=True):
        self.names += names
        self.takes_away.append(takes_away)
        self.heard.set()


@pytest.fixture
def own_stream(monkeypatch, request):
    monkeypatch.setattr(across, "STREAM", f"careerguide:test:{id(request)}")
    yield
    redis.Redis.from_url(REDIS).delete(across.STREAM)


@needs_redis
@pytest.mark.parametrize("takes_away", [True, False])
def test_a_change_on_one_machine_is_heard_on_another(own_stream, takes_away):
    Line(REDIS).tell(["before"])
    with Machine(REDIS) as there:
        Line(REDIS).tell(["post:7", "tag:Ünïcode"], takes_away)
        assert there.heard.wait(PATIENCE)
    assert (there.names, there.takes_away) == (["post:7", "tag:Ünïcode"], [takes_away])


def test_a_line_that_is_cut_draws_everything_anew_and_stops_nobody(caplog):
    nowhere = "redis://127.0.0.1:1/0"
    with Machine(nowhere) as there:
        assert there.heard.wait(PATIENCE)
    assert set(there.names) == {"everything"}
    assert not there.line.is_up
    with line_to(nowhere) as line:
        line.tell(["post:7"])
    assert "could not be told" in caplog.text
