"""What becomes of a site whose Redis is away."""

import pytest
from django.core.cache import cache, caches

from careerguide import environment, redis_cache
from tests.factories import RoleFactory

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def away(settings, monkeypatch):
    monkeypatch.setattr(redis_cache.SharedCache, "away_until", 0)
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
    monkeypatch.setattr(redis_cache.SharedCache, "away_until", 0)
    away.get("number")
    assert len(caplog.records) == 2


def test_no_operation_of_the_library_is_left_out():
    own = {name for name in vars(redis_cache.RedisCache) if not name.startswith("_")}
    assert own - {"get_backend_timeout"} == set(redis_cache.OPERATIONS)


def test_nothing_waits_long_for_an_answer(away):
    assert caches["default"]._cache._pool_options["socket_timeout"] <= 2


@pytest.mark.django_db
def test_pages_and_forms_go_on_and_readyz_tells(away, client):
    role = RoleFactory(published=True)
    for path in ("/", "/roles/", "/archive/", role.get_absolute_url(), f"{role.get_absolute_url()}comment/"):
        assert client.get(path).status_code == 200, path
    assert client.get("/readyz").json()["cache"] == "failing"
