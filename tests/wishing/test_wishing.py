"""A reader wishes for a role, from an empty search or by name."""

import pytest

from blog import stamped
from blog.actions import wishes
from blog.models import Idea, Vote
from blog.wishing import people
from tests.factories import RoleFactory
from tests.reading.page import assert_same_for_all, paths, words

pytestmark = pytest.mark.django_db


def potter():
    RoleFactory(published=True, title="Potter", slug="potter", hidden_names="crockery maker")


def test_the_form_has_what_was_looked_for_and_sets_no_cookie(client):
    response = client.get("/wishes/new/?words=zeppelin+pilot")
    assert response.status_code == 200
    assert paths(response, "//main//input[@name='words']/@value") == ["zeppelin pilot"]
    assert_same_for_all(response)


def test_a_wish_waits_for_an_editor_with_its_first_vote(client, wish):
    response = wish("  Zeppelin   Pilot ")
    idea = Idea.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/wishes/{idea.code}/thanks/")
    assert (idea.words, idea.state, idea.source, idea.wishes) == ("Zeppelin Pilot", "held", "votes", 1)
    assert "An editor reads it next" in words(client.get(response["Location"]))
    assert not response.cookies


def test_the_same_wish_is_a_vote_however_it_is_spelt(client, wish):
    wish("Zeppelin Pilot")
    wish("zeppelin-pilot", browser="Mozilla/5.0 (another)")
    assert Idea.objects.get().wishes == 2
    wish("ZEPPELIN PILOT")
    assert Idea.objects.get().wishes == 2


def test_no_words_are_public_that_no_editor_has_read(client, wish):
    wish("Zeppelin Pilot")
    idea = Idea.objects.get()
    for path in ("/wishes/", f"/wishes/{idea.code}/", f"/wishes/{idea.code}/thanks/"):
        assert "Zeppelin" not in client.get(path).content.decode()


@pytest.mark.parametrize("typed", ["Potter", "potter", "Crockery-Maker"])
def test_a_wish_for_what_exists_leads_to_the_role(client, wish, typed):
    potter()
    assert wish(typed)["Location"] == "/roles/potter/"
    assert not Idea.objects.exists()


def test_what_is_near_is_asked_about_first_and_nothing_typed_is_lost(client, wish, zeppelin):
    potter()
    response = wish("Pottr", email="a@example.org")
    assert "Is it one of these?" in words(response)
    assert "/roles/potter/" in paths(response)
    assert paths(response, "//main//input[@name='email']/@value") == ["a@example.org"]
    assert f"/wishes/{zeppelin.code}/" in paths(wish("Zeppelin Pilots"))
    assert Idea.objects.count() == 1
    assert wish("Pottr", sure="1").status_code == 303
    assert Idea.objects.count() == 2


@pytest.mark.parametrize(
    "typed",
    [
        *("", "?!", "7", "buy at www.example.org", "me@example.org", "https://example.org", "+49 171 2345", "x" * 61),
        *("how do I become somebody who flies a zeppelin", "<b>pilot</b>", "\0\0", "{{ 7*7 }}"),
    ],
)
def test_what_is_no_name_of_a_role_is_refused_and_still_there(client, wish, typed):
    response = wish(typed)
    assert response.status_code == 422
    assert not Idea.objects.exists()
    if typed.isprintable():
        assert paths(response, "//main//input[@name='words']/@value") == ([typed] if typed else [])


@pytest.mark.parametrize(
    "typed", ["工程师", "مهندس معماري", "C++ Developer", "Café owner’s mate", "O'Hara's 'pilot'; DROP"]
)
def test_every_script_and_sign_may_be_wished_for(client, wish, typed):
    assert wish(typed).status_code == 303
    assert Idea.objects.count() == 1


def test_machines_are_kept_out(client, wish):
    for machine in ("curl/8", "Mozilla/5.0 (compatible; Examplebot/2.1)", ""):
        assert wish("Pilot", browser=machine).status_code == 403
    assert wish("Pilot", website="https://example.org").status_code == 422
    assert wish("Pilot", stamp="1764500000:forged").status_code == 422
    foreign = {"user-agent": "Mozilla/5.0", "sec-fetch-site": "cross-site"}
    assert client.post("/wishes/new/", {"words": "Pilot"}, headers=foreign).status_code == 403
    assert not Idea.objects.exists()


def test_a_form_sent_faster_than_it_can_be_read_asks_to_be_sent_again(client, wish, monkeypatch):
    monkeypatch.setattr(stamped, "LEAST_SECONDS", 2)
    response = wish("Zeppelin Pilot")
    assert response.status_code == 422
    assert "send it once more" in words(response)
    assert paths(response, "//main//input[@name='words']/@value") == ["Zeppelin Pilot"]


def test_a_network_wishes_only_so_often(client, wish, monkeypatch):
    monkeypatch.setattr(people, "WISHES_BY_NETWORK", people.Limit(2, 3600))
    assert [wish(name).status_code for name in ("Pilot", "Baker", "Diver")] == [303, 303, 429]
    assert Idea.objects.count() == 2


def test_more_than_anybody_can_read_is_not_taken(client, wish, monkeypatch):
    monkeypatch.setattr(wishes, "MOST_HELD", 1)
    wish("Pilot")
    response = wish("Baker")
    assert response.status_code == 503
    assert "More wishes wait" in words(response)
    wish("pilot", browser="Mozilla/5.0 (another)")
    assert Idea.objects.get().wishes == 2


def test_an_editors_own_idea_is_not_given_away(client, wish):
    idea = Idea.objects.create(words="Zeppelin Pilot", note="for May")
    response = wish("zeppelin pilot")
    assert "Zeppelin" not in client.get(response["Location"]).content.decode()
    idea.refresh_from_db()
    assert (idea.state, idea.wishes) == ("desk", 2)


# Votes


def test_a_vote_counts_once_for_each_browser(client, vote, zeppelin):
    response = vote(zeppelin)
    assert (response.status_code, response["Location"]) == (303, f"/wishes/{zeppelin.code}/thanks/")
    assert "wished for 4 times" in words(client.get(response["Location"]))
    vote(zeppelin)
    vote(zeppelin, browser="Mozilla/5.0 (another)")
    zeppelin.refresh_from_db()
    assert zeppelin.wishes == 5
    assert not response.cookies


def test_an_account_votes_once_wherever_it_is(reader_client, reader, vote, zeppelin):
    vote(zeppelin, who=reader_client)
    vote(zeppelin, who=reader_client, browser="Mozilla/5.0 (another)")
    assert Vote.objects.get().user == reader


def test_a_vote_can_be_taken_back(client, vote, zeppelin):
    vote(zeppelin)
    assert vote(zeppelin, vote="0").status_code == 303
    vote(zeppelin, vote="0")
    zeppelin.refresh_from_db()
    assert (zeppelin.wishes, Vote.objects.count()) == (3, 0)


def test_a_vote_is_a_person_and_no_link(client, vote, zeppelin, monkeypatch):
    assert client.get(f"/wishes/{zeppelin.code}/vote/").status_code == 405
    assert vote(zeppelin, browser="curl/8").status_code == 403
    assert client.post("/wishes/2222222222/vote/", headers={"user-agent": "Mozilla/5.0"}).status_code == 404
    monkeypatch.setattr(people, "VOTES_BY_NETWORK", people.Limit(1, 600))
    assert [vote(zeppelin).status_code for _n in range(2)] == [303, 429]
    assert Vote.objects.count() == 1


def test_a_network_lifts_no_wish_far_by_other_browsers(vote, zeppelin, monkeypatch):
    monkeypatch.setattr(people, "VOTES_FOR_ONE_BY_NETWORK", people.Limit(2, 86400))
    assert [vote(zeppelin, browser=f"Mozilla/5.0 (other {n})").status_code for n in range(3)] == [303, 303, 429]
    assert vote(Idea.objects.create(words="Baker", state="open")).status_code == 303


def test_who_voted_stands_nowhere_in_the_database(client, vote, zeppelin):
    vote(zeppelin)
    key = Vote.objects.get().key
    other = Idea.objects.create(words="Baker", state="open")
    vote(other)
    assert "127.0.0.1" not in key
    assert Vote.objects.get(idea=other).key != key


# The pages


def test_the_list_has_what_is_open_the_most_wished_for_first(client, zeppelin):
    role = RoleFactory(published=True, title="Night Baker", slug="night-baker")
    for name, state, number in (
        ("Diver", "open", 9),
        ("Secret", "desk", 5),
        ("Waits", "held", 5),
        ("Rude", "refused", 5),
    ):
        Idea.objects.create(words=name, state=state, wishes=number)
    Idea.objects.create(words="Baker", state="open", role=role, wishes=2)
    response = client.get("/wishes/")
    assert paths(response, "//main//h2/a/text()") == ["Diver", "Zeppelin Pilot"]
    assert "/roles/night-baker/" in paths(response)
    assert "Secret" not in words(response)
    assert_same_for_all(response)


def test_the_list_takes_as_many_queries_for_many_as_for_few(client, django_assert_max_num_queries):
    for n in range(30):
        role = RoleFactory(published=True, title=f"Role {n}") if n % 2 else None
        Idea.objects.create(words=f"Wish {n}", state="open", role=role)
        if n in (3, 29):
            with django_assert_max_num_queries(6):
                assert client.get("/wishes/").status_code == 200
    assert client.get("/wishes/?page=9").status_code == 404


def test_a_wish_leads_to_its_role_and_to_what_it_was_merged_into(client, zeppelin):
    other = Idea.objects.create(words="Airship Captain", state="merged", merged_into=zeppelin)
    assert client.get(f"/wishes/{other.code}/")["Location"] == f"/wishes/{zeppelin.code}/"
    zeppelin.role = RoleFactory(scheduled=True, title="Zeppelin Pilot", slug="zeppelin-pilot")
    zeppelin.save()
    assert "Not written about yet" in words(client.get(f"/wishes/{zeppelin.code}/"))
    zeppelin.role = RoleFactory(published=True, title="Airship Pilot", slug="airship-pilot")
    zeppelin.save()
    assert client.get(f"/wishes/{zeppelin.code}/")["Location"] == "/roles/airship-pilot/"


def test_a_refused_wish_is_gone(client, zeppelin, vote, wish):
    wishes.refuse_wish(zeppelin)
    assert client.get(f"/wishes/{zeppelin.code}/").status_code == 410
    assert vote(zeppelin)["Location"] == f"/wishes/{zeppelin.code}/"
    assert wish("zeppelin pilot")["Location"] == f"/wishes/{zeppelin.code}/"
