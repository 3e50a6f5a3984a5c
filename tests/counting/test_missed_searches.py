"""Searches that found nothing, as bare words."""

import pytest

from blog.actions.counting import write_counts
from blog.models import MissedSearch
from blog.reading import missed_searches
from tests.factories import RoleFactory

from .browsers import FIREFOX

pytestmark = pytest.mark.django_db


def look_for(client, query, **headers):
    return client.get("/search/", {"q": query}, headers={"user-agent": FIREFOX, **headers})


def missed():
    write_counts()
    return dict(MissedSearch.objects.values_list("words", "times"))


def test_what_nothing_has_is_counted_as_bare_words(client):
    for query in ("Zeppelin  pilot", "“zeppelin pilot?”", "C++ oracle"):
        assert look_for(client, query).status_code == 200
    assert missed() == {"zeppelin pilot": 2, "c++ oracle": 1}
    look_for(client, "zeppelin pilot")
    assert missed()["zeppelin pilot"] == 3


def test_what_is_found_is_not_counted(client):
    RoleFactory(published=True, title="Zeppelin Pilot")
    look_for(client, "zeppelin pilot")
    look_for(client, "")
    assert missed() == {}


@pytest.mark.parametrize(
    "query",
    [
        "write to mara@example.org",
        "0171 234 5678",
        "born 1987",
        "4929-1234",
        "a whole sentence that tells a story of somebody",
        "x" * 80,
        "?!",
        "x",
    ],
)
def test_what_may_be_somebodys_is_not_kept(client, query):
    look_for(client, query)
    assert missed() == {}


def test_machines_and_who_would_rather_not_are_left_out(client):
    look_for(client, "zeppelin", **{"user-agent": "curl/8"})
    look_for(client, "zeppelin", dnt="1")
    look_for(client, "zeppelin", **{"sec-purpose": "prefetch"})
    client.head("/search/", {"q": "zeppelin"}, headers={"user-agent": FIREFOX})
    assert missed() == {}


def test_a_day_has_a_bound(client, monkeypatch):
    monkeypatch.setattr(missed_searches, "SEARCHES", missed_searches.Few(2))
    for word in ("zeppelin", "airship", "balloon", "zeppelin"):
        look_for(client, word)
    assert missed() == {"zeppelin": 2, "airship": 1}
