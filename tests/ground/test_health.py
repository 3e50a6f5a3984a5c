import pytest
from django.db import OperationalError

from blog import followups
from blog.reading import health

from . import deeds


def test_healthz_says_ok_and_touches_nothing(client):
    answer = client.get("/healthz")  # pytest-django refuses the database to a test without its mark
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db
def test_readyz_names_what_it_asked(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "cache": "ok", "follow-ups": "ok"}


@pytest.mark.django_db
def test_readyz_fails_when_follow_ups_are_left_undone(client, monkeypatch):
    monkeypatch.setattr(followups, "LATE", -followups.LATE)
    deeds.note.enqueue("waiting")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["follow-ups"] == "failing"


def test_readyz_answers_without_a_database(client, monkeypatch):
    def gone(*args):
        raise OperationalError

    monkeypatch.setattr(health.connection, "cursor", gone)
    monkeypatch.setattr(health, "is_behind", gone)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "failing", "cache": "ok", "follow-ups": "failing"}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_takes_no_posts(client, path):
    assert client.post(path).status_code == 405
