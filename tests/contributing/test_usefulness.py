"""Was this useful? Yes, no, and why."""

import datetime

import pytest
from django.utils import timezone

from blog.actions import usefulness
from blog.actions.old_counts import shrink_old_counts
from blog.contributing import people
from blog.models import Reason, Standing, Usefulness
from blog.stamped import stamp
from tests.counting.browsers import FIREFOX
from tests.reading.page import assert_same_for_all, paths, words

pytestmark = pytest.mark.django_db
PAGE = "/roles/potter/useful/"


@pytest.fixture
def say(client, potter):
    def send(useful="yes", browser=FIREFOX, headers=None):
        return client.post(PAGE, {"useful": useful}, headers={"user-agent": browser, **(headers or {})})

    return send


@pytest.fixture
def explain(client, potter):
    def send(reason, said="no", browser=FIREFOX, **fields):
        data = {"words": reason, "stamp": stamp(), **fields}
        return client.post(f"{PAGE}?said={said}", data, headers={"user-agent": browser})

    return send


def counted():
    return list(Usefulness.objects.values_list("useful", "useless"))


def test_the_end_of_a_post_asks_and_the_page_is_everybodys(client, potter):
    page = client.get("/roles/potter/")
    assert paths(page, "//form[@action='useful/']//button/@value") == ["yes", "no"]
    assert_same_for_all(page)
    for path in (PAGE, f"{PAGE}?said=yes"):
        assert_same_for_all(client.get(path))
    assert counted() == []


def test_an_answer_counts_once_a_person_and_day(client, say):
    response = say()
    assert (response.status_code, response["Location"]) == (303, f"{PAGE}?said=yes")
    assert "useful" in words(client.get(response["Location"]))
    say()
    say("no")
    assert counted() == [(1, 0)]
    say("no", browser="Mozilla/5.0 (another)")
    assert counted() == [(1, 1)]
    assert not response.cookies


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        (422, {"useful": "perhaps"}),
        (403, {"browser": "curl/8"}),
        (403, {"browser": "Mozilla/5.0 (compatible; Examplebot/2.1)"}),
        (403, {"headers": {"sec-fetch-site": "cross-site"}}),
    ],
)
def test_only_people_count_and_only_from_here(say, status, fields):
    assert say(**fields).status_code == status
    assert counted() == []


def test_a_network_answers_only_so_often(say, monkeypatch):
    monkeypatch.setitem(people.SAID_BY_NETWORK, "useful", people.Limit(1, 3600))
    assert [say().status_code, say().status_code] == [303, 429]


def test_a_reason_is_kept_as_plain_words(client, explain):
    response = explain("Too <b>short</b>\n for me")
    assert response.status_code == 303
    assert "editors will read it" in words(client.get(response["Location"]))
    explain("Too <b>short</b> for me")
    reason = Reason.objects.get()
    assert (reason.words, reason.is_useful) == ("Too <b>short</b> for me", False)


@pytest.mark.parametrize(
    ("status", "reason", "fields"),
    [
        (422, "", {}),
        (422, "?!", {}),
        (422, "x" * 501, {}),
        (422, "Too short", {"website": "x"}),
        (422, "Too short", {"stamp": "1:forged"}),
        (422, "Too short", {"said": "perhaps"}),
        (403, "Too short", {"browser": "curl/8"}),
    ],
)
def test_a_reason_that_is_refused_is_still_there(explain, status, reason, fields):
    response = explain(reason, **fields)
    assert response.status_code == status
    assert "".join(paths(response, "//main//textarea/text()")).strip() == reason
    assert not Reason.objects.exists()


def test_reasons_have_a_bound(explain, monkeypatch):
    monkeypatch.setattr(usefulness, "MOST_REASONS", 1)
    assert [explain("Too short").status_code, explain("Too long").status_code] == [303, 503]
    monkeypatch.setitem(people.SAID_BY_NETWORK, "reason", people.Limit(0, 3600))
    assert explain("Too long").status_code == 429


def test_posts_that_are_not_public_are_not_asked_about(client):
    assert client.get("/roles/nobody/useful/").status_code == 404


def test_editors_see_both_beside_the_readers(editor_client, author_client, potter, say, explain):
    say("no")
    explain("Too short")
    standing, _made = Standing.objects.get_or_create(post=potter)
    page = editor_client.get(f"/admin/blog/standing/{standing.pk}/change/")
    assert "Was it useful?" in words(page)
    assert "Too short" in words(page)
    assert "Too short" in words(editor_client.get("/admin/blog/reason/"))
    assert author_client.get("/admin/blog/reason/").status_code == 403


def test_the_list_of_reasons_takes_as_many_queries_for_many(editor_client, potter, django_assert_max_num_queries):
    for n in range(20):
        Reason.objects.create(post=potter, is_useful=True, words=f"Word {n}")
    with django_assert_max_num_queries(12):
        assert editor_client.get("/admin/blog/reason/").status_code == 200


def test_old_days_become_months_and_old_reasons_go(potter):
    day = (timezone.localdate() - datetime.timedelta(days=100)).replace(day=5)
    Usefulness.objects.add([(potter.pk, day, 2, 1), (potter.pk, day.replace(day=9), 1, 0)])
    Reason.objects.create(post=potter, is_useful=True, words="Old", said_on=day - datetime.timedelta(days=400))
    shrink_old_counts.call()
    row = Usefulness.objects.get()
    assert (row.day, row.useful, row.useless) == (day.replace(day=1), 3, 1)
    assert not Reason.objects.exists()
