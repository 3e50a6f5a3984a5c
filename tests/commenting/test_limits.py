"""How often one may write, like and report; and who is who behind a proxy."""

import pytest
from django.test import RequestFactory

from blog import throttling as of_all_forms
from blog.commenting import throttling
from blog.commenting.throttling import Limit, seconds_to_wait
from blog.models import Like, PendingComment
from blog.visitors import ip_address_of, network_of
from tests.factories import CommentFactory

from .conftest import write

pytestmark = pytest.mark.django_db


def limit(monkeypatch, name, number=2):
    where = throttling if hasattr(throttling, name) else of_all_forms
    monkeypatch.setattr(where, name, Limit(number, 600))


@pytest.mark.parametrize(
    ("name", "varied"),
    [
        ("COMMENTS_BY_NETWORK", True),
        ("COMMENTS_BY_EMAIL", False),
        ("LETTERS_BY_NETWORK", True),
        ("LETTERS_BY_EMAIL", False),
    ],
)
def test_writing_often_is_told_to_wait_with_the_text_kept(client, post, monkeypatch, name, varied):
    limit(monkeypatch, name)
    for n in range(3):
        email = f"person{n if varied else ''}@example.com"
        response = write(client, post, body=f"Thought number {n}.", email=email)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 600
    assert "Thought number 2." in response.text
    assert PendingComment.objects.count() == 2


def test_mistakes_and_previews_are_not_counted(client, post, monkeypatch):
    limit(monkeypatch, "COMMENTS_BY_NETWORK")
    for _n in range(4):
        assert write(client, post, body="").status_code == 422
        assert write(client, post, preview="1").status_code == 200
    assert write(client, post).status_code == 303


@pytest.mark.parametrize("name", ["LETTERS_BY_EMAIL", "COMMENTS_BY_EMAIL"])
@pytest.mark.parametrize(
    "spellings",
    [
        ("a@b.co", "A@b.co", "a@B.co"),
        ("a@b.co", "a+1@b.co", "A+2+3@b.co"),
        ("anna.byron@gmail.com", "an.na.byron+x@gmail.com", "annabyron@googlemail.com"),
    ],
)
def test_addresses_are_limited_however_they_are_spelt(client, post, monkeypatch, name, spellings):
    limit(monkeypatch, name)
    codes = [write(client, post, body=str(n), email=email).status_code for n, email in enumerate(spellings)]
    assert codes == [303, 303, 429]


def test_asking_for_the_link_again_is_limited(client, post, monkeypatch):
    limit(monkeypatch, "LETTERS_BY_EMAIL")
    receipt = write(client, post).headers["Location"]
    assert client.post(receipt).status_code == 303
    response = client.post(receipt)
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0


def test_likes_are_limited(client, post, monkeypatch):
    limit(monkeypatch, "LIKES_BY_NETWORK")
    comments = [CommentFactory(post=post) for _n in range(4)]
    responses = [client.post(f"/comments/{comment.code}/like/") for comment in comments[:3]]
    responses.append(client.post(f"/comments/{comments[3].code}/like/", headers={"X-Requested-With": "fetch"}))
    assert [response.status_code for response in responses] == [303, 303, 429, 429]
    assert all("Retry-After" in response.headers for response in responses[2:])
    assert "error" in responses[3].json()
    assert Like.objects.count() == 2


def test_reports_are_limited_with_the_note_kept(client, post, monkeypatch):
    limit(monkeypatch, "REPORTS_BY_NETWORK")
    for _n in range(3):
        response = client.post(f"/comments/{CommentFactory(post=post).code}/report/", {"note": "Look at this."})
    assert response.status_code == 429
    assert "Look at this." in response.text


def test_windows_are_counted_apart():
    few = Limit(1, 600)
    assert seconds_to_wait(("a", few, "x"), ("a", few, "y"), ("b", few, "x")) == 0
    assert seconds_to_wait(("a", few, "x")) > 0
    assert seconds_to_wait(("a", few, "z"), ("c", few, "x")) == 0


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9, 192.0.2.1", "192.0.2.1"),
        (2, "203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (2, "192.0.2.1", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "garbage", "127.0.0.1"),
        (1, "::ffff:192.0.2.1", "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, forwarded, found):
    settings.TRUSTED_PROXY_COUNT = proxies
    assert ip_address_of(RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})) == found


def test_a_household_with_ipv6_is_one():
    first, second, other = (
        network_of(RequestFactory().get("/", REMOTE_ADDR=address))
        for address in ("2001:db8::1", "2001:db8::2:1", "2001:db8:0:1::1")
    )
    assert first == second != other
    assert network_of(RequestFactory().get("/", REMOTE_ADDR="")) == "unknown"
