"""What a page's beacon counts, and for whom it counts nothing."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.actions.counting import write_counts
from blog.actions.posts import withdraw_post
from blog.models import Click, Readership, Referral, preview_token
from blog.reading import counting
from tests.factories import EssayFactory, PageFactory, ResourceFactory, RoleFactory

from .browsers import FIREFOX, Browser

pytestmark = pytest.mark.django_db


def counted(post):
    """(opened, readers, read to the end) of today."""
    write_counts()
    row = Readership.objects.filter(post=post, day=timezone.localdate()).first()
    return row and (row.views, row.readers, row.reads)


def test_opening_and_reading_a_post_are_counted_apart():
    role = RoleFactory(published=True)
    assert Browser().tells("view", role).status_code == 204
    assert counted(role) == (1, 1, 0)
    Browser().tells("read", role)
    assert counted(role) == (1, 1, 1)


@pytest.mark.parametrize("factory", [RoleFactory, EssayFactory, PageFactory])
def test_posts_of_every_kind_and_script_are_counted(factory):
    post = factory(published=True, title="数据 вода", slug="数据-вода")
    Browser().tells("view", post)
    assert counted(post) == (1, 1, 0)


def test_whoever_comes_again_on_the_same_day_is_one_reader():
    first, second = RoleFactory(published=True), RoleFactory(published=True)
    for browser in (Browser(), Browser(), Browser(address="192.0.2.2"), Browser(user_agent=f"{FIREFOX} Mobile")):
        browser.tells("view", first)
        write_counts()
    Browser().tells("view", second)
    assert counted(first) == (4, 3, 0)
    assert counted(second) == (1, 1, 0)


def test_a_reader_of_yesterday_is_a_new_one_today(monkeypatch):
    role = RoleFactory(published=True)
    Browser().tells("view", role)
    write_counts()
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)
    Browser().tells("view", role)
    assert counted(role) == (1, 1, 0)
    assert Readership.objects.filter(post=role).count() == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"dnt": "1"},
        {"sec_gpc": "1"},
        {"sec_purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"cookie": "at_desk=1"},
        {"user_agent": None},
        {"user_agent": "curl/8.5.0"},
        {"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user_agent": "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116.0"},
        {"user_agent": "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0 Safari/537.36"},
        {"user_agent": "Mozilla/5.0 (Linux; Android 11) Chrome-Lighthouse"},
        {"user_agent": f"Mozilla/5.0 {'x' * 500}"},
    ],
)
def test_who_would_rather_not_or_is_no_reader_is_not_counted(headers):
    role = RoleFactory(published=True)
    assert Browser(**headers).tells("view", role).status_code == 204
    assert counted(role) is None


@pytest.mark.parametrize(
    "user_agent",
    [
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1",
        "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1) Presto/2.12 Version/12.16",
    ],
)
def test_people_with_odd_browsers_are(user_agent):
    role = RoleFactory(published=True)
    Browser(user_agent=user_agent).tells("view", role)
    assert counted(role) == (1, 1, 0)


def test_what_is_not_public_is_not_counted():
    draft, scheduled, withdrawn = RoleFactory(), RoleFactory(scheduled=True), RoleFactory(published=True)
    withdraw_post(withdrawn)
    for post in (draft, scheduled, withdrawn):
        Browser().tells("view", post)
        Browser().tells("read", post)
    write_counts()
    assert not Readership.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "what=view",
        "what=view&post=role/nobody",
        "what=view&post=series/x",
        "what=view&post=role/a%00b",
        "what=view&post=role/a/b",
        "what=steal&post=role/x",
        "what=view&post=" + "role/x" * 100,
        "what=click&link=javascript:alert(1)",
        "&".join(["a=b"] * 9),
        b"what=view&post=role/\xff\xfe",
        "[]",
    ],
)
def test_what_makes_no_sense_is_ignored(body):
    assert Browser().sends(body).status_code == 204
    write_counts()
    assert not Readership.objects.exists()
    assert not Click.objects.exists()


def test_only_short_posts_are_taken(client):
    assert client.get("/count/").status_code == 405
    assert client.get("/count/").headers["Allow"] == "POST"
    assert client.put("/count/").status_code == 405
    assert Browser().sends("x" * 3000).status_code == 413


@pytest.mark.parametrize(
    "headers", [{"sec_fetch_site": "cross-site"}, {"sec_fetch_site": None, "origin": "https://x.org"}]
)
def test_pages_of_other_sites_cannot_count(headers):
    role = RoleFactory(published=True)
    assert Browser(**headers).tells("view", role).status_code == 403
    assert counted(role) is None


def test_one_network_cannot_count_without_end(monkeypatch):
    monkeypatch.setattr(counting, "A_MINUTE", counting.Pace(3))
    monkeypatch.setattr("time.time", lambda: 1_000_000.0)
    role = RoleFactory(published=True)
    answers = [Browser().tells("view", role) for _n in range(5)]
    assert [answer.status_code for answer in answers] == [204, 204, 204, 429, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert Browser(address="192.0.2.2").tells("view", role).status_code == 204
    assert counted(role) == (4, 2, 0)


def test_a_beacon_sets_no_cookie_and_asks_the_database_nothing():
    role = RoleFactory(published=True)
    with CaptureQueriesContext(connection) as queries:
        answer = Browser().tells("view", role)
    assert not queries.captured_queries
    assert not answer.cookies
    assert answer.content == b""


def test_nothing_of_who_it_was_is_kept(tmp_path, caplog, settings):
    role = RoleFactory(published=True)
    Browser(address="192.0.2.77").tells("view", role, **{"from": "news.example.org"})
    write_counts()
    rows = [*Readership.objects.values_list(), *Referral.objects.values_list()]
    kept = repr(rows).encode() + settings.READERS_TODAY.read_bytes() + caplog.text.encode()
    assert b"192.0.2.77" not in kept
    assert b"Firefox" not in kept


def test_who_opened_the_desk_is_no_reader_from_then_on(editor_client, client):
    editor_client.get("/admin/")
    assert editor_client.cookies["at_desk"].value == "1"
    client.get("/admin/", follow=True)
    assert "at_desk" not in client.cookies


def test_a_page_says_what_its_beacon_counts_and_a_preview_does_not(client):
    role, draft = RoleFactory(published=True, slug="weaver"), RoleFactory()
    page = client.get(role.get_absolute_url()).content.decode()
    assert 'data-count="/count/" data-post="role/weaver"' in page
    assert "data-count" not in client.get(f"/preview/{preview_token(draft)}/").content.decode().replace(
        "data-count-end", ""
    )


# Where they came from


def test_without_room_for_the_readers_of_today_a_beacon_is_refused_and_a_later_one_taken(monkeypatch):
    def has_no_room(*args):
        raise OSError("No space left on device")

    role = RoleFactory(published=True)
    with monkeypatch.context() as full:
        full.setattr(counting, "digest_of", has_no_room)
        assert Browser().tells("view", role).status_code == 503
    assert Browser().tells("view", role).status_code == 204


def test_links_from_elsewhere_are_counted_by_host():
    role = RoleFactory(published=True)
    for host in ("www.example.org", "example.org", "news.example.net", "testserver", "www.testserver", "", "no host"):
        Browser().tells("view", role, **{"from": host})
    write_counts()
    assert dict(Referral.objects.values_list("host", "views")) == {"example.org": 2, "news.example.net": 1}


def test_of_too_many_hosts_the_rest_are_one(monkeypatch):
    monkeypatch.setattr(counting, "HOSTS", counting.Few(2))
    role = RoleFactory(published=True)
    for n in (1, 2, 3, 4, 1):
        Browser().tells("view", role, **{"from": f"site{n}.example.org"})
    write_counts()
    assert dict(Referral.objects.values_list("host", "views")) == {
        "site1.example.org": 2,
        "site2.example.org": 1,
        "other": 2,
    }


# Resources


def test_followed_links_to_resources_are_counted():
    resource = ResourceFactory(url="https://example.org/course?a=b&c=d")
    gone = ResourceFactory(archived_url="https://archive.example.org/x")
    for link in (resource.url, resource.url, gone.archived_url, "https://example.org/another"):
        Browser().tells("click", link=link)
    write_counts()
    assert dict(Click.objects.values_list("resource", "number")) == {resource.pk: 2, gone.pk: 1}
