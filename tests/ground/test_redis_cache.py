"""What becomes of a site whose Redis is away."""

import socket
import threading
import time

import pytest
from django.core.cache import cache, caches

from blog.patience import patience_with
from careerguide import environment, redis_cache
from tests.caching.lines import line_to
from tests.factories import RoleFactory

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def away(settings, monkeypatch):
    monkeypatch.setattr(patience_with(NOWHERE), "away_until", 0)
    settings.CACHES = {"default": {**environment.cache(NOWHERE), "KEY_PREFIX": "away"}}
    yield cache
    cache.clear()


def test_each_process_keeps_for_itself(away, caplog):
    assert away.get("number") is None
    assert away.add("number", 1)
    assert not away.add("number", 5)
    assert away.incr("number") == 2
    away.set_many({"one": 1, "two": 2})
    assert away.get_many(["one", "two", "three"]) == {"one": 1, "two": 2}
    assert away.delete("number")
    assert "number" not in away
    with pytest.raises(ValueError, match="number"):
        away.incr("number")
    assert len(caplog.records) == 1  # it was asked once


def test_it_is_asked_again_a_little_later(away, caplog, monkeypatch):
    away.get("number")
    monkeypatch.setattr(patience_with(NOWHERE), "away_until", 0)
    away.get("number")
    assert len(caplog.records) == 2


def test_no_operation_of_the_library_is_left_out():
    own = {name for name in vars(redis_cache.RedisCache) if not name.startswith("_")}
    assert own - {"get_backend_timeout"} == set(redis_cache.OPERATIONS)


def test_nothing_waits_long_for_an_answer(away):
    options = caches["default"]._cache._pool_options
    assert max(options["socket_connect_timeout"], options["socket_timeout"]) <= 1


@pytest.fixture
def hanging(settings):
    """A Redis that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        url = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        settings.CACHES = {"default": {**environment.cache(url), "KEY_PREFIX": "hanging"}}
        yield url
        cache.clear()


def seconds_of(work):
    began = time.monotonic()
    work()
    return time.monotonic() - began


def test_a_request_waits_once_for_one_that_hangs(hanging):
    with line_to(hanging) as line:

        def request():
            for _turn in range(3):
                cache.add("number", 1)
                cache.incr("number")
                line.tell(["post:7"])

        assert 0.5 < seconds_of(request) < 2


def test_whoever_asks_one_redis_has_one_patience_with_it():
    assert patience_with("valkey://:secret@host:1/0") is patience_with("redis://:secret@host:1/5")
    assert patience_with("redis://host:1/0") is not patience_with("redis://host:2/0")


def test_one_thread_alone_waits_for_one_that_hangs_still(hanging, monkeypatch):
    cache.get("number")
    monkeypatch.setattr(patience_with(hanging), "away_until", 0.001)  # long enough ago to ask again
    waited = []
    threads = [threading.Thread(target=lambda: waited.append(seconds_of(lambda: cache.get("x")))) for _one in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seconds > 0.5 for seconds in waited) == [False] * 4 + [True]


def test_what_could_not_be_told_is_made_up_for_as_soon_as_somebody_answers(hanging, monkeypatch):
    said, is_away, is_made_up = [], True, threading.Event()

    def say(names, takes_away=True):
        if is_away:
            raise redis_cache.RedisError
        said.append(names)
        is_made_up.set()

    with line_to(hanging) as line:
        monkeypatch.setattr(line, "say", say)
        for number in range(3):
            line.tell([f"post:{number}"])
        is_away = False
        assert is_made_up.wait(10)
    assert said == [["everything"]]


@pytest.mark.django_db
def test_pages_and_forms_go_on_and_readyz_tells(away, client):
    role = RoleFactory(published=True)
    for path in ("/", "/roles/", "/archive/", role.get_absolute_url(), f"{role.get_absolute_url()}comment/"):
        assert client.get(path).status_code == 200, path
    assert client.get("/readyz").json()["cache"] == "failing"
