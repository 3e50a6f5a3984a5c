"""What is kept, for whom, and in which form."""

import gzip
import threading
import time
from datetime import timedelta

import brotli
import pytest
import zstandard

from blog.actions.posts import withdraw_post
from blog.caching import make_stale, pages
from blog.caching.making import keep_page, made_of
from blog.caching.pages import KeptPages
from blog.caching.shelf import Page, Shelf
from blog.models import Address, Post
from tests.factories import CommentFactory, RoleFactory

from .conftest import ask

pytestmark = pytest.mark.django_db
OPENERS = {"br": brotli.decompress, "gzip": gzip.decompress, "zstd": lambda body: zstandard.decompress(body)}


@pytest.fixture
def role():
    return RoleFactory(published=True, title="Machine Learning Engineer", slug="mle")


PAGES = [
    *("/", "/roles/", "/roles/mle/", "/essays/", "/series/", "/tags/", "/skills/", "/archive/", "/popular/", "/feed/"),
    *("/feed/rss/", "/feed.json", "/comments/feed/", "/roles/mle/comments/feed/", "/sitemap.xml"),
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_for_everyone_is_drawn_once(site, role, path):
    first, second = site(path), site(path)
    assert (first.status, first.body) == (second.status, second.body) == (200, first.body)
    assert len(site.drawn) == 1
    assert "Set-Cookie" not in second.headers


@pytest.mark.parametrize(
    "path", ["/roles/mle/comment/", "/accounts/login/", "/search/?q=mle", "/nothing/", "/me/masthead/"]
)
def test_what_is_not_for_everyone_is_drawn_each_time(site, role, path):
    site(path), site(path)
    assert len(site.drawn) == 2


def test_somebody_signed_in_gets_the_same_page(site, role, reader_client):
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in reader_client.cookies.items())
    assert site("/roles/mle/", HTTP_COOKIE=cookie).body == site("/roles/mle/").body
    assert len(site.drawn) == 1


def test_parameters_that_no_page_uses_change_nothing(site, role):
    plain = site("/roles/?utm_source=x&sort=az&fbclid=1")
    assert site("/roles/?sort=az").body == plain.body
    assert b"utm_source" not in plain.body
    assert len(site.drawn) == 1
    assert site("/roles/").body != plain.body
    assert len(site.drawn) == 2


@pytest.mark.parametrize("path", ["/?p=12", "/?m=1", "/?year=2019&monthnum=5", "/?s=potter", "/?feed=rss2"])
def test_parameters_of_old_addresses_get_through(site, role, path):
    site("/"), site(path), site(path)
    assert len(site.drawn) == 3


def test_an_old_address_leads_on_from_a_page_that_is_kept(site, role):
    Address.objects.create(path="/?p=12", target="/roles/mle/")
    site("/")
    answer = site("/?p=12")
    assert (answer.status, answer.headers["Location"]) == (301, "/roles/mle/")


def test_a_form_gets_its_whole_question(site, role):
    comment = CommentFactory(post=role)
    path = f"/roles/mle/comment/?reply_to={comment.code}"
    assert comment.user_name in site(path).text
    assert comment.user_name in site(path).text


def test_other_hosts_never_reach_what_is_kept(site, role):
    site("/")
    assert site("/", HTTP_HOST="elsewhere.example").status == 400
    assert site("/").status == 200


def test_a_host_is_one_whatever_its_letters_and_its_port(site, role):
    pages = [site("/", HTTP_HOST=host).body for host in ("testserver", "TestServer:8000", "testserver.")]
    assert pages == 3 * pages[:1]
    assert len(site.drawn) == 1


def test_no_host_at_all_is_not_ours_though_every_one_is(site, role, settings):
    settings.ALLOWED_HOSTS = ["*"]
    site("/", HTTP_HOST="a b")
    assert not site.application.shelf.pages


def test_what_must_become_https_never_reaches_what_is_kept(site, role, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert site("/", HTTP_X_FORWARDED_PROTO="https").status == 200
    assert len(site.drawn) == 1
    site("/")
    assert len(site.drawn) == 2


@pytest.mark.parametrize("encoding", OPENERS)
def test_it_comes_compressed_as_the_client_asks(site, role, encoding):
    plain = site("/roles/mle/")
    answer = site("/roles/mle/", HTTP_ACCEPT_ENCODING=encoding)
    assert answer.headers["Content-Encoding"] == encoding
    assert OPENERS[encoding](answer.body) == plain.body
    assert len(answer.body) < len(plain.body) / 2
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["ETag"] != plain.headers["ETag"]


def test_it_comes_with_no_header_that_says_nothing_new(site, role):
    """The server knows how long the body is; the policy says who may frame it; browsers tell no more than they may."""
    headers = site("/roles/mle/", HTTP_ACCEPT_ENCODING="br").headers
    assert set(headers) == {
        *("Content-Type", "Content-Encoding", "Content-Security-Policy", "X-Content-Type-Options"),
        *("Cross-Origin-Opener-Policy", "Cache-Control", "ETag", "Vary"),
    }
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_an_encoding_that_is_refused_is_not_used(site, role):
    assert "Content-Encoding" not in site("/", HTTP_ACCEPT_ENCODING="br;q=0, zstd; q=0, gzip;q=0").headers
    assert site("/", HTTP_ACCEPT_ENCODING="br;q=0, *").headers["Content-Encoding"] == "zstd"


def test_who_has_it_already_is_told_so(site, role):
    etag = site("/roles/mle/", HTTP_ACCEPT_ENCODING="br").headers["ETag"]
    answer = site("/roles/mle/", HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=f'"x", W/{etag}')
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["ETag"] == etag
    assert site("/roles/mle/", HTTP_IF_NONE_MATCH='"x"').status == 200


def test_a_condition_is_met_by_a_page_that_has_to_be_drawn_too(site, role, drawn):
    etag = site("/roles/mle/").headers["ETag"]
    assert ask(KeptPages(drawn), "/roles/mle/", HTTP_IF_NONE_MATCH=etag).status == 304


def test_a_feed_unchanged_since_the_last_visit_is_not_sent_again(site, role):
    first = site("/feed/").headers
    assert site("/feed/", HTTP_IF_NONE_MATCH=first["ETag"]).status == 304
    assert site("/feed/", HTTP_IF_MODIFIED_SINCE=first["Last-Modified"]).status == 304


def test_a_feed_out_of_which_something_was_taken_is_sent_again(site, role, committed):
    older = RoleFactory(published=True, publish_at=role.publish_at - timedelta(days=1))
    first = site("/feed/").headers["Last-Modified"]
    with committed():
        withdraw_post(role)
    answer = site("/feed/", HTTP_IF_MODIFIED_SINCE=first)
    assert answer.status == 200
    assert older.title in answer.text


def test_what_nobody_keeps_is_not_sent_again_either(site, role):
    first = site("/roles/mle/card.png")
    answer = site("/roles/mle/card.png", HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert (answer.status, answer.body) == (304, b"")
    assert site("/roles/mle/card.png", HTTP_IF_NONE_MATCH='"another"').body == first.body


def test_who_asks_in_the_same_words_finds_it_with_one_look_and_nothing_old(site, role, monkeypatch, committed):
    first = site("/roles/mle/", HTTP_ACCEPT_ENCODING="br")
    site("/roles/mle/", HTTP_ACCEPT_ENCODING="br")
    with monkeypatch.context() as patch:
        patch.setattr(site.application, "find", None)
        assert site("/roles/mle/", HTTP_ACCEPT_ENCODING="br") == first
    with committed():
        Post.objects.filter(pk=role.pk).update(title="ML engineer")
        make_stale(f"post:{role.pk}")
    changed = site("/roles/mle/", HTTP_ACCEPT_ENCODING="br")
    assert "ML engineer" in brotli.decompress(changed.body).decode()
    assert not site.application.ready  # what left the shelf is nowhere else


def test_one_look_is_enough_also_where_no_proxy_told_the_scheme(settings, drawn, monkeypatch):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    application = KeptPages(drawn)
    for _time in range(2):
        first = ask(application, "/", HTTP_ACCEPT_ENCODING="br")
    monkeypatch.setattr(application, "find", None)
    assert ask(application, "/", HTTP_ACCEPT_ENCODING="br") == first


def test_one_look_does_not_overlook_what_must_become_https(settings, drawn):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")
    application = KeptPages(drawn)
    for _time in range(2):
        ask(application, "/", HTTP_ACCEPT_ENCODING="br", HTTP_X_FORWARDED_PROTO="https")
    assert application.ready
    assert len(drawn.paths) == 1
    ask(application, "/", HTTP_ACCEPT_ENCODING="br", HTTP_X_FORWARDED_PROTO="http")
    ask(application, "/", HTTP_ACCEPT_ENCODING="br")
    assert len(drawn.paths) == 3


def test_a_page_found_with_one_look_has_its_hour_and_its_conditions(site, role, monkeypatch):
    for _time in range(2):
        first = site("/", HTTP_ACCEPT_ENCODING="gzip")
    assert site("/", HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=first.headers["ETag"]).status == 304
    assert site("/", "HEAD", HTTP_ACCEPT_ENCODING="gzip").body == b""
    [ready] = site.application.ready.values()
    monkeypatch.setattr("time.time", lambda: ready[0] + 1)
    site("/", HTTP_ACCEPT_ENCODING="gzip")
    assert len(site.drawn) == 2


@pytest.fixture
def moment(monkeypatch):
    """In which a page is young."""
    monkeypatch.setattr(pages, "YOUNG_FOR", 60)


def change(role, title, committed):
    with committed():
        Post.objects.filter(pk=role.pk).update(title=title)
        make_stale(f"post:{role.pk}")


def test_a_page_that_changes_all_the_time_is_drawn_once_in_a_moment(site, role, moment, committed, monkeypatch):
    first = site("/roles/mle/")
    change(role, "ML engineer", committed)
    again = site("/roles/mle/")
    assert (again.body, len(site.drawn)) == (first.body, 1)
    assert again.headers["Cache-Control"] == "public, max-age=0, must-revalidate"  # nobody keeps what is old
    monkeypatch.setattr(pages, "YOUNG_FOR", 0)
    assert "ML engineer" in site("/roles/mle/").text


def test_who_has_written_or_signed_in_sees_the_change_at_once_and_then_everyone(site, role, moment, committed):
    site("/roles/mle/")
    change(role, "ML engineer", committed)
    assert "ML engineer" in site("/roles/mle/", HTTP_COOKIE="name=value").text
    assert "ML engineer" in site("/roles/mle/").text
    assert len(site.drawn) == 2


def test_who_did_something_without_a_cookie_sees_it_at_once_and_then_everyone(site, role, moment, committed):
    comment = CommentFactory(post=role)
    before = site("/roles/mle/")
    with committed():
        assert site(f"/comments/{comment.code}/like/", "POST", HTTP_USER_AGENT="Mozilla/5.0").status == 303
    assert site("/roles/mle/").body != before.body
    before = site("/roles/mle/")
    change(role, "ML engineer", committed)
    assert site("/roles/mle/").body == before.body  # what is drawn since is young again


def test_what_is_due_is_shown_in_its_second(site, role, moment, committed, monkeypatch):
    first = site("/roles/mle/")
    change(role, "ML engineer", committed)
    [kept] = site.application.shelf.pages.values()
    kept.fresh_until = time.time() - 1
    assert site("/roles/mle/").body != first.body


def test_a_page_is_not_young_for_ever_where_a_clock_goes_back(site, role, moment, committed, monkeypatch):
    site("/roles/mle/")
    change(role, "ML engineer", committed)
    [kept] = site.application.shelf.pages.values()
    kept.drawn_at = time.time() + 3600
    assert "ML engineer" in site("/roles/mle/").text


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/" + 2000 * "x", {}),
        ("/roles/mle/?utm_source=" + 2000 * "x", {}),
        ("/roles/mle/", {"HTTP_ACCEPT_ENCODING": 2000 * "x"}),
        ("/roles/mle/", {"HTTP_X_FORWARDED_PROTO": 2000 * "x"}),
    ],
)
def test_what_is_longer_than_any_page_needs_is_not_kept_in_memory(settings, drawn, role, path, headers):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    application = KeptPages(drawn)
    for _time in range(2):
        ask(application, path, **{"HTTP_ACCEPT_ENCODING": "br", **headers})
    assert application.key_of.cache_info().currsize == 0
    assert not any([application.ready, application.unkept, application.shelf.pages])


def test_head_gets_the_headers_alone(site, role):
    answer = site("/roles/mle/", "HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(site("/roles/mle/").body)
    assert len(site.drawn) == 1


# Whatever application stands behind


def page(body=b"page", status="200 OK", headers=(), names=("thing",)):
    def application(environ, start_response):
        keep_page(*names)
        start_response(status, [("Content-Type", "text/plain"), *headers])
        return [body]

    return application


@pytest.mark.parametrize(
    "headers",
    [[("Set-Cookie", "a=b")], [("Vary", "Cookie")], [("Cache-Control", "private")], [("Cache-Control", "no-store")]],
)
def test_what_says_that_it_is_personal_is_not_kept(headers):
    kept = KeptPages(page(headers=headers))
    ask(kept, "/")
    assert not kept.shelf.pages


def test_rows_alone_do_not_make_a_page_kept():
    def application(environ, start_response):
        made_of("post:1")
        start_response("200 OK", [])
        return [b""]

    kept = KeptPages(application)
    ask(kept, "/")
    assert not kept.shelf.pages


def test_the_last_good_page_stands_in_for_a_failure(site):
    answers = [page(b"good"), page(b"down", "500 Internal Server Error")]
    kept = KeptPages(lambda environ, start: answers[min(len(seen), 1)](environ, start))
    seen = []
    assert ask(kept, "/").body == b"good"
    seen.append(1)
    for each in kept.shelf.pages.values():
        each.fresh_until = 0
    answer = ask(kept, "/")
    assert (answer.status, answer.body) == (200, b"good")
    assert answer.headers["Warning"] == '110 - "Response is Stale"'
    assert ask(kept, "/other/").status == 500


def test_many_who_ask_for_a_missing_page_have_it_drawn_once():
    drawings, go = [], threading.Event()

    def application(environ, start_response):
        drawings.append(1)
        go.wait(5)
        return page()(environ, start_response)

    kept = KeptPages(application)
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(ask(kept, "/"))) for _n in range(20)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()
    assert [answer.body for answer in answers] == [b"page"] * 20
    assert len(drawings) == 1


def test_who_waits_for_a_page_that_fails_draws_it(site):
    def application(environ, start_response):
        raise ValueError("broken")

    kept = KeptPages(application)
    for _twice in range(2):
        with pytest.raises(ValueError, match="broken"):
            ask(kept, "/")
    assert not kept.drawing


def test_the_shelf_holds_no_more_than_it_should():
    shelf = Shelf(most_bytes=100_000)
    for number in range(100):
        shelf.put(number, Page("200 OK", [], bytes(2000), (), 0, 0, 0))
        shelf.get(0)
    assert shelf.bytes <= 100_000
    assert 0 in shelf.pages
    assert 1 not in shelf.pages
    assert shelf.bytes == sum(page.size() for page in shelf.pages.values())
    shelf.put("huge", Page("200 OK", [], bytes(90_000), (), 0, 0, 0))
    assert "huge" not in shelf.pages
