"""Being told of a role, once: a confirmed address, one letter, and the address is gone."""

import re

import pytest

from blog import stamped, throttling
from blog.actions.posts import publish_post
from blog.actions.wishes import answer_with, merge_ideas, refuse_wish
from blog.actions.wishes_told import forget_unconfirmed_waiting, notice_covered
from blog.models import Idea, Post, Vote, WaitingReader
from blog.models.tokens import wish_token
from tests.counting.browsers import FIREFOX
from tests.factories import RoleFactory, SeriesFactory
from tests.reading.page import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def tell(client):
    def send(idea, email, **fields):
        data = {"email": email, "stamp": stamped.stamp(), **fields}
        return client.post(f"/wishes/{idea.code}/tell/", data, headers={"user-agent": FIREFOX})

    return send


def link_in(letter, purpose):
    return re.search(rf"/wishes/{purpose}/[^/\s]+/", letter.body)[0]


@pytest.fixture
def waiting(zeppelin):
    return WaitingReader.objects.create(idea=zeppelin, email="Rosa@example.org", confirmed_at="2026-01-01T00:00Z")


def test_an_address_is_confirmed_by_a_button_and_told_once(client, tell, zeppelin, mailoutbox, run_followups):
    assert tell(zeppelin, "rosa@example.org").status_code == 303
    run_followups()
    (letter,) = mailoutbox
    assert "Zeppelin Pilot" in letter.body
    link = link_in(letter, "confirm")
    assert client.get(link).status_code == 200
    assert WaitingReader.objects.get().confirmed_at is None  # a mail program that looks at links confirms nothing
    assert "We will tell you" in words(client.post(link))
    assert client.post(link).status_code == 200

    RoleFactory(title="Zeppelin Pilot", published=True)
    notice_covered.func()
    notice_covered.func()
    run_followups()
    assert [each.to for each in mailoutbox] == [["rosa@example.org"]] * 2
    assert "/roles/zeppelin-pilot/" in mailoutbox[1].body
    assert not WaitingReader.objects.exists()
    assert client.get(link).status_code == 404


def test_with_the_wish_itself_the_letter_has_no_words_of_a_stranger(client, wish, mailoutbox, run_followups):
    assert wish("Cheap Pills Seller", email="rosa@example.org")["Location"].endswith("/tell/")
    run_followups()
    assert "Pills" not in mailoutbox[0].body + mailoutbox[0].subject


def test_a_role_on_the_day_of_the_idea_is_its_role(zeppelin, waiting, editor, mailoutbox, run_followups):
    slot = SeriesFactory(slots=3).slots.get(day=2)
    slot.idea = zeppelin
    slot.save()
    role = RoleFactory(published=True, title="Captain of airships", slot=slot)
    publish_post(role)
    run_followups()
    assert mailoutbox[0].to == ["Rosa@example.org"]
    zeppelin.refresh_from_db()
    assert zeppelin.role == Post.objects.get(pk=role.pk)


def test_a_scheduled_role_is_told_when_its_hour_has_come(zeppelin, waiting, mailoutbox, run_followups):
    role = RoleFactory(scheduled=True, title="Zeppelin Pilot")
    answer_with(zeppelin, role)
    notice_covered.func()
    run_followups()
    assert not mailoutbox
    Post.objects.filter(pk=role.pk).update(publish_at="2026-01-01T00:00Z")
    notice_covered.func()
    run_followups()
    assert len(mailoutbox) == 1


def test_votes_are_anonymous_numbers_once_the_role_is_here(zeppelin):
    Vote.objects.create(idea=zeppelin, key="k")
    RoleFactory(published=True, title="Zeppelin Pilot")
    notice_covered.func()
    zeppelin.refresh_from_db()
    assert (Vote.objects.count(), zeppelin.wishes) == (0, 3)


def test_who_never_confirmed_is_not_told_and_forgotten(zeppelin, mailoutbox, run_followups):
    WaitingReader.objects.create(idea=zeppelin, email="a@example.org", created_at="2026-01-01T00:00Z")
    fresh = WaitingReader.objects.create(idea=zeppelin, email="b@example.org")
    forget_unconfirmed_waiting.func()
    assert WaitingReader.objects.get() == fresh
    RoleFactory(published=True, title="Zeppelin Pilot")
    notice_covered.func()
    run_followups()
    assert not WaitingReader.objects.exists()
    assert not mailoutbox


def test_a_link_stops_it_on_a_post_alone(client, waiting):
    link = waiting.get_stop_url()
    assert client.get(link).status_code == 200
    assert WaitingReader.objects.exists()
    assert client.post(link, headers={"sec-fetch-site": "cross-site"}).status_code == 200
    assert not WaitingReader.objects.exists()
    assert client.post(link).status_code == 404


def test_links_are_good_for_one_purpose(client, waiting):
    for path in (
        f"/wishes/stop/{wish_token(waiting.code, 'confirm')}/",
        "/wishes/confirm/forged/",
        "/wishes/stop/x:y/",
    ):
        assert client.post(path).status_code == 404
    assert WaitingReader.objects.exists()


def test_who_waits_already_gets_no_second_letter_and_nobody_learns_of_it(
    client, tell, waiting, zeppelin, mailoutbox, run_followups
):
    assert tell(zeppelin, "rosa@EXAMPLE.org")["Location"] == f"/wishes/{zeppelin.code}/tell/"
    run_followups()
    assert not mailoutbox


@pytest.mark.parametrize("email", ["", "rosa", "rosa@example.org\nBcc: all@example.org", "a@b.c, d@e.f"])
def test_what_is_no_address_is_explained(client, tell, zeppelin, email):
    assert tell(zeppelin, email).status_code == 422
    assert not WaitingReader.objects.exists()


def test_letters_to_one_address_have_a_limit(tell, zeppelin, monkeypatch):
    monkeypatch.setattr(throttling, "LETTERS_BY_EMAIL", throttling.Limit(1, 3600))
    assert [tell(zeppelin, "rosa@example.org").status_code for _n in range(2)] == [303, 429]


def test_refusing_and_merging_take_care_of_who_waits(zeppelin, waiting):
    other = Idea.objects.create(words="Airship", state="open", wishes=2)
    WaitingReader.objects.create(idea=other, email="rosa@example.org", confirmed_at="2026-01-01T00:00Z")
    WaitingReader.objects.create(idea=other, email="b@example.org", confirmed_at="2026-01-01T00:00Z")
    merge_ideas(Idea.objects.filter(pk=other.pk), zeppelin)
    assert sorted(zeppelin.waiting.values_list("folded_email", flat=True)) == ["b@example.org", "rosa@example.org"]
    refuse_wish(zeppelin)
    assert not WaitingReader.objects.exists()
