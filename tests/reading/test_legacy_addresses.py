"""The addresses of other systems lead on in one step to a page that is there."""

import datetime
from urllib.parse import unquote

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.actions.pictures import store_picture
from blog.actions.posts import withdraw_post
from blog.models import Address, Arrival, MissingPath, PictureOrigin, Post
from blog.models.origins import url_hash
from blog.models.tallies import tally
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    EssayFactory,
    PageFactory,
    RoleFactory,
    TagFactory,
)
from tests.pictures.files import photograph

pytestmark = pytest.mark.django_db

MAY = datetime.datetime(2019, 5, 4, 12, tzinfo=datetime.UTC)


@pytest.fixture(scope="module", autouse=True)
def blog(made_once):
    """A blog that moved in: a role, an essay and a page, a tag, a category and an author."""
    role = RoleFactory(published=True, slug="engineer", publish_at=MAY, first_published_at=MAY)
    essay = EssayFactory(published=True, slug="hello-world", publish_at=MAY, first_published_at=MAY)
    PageFactory(published=True, slug="about")
    TagFactory(name="Data, and AI", slug="data-and-ai", post_count=1)
    TagFactory(name="数据", slug="数据", post_count=1)
    TagFactory(name="Old tag", slug="renamed", post_count=1)
    CategoryFactory(slug="robotics-and-hardware", name="Robotics")
    AuthorFactory(slug="ada", name="Ada")
    kept = {
        "/2019/05/engineer-day-31.html": "/roles/engineer/",
        "/2019/05/über-uns.html": "/roles/engineer/",
        "/2019/05/hello-world/": "/essays/hello-world/",
        "/?p=12": "/essays/hello-world/",
        "/?page_id=2": "/pages/about/",
        "/?cat=7": "/categories/robotics-and-hardware/",
        "/p/about.html": "/pages/about/",
        "/category/hardware/": "/categories/robotics-and-hardware/",
        "/category/hardware/robots/": "/tags/renamed/",
        "/author/ada-l/": "/authors/ada/",
    }
    Address.objects.bulk_create([Address(path=path, target=target) for path, target in kept.items()])
    Arrival.objects.create(reference="blogger:123:456", post=role)
    Arrival.objects.create(reference="blogger:123:457", post=essay)


def follow(client, path):
    response = client.get(path)
    assert response.status_code == 301, path
    assert not response.cookies
    place = response["Location"]
    assert client.get(place).status_code == 200, place
    return place


BLOGGER = {
    "/2019/05/engineer-day-31.html": "/roles/engineer/",
    "/2019/05/engineer-day-31.html?m=1": "/roles/engineer/",
    "/2019/05/engineer-day-31.html?m=0&utm_source=x": "/roles/engineer/?utm_source=x",
    "/2019/05/engineer-day-31.html?showComment=1546300800000": "/roles/engineer/",
    "/2019/05/engineer-day-31.html/": "/roles/engineer/",
    "/2019/05/%C3%BCber-uns.html": "/roles/engineer/",
    "/2019/05/%c3%bcber-uns.html": "/roles/engineer/",
    "/2019/05/%25C3%25BCber-uns.html": "/roles/engineer/",
    "/2019/05/u%CC%88ber-uns.html": "/roles/engineer/",
    "/p/about.html?m=1": "/pages/about/",
    "/?m=1": "/",
    "/roles/?m=0": "/roles/",
    "/roles/engineer/?m=1": "/roles/engineer/",
    "/roles/engineer?m=1": "/roles/engineer/",
    "/roles?m=1": "/roles/",
    "/search?q=engineer": "/search/?q=engineer",
    "/search?q=label:Old%20tag": "/tags/renamed/",
    "/search?updated-max=2019-05-14T10:00:00%2B02:00&max-results=7": "/archive/2019/05/",
    "/search?updated-max=2012-01-14T10:00:00Z": "/archive/",
    "/search/label/Data,%20and%20AI": "/tags/data-and-ai/",
    "/search/label/data%2C+and+ai?updated-max=2019-05-14T10:00:00%2B02:00&max-results=20": "/tags/data-and-ai/",
    "/search/label/%E6%95%B0%E6%8D%AE": "/tags/数据/",
    "/search/label/Robotics": "/categories/robotics-and-hardware/",
    "/2019/": "/archive/2019/",
    "/2019": "/archive/2019/",
    "/2019/05/": "/archive/2019/05/",
    "/2019/05": "/archive/2019/05/",
    "/2019/05/04/": "/archive/2019/05/#day-4",
    "/2019_05_01_archive.html": "/archive/2019/05/",
    "/2019_05_archive.html": "/archive/2019/05/",
    "/feeds/posts/default": "/feed/",
    "/feeds/posts/default?alt=rss": "/feed/rss/",
    "/feeds/posts/default?alt=json&max-results=5": "/feed.json",
    "/feeds/posts/summary": "/feed/",
    "/feeds/posts/default/-/Old%20tag": "/tags/renamed/feed/",
    "/feeds/posts/default/-/Robotics?alt=rss": "/categories/robotics-and-hardware/feed/",
    "/feeds/comments/default": "/comments/feed/",
    "/feeds/456/comments/default": "/roles/engineer/comments/feed/",
    "/feeds/457/comments/summary?alt=rss": "/essays/hello-world/comments/feed/",
    "/atom.xml": "/feed/",
    "/rss.xml": "/feed/rss/",
    "/index.html": "/",
}
WORDPRESS = {
    "/2019/05/hello-world/": "/essays/hello-world/",
    "/2019/05/hello-world": "/essays/hello-world/",
    "/2019/05/Hello-World/": "/essays/hello-world/",
    "/2019/05/hello-world/feed/": "/essays/hello-world/comments/feed/",
    "/2019/05/hello-world/feed/atom/": "/essays/hello-world/comments/feed/",
    "/2019/05/hello-world/amp/": "/essays/hello-world/",
    "/2019/05/hello-world/trackback/": "/essays/hello-world/",
    "/2019/05/hello-world/embed/": "/essays/hello-world/",
    "/2019/05/hello-world/comment-page-2/": "/essays/hello-world/",
    "/2019/05/hello-world/2/": "/essays/hello-world/",
    "/2019/05/hello-world/?replytocom=7": "/essays/hello-world/",
    "/?p=12": "/essays/hello-world/",
    "/index.php?p=12&lang=en": "/essays/hello-world/?lang=en",
    "/?p=12&feed=rss2": "/essays/hello-world/comments/feed/",
    "/?page_id=2&utm_source=x": "/pages/about/?utm_source=x",
    "/?cat=7&paged=2": "/categories/robotics-and-hardware/",
    "/?m=201905": "/archive/2019/05/",
    "/?m=20190504": "/archive/2019/05/#day-4",
    "/?year=2019&monthnum=5": "/archive/2019/05/",
    "/?tag=renamed": "/tags/renamed/",
    "/?s=two+words": "/search/?q=two+words",
    "/search/two+words/": "/search/?q=two%2Bwords",
    "/?paged=3": "/archive/",
    "/?feed=rss2": "/feed/rss/",
    "/?feed=atom": "/feed/",
    "/?feed=comments-rss2": "/comments/feed/",
    "/index.php": "/",
    "/index.php?s=word": "/search/?q=word",
    "/index.php?m=201905": "/archive/2019/05/",
    "/page/2/": "/archive/",
    "/feed": "/feed/",
    "/feed/atom/": "/feed/",
    "/feed/rss2/": "/feed/rss/",
    "/comments/feed/rss2/": "/comments/feed/",
    "/category/hardware/": "/categories/robotics-and-hardware/",
    "/category/hardware/page/2/": "/categories/robotics-and-hardware/",
    "/category/hardware/feed/": "/categories/robotics-and-hardware/feed/",
    "/category/hardware/robots/": "/tags/renamed/",
    "/tag/renamed/": "/tags/renamed/",
    "/tag/renamed/feed/": "/tags/renamed/feed/",
    "/author/ada-l/": "/authors/ada/",
    "/author/ada-l/feed/": "/authors/ada/feed/",
    "/author/ada/": "/authors/ada/",
    "/2019/05/page/2/": "/archive/2019/05/",
}
OTHERS = {
    "/rss/": "/feed/rss/",
    "/tag/renamed/rss/": "/tags/renamed/feed/",
    "/index.xml": "/feed/rss/",
    "/feed.xml": "/feed/",
    "/tags/renamed/index.xml": "/tags/renamed/feed/",
    "/essays/hello-world/amp/": "/essays/hello-world/",
    "/essays/hello-world/index.html": "/essays/hello-world/",
    "/archives/": "/archive/",
    "/blog/": "/archive/",
    "/posts/page/2/": "/archive/",
    "/sitemap_index.xml": "/sitemap.xml",
    "/sitemap-pages.xml": "/sitemap.xml",
    "/archives/2019/05/": "/archive/2019/05/",
    "/categories/Robotics/": "/categories/robotics-and-hardware/",
}


@pytest.mark.parametrize(("old", "new"), [*BLOGGER.items(), *WORDPRESS.items(), *OTHERS.items()])
def test_an_old_address_leads_on_in_one_step(blog, client, old, new):
    assert unquote(follow(client, old)) == unquote(new)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/2018/",
            "/2019/06/",
            "/2019/05/05/",
            "/2019/13/",
            "/0000/",
            "/9999/",
            "/2019/02/31/",
        ),
        *(
            "/2018_05_archive.html",
            "/search/label/Nobody",
            "/search/label/",
            "/tag/nobody/",
            "/category/nobody/feed/",
            "/author/nobody/",
        ),
        *("/feeds/999/comments/default", "/feeds/posts/default/-/Nobody", "/feeds/other", "/nothing.html?m=1"),
        *("/nothing/feed/", "/nothing/amp/", "/roles/engineer/2/", "/wp-content/uploads/2019/05/a.jpg"),
        *("/feeds/" + "9" * 300 + "/comments/default", "/search/label/" + "x" * 600, "/search/label/%00", "/tag/%20/"),
    ],
)
def test_what_was_never_here_is_not(blog, client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/?p=99",
        "/?p=x",
        "/?p=",
        "/?m=abc",
        "/?m=2018",
        "/?s=",
        "/?s=%00",
        "/?feed=",
        "/?year=x",
        "/?tag=%00",
        "/?paged=x",
        "/?p=%00",
    ],
)
def test_a_question_that_nobody_knows_is_none(blog, client, path):
    assert client.get(path).status_code == 200


def test_questions_of_our_own_pages_are_left_alone(blog, client):
    assert client.get("/roles/?tag=data-and-ai&page=1").status_code == 200
    assert client.get("/search/?q=engineer&page=1").status_code == 200
    assert client.post("/?p=12").status_code != 301


def test_the_doors_of_others_are_left_alone(blog, owner_client):
    assert owner_client.get("/admin/blog/role/?p=0").status_code == 200


def test_a_question_of_ours_costs_nothing(blog, client):
    def number_of_queries(path):
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    number_of_queries("/essays/")
    assert number_of_queries("/essays/?page=1") == number_of_queries("/essays/")


def test_days_on_a_later_page_of_their_month_are_found_there(client):
    for day in range(1, 31):
        RoleFactory(published=True, publish_at=MAY.replace(day=day), first_published_at=MAY, bare=True)
    place = follow(client, "/2019/05/02/")
    assert place == "/archive/2019/05/?page=2#day-2"
    assert 'id="day-2"' in client.get(place).content.decode()


def test_a_post_withdrawn_since_is_gone_at_its_old_addresses(blog, client):
    withdraw_post(Post.objects.get(slug="engineer"))
    for old in ("/2019/05/engineer-day-31.html", "/2019/05/engineer-day-31.html?m=1"):
        answers = client.get(old, follow=True)
        assert [status for _place, status in answers.redirect_chain] == [301]
        assert answers.status_code == 410


def test_a_draft_has_no_old_address(client):
    draft = EssayFactory(slug="secret")
    Arrival.objects.create(reference="blogger:123:789", post=draft)
    for old in ("/feeds/789/comments/default", "/essays/secret/amp/", "/essays/secret/feed/"):
        assert client.get(old).status_code == 404


def test_a_post_renamed_since_is_one_step_away(blog, client):
    post = Post.objects.get(slug="hello-world")
    post.slug = "hello"
    post.save()
    assert follow(client, "/?p=12") == "/essays/hello/"
    assert follow(client, "/2019/05/hello-world/feed/") == "/essays/hello/comments/feed/"
    assert follow(client, "/essays/hello-world/feed/") == "/essays/hello/comments/feed/"


def test_a_picture_is_found_under_its_old_path_in_any_size(client):
    picture = store_picture(photograph())
    path = "/wp-content/uploads/2019/05/a.jpg"
    PictureOrigin.objects.create(url=path, url_hash=url_hash(path), picture=picture)
    for old in (path, "/wp-content/uploads/2019/05/a-300x200.jpg", f"/blog{path}"):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, picture.file.url)


def test_what_an_editor_kept_counts_more_than_a_form(blog, client):
    Address.objects.create(path="/2019/05/", target="/roles/engineer/")
    assert follow(client, "/2019/05/") == "/roles/engineer/"


def test_an_address_to_a_search_has_no_feed(blog, client):
    Address.objects.create(path="/?cat=9", target="/search/?q=x")
    Address.objects.create(path="/old/", target="/search/?q=x")
    assert follow(client, "/?cat=9&feed=rss2") == "/search/?q=x"
    assert follow(client, "/old/amp/") == "/search/?q=x"


# What is counted


def test_followed_addresses_are_counted(blog, client):
    client.get("/2019/05/engineer-day-31.html")
    client.get("/2019/05/engineer-day-31.html?m=1")
    client.get("/?p=12")
    hits = dict(Address.objects.filter(hits__gt=0).values_list("path", "hits"))
    assert hits == {"/2019/05/engineer-day-31.html": 2, "/?p=12": 1}
    assert Address.objects.get(path="/?p=12").last_hit_at <= timezone.now()


def test_missing_pages_are_noted_with_where_they_are_linked_from(client):
    for _time in range(3):
        client.get("/2019/05/gone.html?m=1", headers={"referer": "https://elsewhere.example/page?secret=1#x"})
    missing = MissingPath.objects.get()
    assert (missing.path, missing.hits) == ("/2019/05/gone.html", 3)
    assert missing.referrer == "https://elsewhere.example/page"


@pytest.mark.parametrize("path", ["/2019/05/%C3%BCber.html", "/2019/05/u%CC%88ber.html", "/2019/05/%25C3%25BCber.html"])
def test_one_page_is_noted_once_whatever_the_spelling(client, path):
    client.get(path)
    assert MissingPath.objects.get().path == "/2019/05/über.html"


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/wp-login.php",
            "/wp-admin/",
            "/.env",
            "/.git/config",
            "/blog/.env",
            "/xmlrpc.php",
            "/a.php",
            "/x.jpg",
            "/a.js",
        ),
        *(
            "/a.js",
            "/cgi-bin/x",
            "/phpmyadmin/",
            "/vendor/x",
            "/a/../b",
            "/%3Cscript%3E",
            "/a%00b",
            "/a%0Ab",
            "/" + "x" * 300,
        ),
        *("/http://evil.example/", "/a//b", "/api/v1/users", "/_next/x", "/favicon-32.png", "/admin/x/", "/admin.html"),
        *("/roles/?page=999", "/archive/1999/", "/%F0%9F%98%80%E2%80%AE.html"),
    ],
)
def test_what_robots_try_is_not_noted(client, path):
    assert client.get(path).status_code in (404, 302)
    assert not MissingPath.objects.exists()


@pytest.mark.parametrize(
    "path", ["/admin-assistant/", "/api-designer.html", "/backup-engineer/", "/p/faq.html", "/v8-engine/"]
)
def test_what_people_want_is_noted(client, path):
    client.get(path)
    assert MissingPath.objects.get().path == path


def test_only_reading_is_noted(client):
    client.post("/gone.html")
    client.head("/gone.html")
    assert not MissingPath.objects.exists()


def test_the_log_is_bounded_and_keeps_what_is_wanted_most(client, monkeypatch):
    monkeypatch.setattr("blog.models.moving.MOST_MISSING", 20)
    monkeypatch.setattr("blog.models.moving.MISSING_AT_ONCE", 5)
    for _time in range(2):
        client.get("/wanted.html")
    for number in range(50):
        client.get(f"/{number}.html")
    assert MissingPath.objects.count() <= 20
    assert MissingPath.objects.filter(path="/wanted.html").exists()
    assert MissingPath.objects.filter(path="/49.html").exists()


def test_a_page_is_answered_even_where_nothing_can_be_written(blog, client):
    def read_only(execute, sql, params, many, context):
        if sql.startswith(("UPDATE", "INSERT", "DELETE")):
            raise OperationalError("attempt to write a readonly database")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(read_only):
        assert client.get("/gone.html").status_code == 404
        assert client.get("/2019/05/engineer-day-31.html").status_code == 301
    assert not MissingPath.objects.exists()
    assert tally(lambda: MissingPath.objects.note("/x"))
