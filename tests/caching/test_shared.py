"""What caches in front of the site are told: how long they may show a page, by which keys, and when it is old."""

import datetime
import json
import time

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.caching import changes, purging, shared
from blog.caching.making import keep_page, until
from blog.caching.pages import KeptPages
from blog.outbound import OutboundError
from tests.factories import RoleFactory
from tests.servers import Server, answer

from .conftest import ask

pytestmark = pytest.mark.django_db
TOKEN = "a-token"


@pytest.fixture
def proxy():
    with Server() as server:
        server.answers["/"] = answer(b"")
        yield server


@pytest.fixture
def purge(settings, proxy):
    """purge(manner): the site tells this server."""
    purging.changed.names.clear()  # a test's transaction is never through, and leaves its own for the next

    def to(manner="purge", token=TOKEN):
        settings.PURGE = {"manner": manner, "url": f"{proxy.url}/", "token": token}

    return to


def page(names=("post:7",), until_then=None):
    def application(environ, start_response):
        keep_page(*names)
        until(until_then)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"page"]

    return KeptPages(application)


def directives(answer):
    rows = (part.strip().partition("=") for part in answer.headers["Cache-Control"].split(","))
    return {name: value for name, _is, value in rows}


def test_without_a_setting_every_cache_asks_first(site):
    RoleFactory(published=True, slug="potter")
    assert site("/roles/potter/").headers["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("seconds", [1, 2, 5, 3600])
def test_a_shared_cache_is_never_further_behind_than_it_may_be(settings, seconds):
    settings.SHARED_CACHE_SECONDS = seconds
    found = directives(ask(page(), "/"))
    assert int(found["s-maxage"]) + int(found["stale-while-revalidate"]) == seconds
    assert int(found["s-maxage"]) > 0
    assert int(found["stale-while-revalidate"]) <= shared.MOST_WHILE_ASKING
    assert found["max-age"] == "0"


@pytest.mark.parametrize("manner", ["", "plain"])
def test_an_error_brings_a_page_back_only_where_it_can_be_told_to_be_forgotten(settings, manner):
    settings.SHARED_CACHE_SECONDS = 3600
    settings.PURGE = manner and {"manner": manner, "url": "http://127.0.0.1:1/", "token": ""}
    assert ("stale-if-error" in directives(ask(page(), "/"))) is bool(manner)


def test_no_shared_cache_keeps_a_page_past_the_minute_it_changes_by_itself(settings, monkeypatch):
    settings.SHARED_CACHE_SECONDS = 3600
    publication = timezone.now() + datetime.timedelta(seconds=3600 + 100)
    kept = page(until_then=publication)
    assert "s-maxage" in directives(ask(kept, "/"))
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 101)
    assert ask(kept, "/").headers["Cache-Control"] == shared.ASK_FIRST


def test_a_page_that_stands_in_for_a_failure_is_kept_by_nobody(settings):
    settings.SHARED_CACHE_SECONDS = 3600
    kept = page()
    ask(kept, "/")
    changes.renew(["post:7"], takes_away=False)
    kept.application = lambda environ, start: start("500 Internal Server Error", []) or [b""]
    stale = ask(kept, "/")
    assert (stale.status, stale.body, stale.headers["Cache-Control"]) == (200, b"page", shared.ASK_FIRST)
    assert ask(kept, "/", HTTP_IF_NONE_MATCH=stale.headers["ETag"]).body == b"page"


def test_a_browser_that_asks_first_anyway_is_told_that_it_has_what_stands_in_for_a_failure(settings):
    kept = page()
    etag = ask(kept, "/").headers["ETag"]
    changes.renew(["post:7"], takes_away=False)
    kept.application = lambda environ, start: start("500 Internal Server Error", []) or [b""]
    assert ask(kept, "/", HTTP_IF_NONE_MATCH=etag).status == 304


# Keys


def test_keys_are_told_only_where_somebody_listens(purge):
    assert not {"Surrogate-Key", "Cache-Tag"} & set(ask(page(), "/").headers)
    purge()
    assert ask(page(["post:7", "posts:tag:3"]), "/").headers["Surrogate-Key"] == "everything post:7 posts:tag:3"
    purge("cloudflare")
    assert ask(page(["post:7"]), "/").headers["Cache-Tag"] == "everything,post:7"


def test_a_real_pages_keys_name_what_it_shows(site, purge):
    purge()
    role = RoleFactory(published=True, slug="potter")
    keys = site("/roles/potter/").headers["Surrogate-Key"].split()
    assert f"post:{role.pk}" in keys
    assert "posts:page" in keys


def test_too_many_names_share_keys_that_a_change_of_each_one_reaches():
    names = {*(f"comment:{number}" for number in range(1000)), "post:7", "talk:7"}
    keys = shared.keys_of(names)
    assert keys == ["comment:any", "post:7", "talk:7"]
    assert "comment:any" in shared.changed_keys(["comment:999"])
    assert "post:any" not in keys
    many = {f"kind{number}:{row}" for number in range(50) for row in range(100)}
    keys = shared.keys_of(many)
    assert len(" ".join(keys)) <= shared.MOST_KEYS
    assert all(set(keys) & set(shared.changed_keys([name])) for name in many)


def test_a_name_of_any_text_is_one_word():
    assert shared.keys_of(["tag:Ü b,c"]) == ["tag:%C3%9C%20b%2Cc"]


# Purging


def test_a_change_is_told_once_for_all_that_changed_and_not_within_the_request(purge, proxy, committed, run_followups):
    purge()
    with committed():
        changes.make_stale("post:7", "posts")
        changes.make_stale("talk:7")
    assert proxy.asked == []
    run_followups()
    assert len(proxy.asked) == 1
    assert proxy.heads[0].startswith("PURGE / HTTP/1.1\r\n")
    assert "\r\nSurrogate-Key: post:7 post:any posts posts:any talk:7 talk:any\r\n" in proxy.heads[0]
    assert f"\r\nAuthorization: Bearer {TOKEN}\r\n" in proxy.heads[0]


def test_fastly_is_told_by_header_with_its_token(purge, proxy):
    purge("fastly")
    purging.purge.call(["post:7"])
    assert proxy.heads[0].startswith("POST / ")
    assert f"\r\nFastly-Key: {TOKEN}\r\n" in proxy.heads[0]
    assert "\r\nSurrogate-Key: post:7\r\n" in proxy.heads[0]


def test_cloudflare_is_told_by_tags_thirty_at_a_time(purge, proxy):
    purge("cloudflare")
    keys = [f"post:{number}" for number in range(40)]
    purging.purge.call(keys)
    assert all(f"\r\nAuthorization: Bearer {TOKEN}\r\n" in head for head in proxy.heads)
    told = [json.loads(body)["tags"] for body in proxy.bodies]
    assert [len(tags) for tags in told] == [30, 10]
    assert [*told[0], *told[1]] == keys


def test_a_very_large_change_forgets_everything(purge, proxy, committed, run_followups):
    purge(token="")
    with committed():
        changes.make_stale(*(f"post:{number}" for number in range(1000)))
    run_followups()
    assert "\r\nSurrogate-Key: everything everything:any\r\n" in proxy.heads[0]
    assert "Authorization" not in proxy.heads[0]


def test_what_is_rolled_back_is_not_told(purge, committed):
    purge()
    with committed(), transaction.atomic():
        changes.make_stale("post:7")
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()


def test_a_purge_that_is_not_taken_is_tried_again(purge, proxy, committed, run_followups):
    purge()
    proxy.answers["/"] = answer(b"", status="503 Busy")
    with committed():
        changes.make_stale("post:7")
    run_followups()
    row = DBTaskResult.objects.get()
    assert (row.status, len(row.worker_ids)) == ("READY", 1)
    assert OutboundError.__name__ in row.traceback
    proxy.answers["/"] = answer(b"")
    DBTaskResult.objects.update(run_after=row.enqueued_at)
    run_followups()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert proxy.asked == ["/", "/"]


def test_without_an_address_nothing_is_queued(committed):
    with committed():
        changes.make_stale("post:7")
    assert not DBTaskResult.objects.exists()
