"""Links of a blog to itself lead to its pages here."""

import datetime
from urllib.parse import unquote

import pytest

from blog.models import Tag
from blog.moving.bringing.links import Links
from blog.moving.entries import Blog, Entry, Label, Status
from blog.moving.reports import Report
from blog.moving.shelf import Shelf

pytestmark = pytest.mark.django_db

WHEN = datetime.datetime(2019, 5, 4, 12, tzinfo=datetime.UTC)


def entry(number, path="", **more):
    values = {"status": Status.PUBLIC, "published_at": WHEN, **more}
    return Entry(f"blogger:1:{number}", f"Post {number}", "", path=path, **values)


@pytest.fixture
def shelf():
    with Shelf() as shelf:
        shelf.put(Blog(title="Old", hosts=["my-notes.blogspot.com", "www.notes.example"]))
        yield shelf


@pytest.fixture
def report():
    return Report()


@pytest.fixture
def links(shelf, report):
    shelf.put(entry(1, "/2019/05/first.html", labels=["Data, and AI", "C++"]))
    shelf.put(entry(2, "/hello-world/", other_paths=["/?p=12"]))
    shelf.put(entry(3, "/p/über.html", is_page=True))
    shelf.put(entry(4, "/draft.html", status=Status.DRAFT))
    shelf.put(Label("C++", paths=["/tag/c/"]))
    for number, path in ((1, "/roles/first/"), (2, "/essays/hello/"), (3, "/pages/über/"), (4, "/essays/draft/")):
        shelf.plan(f"blogger:1:{number}", {"path": path})
    return Links(shelf, report)


def href(links, old, **asked):
    html = links.rewrite(f'<p>See <a href="{old}">this</a>, please.</p>', **asked)
    assert html.startswith("<p>See <a href=")
    assert html.endswith(">this</a>, please.</p>")
    return unquote(html.partition('href="')[2].partition('"')[0])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("http://my-notes.blogspot.com/2019/05/first.html", "/roles/first/"),
        ("https://my-notes.blogspot.co.uk/2019/05/first.html?m=1", "/roles/first/"),
        ("//MY-NOTES.blogspot.de/2019/05/first.html#more", "/roles/first/"),
        ("https://www.my-notes.blogspot.com.br/2019/05/first.html?showComment=12#c12", "/roles/first/#comments"),
        ("https://notes.example/2019/05/first.html#part-two", "/roles/first/#part-two"),
        ("/2019/05/first.html", "/roles/first/"),
        ("/2019/05/first.html/", "/roles/first/"),
        ("https://www.notes.example/hello-world", "/essays/hello/"),
        ("https://notes.example/?p=12", "/essays/hello/"),
        ("https://notes.example/index.php?p=12#respond", "/essays/hello/#comments"),
        ("https://notes.example/hello-world/amp/", "/essays/hello/"),
        ("https://notes.example/hello-world/feed/", "/essays/hello/comments/feed/"),
        ("/p/%C3%BCber.html", "/pages/über/"),
        ("/p/%c3%bcber.html", "/pages/über/"),
        ("https://notes.example", "/"),
        ("https://notes.example/?m=1", "/"),
        ("https://notes.example/search?q=two%20words", "/search/?q=two+words"),
        ("/search/label/C%2B%2B", "/tags/c-plus-plus/"),
        ("/search/label/data,%20and%20AI?max-results=5", "/tags/data-and-ai/"),
        ("https://notes.example/tag/c/", "/tags/c-plus-plus/"),
        ("/2019/05/", "/archive/2019/05/"),
        ("/2019_05_01_archive.html", "/archive/2019/05/"),
        ("/2019/", "/archive/2019/"),
        ("/feeds/posts/default", "/feed/"),
        ("/feeds/comments/default", "/comments/feed/"),
        ("#c123", "#comments"),
    ],
)
def test_an_old_address_of_the_blog_becomes_the_new_one(links, report, old, new):
    assert href(links, old) == new
    assert not report.notes


def test_a_label_that_is_here_under_another_slug_keeps_it(links):
    Tag.objects.create(name="C++", slug="cpp")
    assert href(links, "/search/label/C%2B%2B") == "/tags/cpp/"


@pytest.mark.parametrize(
    "old",
    [
        "https://elsewhere.example/2019/05/first.html",
        "https://other.blogspot.com/2019/05/first.html",
        "mailto:someone@example.org",
        "javascript:alert(1)",
        "#part-two",
        "http://[broken",
    ],
)
def test_other_links_stay_as_they_are(links, report, old):
    assert href(links, old) == unquote(old)
    assert not report.notes


@pytest.mark.parametrize(
    ("old", "left"),
    [
        ("https://notes.example/gone.html", "https://notes.example/gone.html"),
        ("/gone.html?x=1", "https://my-notes.blogspot.com/gone.html?x=1"),
        ("/draft.html", "https://my-notes.blogspot.com/draft.html"),
        ("/search/label/Nobody", "https://my-notes.blogspot.com/search/label/Nobody"),
        ("/2018/", "https://my-notes.blogspot.com/2018/"),
        ("/wp-content/uploads/2019/05/a.pdf", "https://my-notes.blogspot.com/wp-content/uploads/2019/05/a.pdf"),
    ],
)
def test_what_is_not_known_leads_to_the_old_blog_and_is_noted(links, report, old, left):
    assert href(links, old) == unquote(left)
    assert len(report.notes["links"]) == 1


def test_links_beside_a_post_are_read_from_where_it_stood(links, shelf):
    first = shelf.entry("blogger:1:1")
    assert href(links, "../../hello-world/", entry=first) == "/essays/hello/"
    assert href(links, "first.html", entry=first) == "/roles/first/"


def test_text_without_links_is_not_touched(links):
    odd = "<P>One<BR>two &nbsp; three"
    assert links.rewrite(odd) == odd


def test_a_host_can_be_given(shelf, report):
    shelf.blog.hosts.clear()
    shelf.put(entry(1, "/2019/05/first.html"))
    shelf.plan("blogger:1:1", {"path": "/roles/first/"})
    old = "https://given.example/2019/05/first.html"
    assert href(Links(shelf, report), old) == old
    assert href(Links(shelf, report, hosts=["given.example"]), old) == "/roles/first/"


def test_the_large_copy_behind_a_picture_is_left_to_the_pictures(links):
    html = '<a href="/wp-content/a.jpg"><img src="/wp-content/a-1x1.jpg"></a>'
    assert links.rewrite(html) == html


@pytest.mark.parametrize(
    "html", ["<a href=x>" * 2000, "<?xml version='1.0' encoding='utf-8'?><a href='/x'>y</a>", "<a href"]
)
def test_hostile_text_is_survived(links, html):
    assert isinstance(links.rewrite(html), str)
