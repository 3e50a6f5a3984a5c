"""The old paths of what came in are kept, and only those that the public had."""

import pytest

from blog.models import Address, MissingPath
from blog.moving.bringing.addresses import keep, keep_label, keep_writer
from blog.moving.entries import Entry, Label, Status, Writer
from blog.moving.reports import Report
from tests.factories import AuthorFactory, EssayFactory, PageFactory, RoleFactory, TagFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return Report()


@pytest.fixture
def post():
    return EssayFactory(published=True, slug="here")


def entry(path, *others, status=Status.PUBLIC):
    return Entry("blogger:1:1", "A post", "", status, path=path, other_paths=list(others))


def kept():
    return dict(Address.objects.values_list("path", "target"))


def test_every_path_of_a_post_leads_to_it(post, report):
    keep(post, entry("/2019/05/%C3%BCber.html", "/?p=12&lang=en", "/index.php?page_id=3", "/x.html?m=1"), report)
    assert set(kept()) == {"/2019/05/über.html", "/?p=12", "/?page_id=3", "/x.html"}
    assert set(kept().values()) == {"/essays/here/"}
    assert report.made["address"] == 4


def test_again_nothing_is_made(post, report):
    for _time in range(2):
        keep(post, entry("/a.html", "/?p=1"), report)
    assert (report.made["address"], report.known["address"]) == (2, 2)
    assert not report.notes


def test_a_post_that_has_another_slug_since_is_known(post, report):
    keep(post, entry("/a.html"), report)
    post.slug = "elsewhere"
    post.save()
    keep(post, entry("/a.html"), report)
    assert kept()["/a.html"] == "/essays/elsewhere/"
    assert (report.known["address"], report.notes) == (1, {})


@pytest.mark.parametrize("status", [Status.DRAFT, Status.PRIVATE, Status.SCHEDULED, Status.PENDING, Status.TRASHED])
def test_what_was_never_public_leaves_no_path(post, report, status):
    keep(post, entry("/a.html", status=status), report)
    assert kept() == {}


def test_the_path_of_another_post_stays_with_it(post, report):
    keep(post, entry("/a.html"), report)
    keep(EssayFactory(published=True, slug="second"), entry("/a.html"), report)
    assert kept() == {"/a.html": "/essays/here/"}
    assert "/a.html leads to /essays/here/" in report.notes["doubtful"][0][1]


@pytest.mark.parametrize("path", ["/", "/feed/", "/roles/", "/roles/taken/", "/archive/2019/", "/admin/", "/healthz"])
def test_no_page_of_this_site_is_covered(post, report, client, path):
    RoleFactory(published=True, slug="taken")
    keep(post, entry(path), report)
    assert kept() == {}
    assert "is a page of this site" in report.notes["doubtful"][0][1]


def test_a_path_like_ours_that_no_page_has_is_kept(post, report, client):
    keep(post, entry("/roles/nobody/"), report)
    assert client.get("/roles/nobody/")["Location"] == "/essays/here/"


def test_the_path_it_has_here_needs_no_row(report):
    keep(PageFactory(published=True, slug="about"), entry("/pages/about/"), report)
    assert kept() == {}
    assert not report.notes


@pytest.mark.parametrize("path", ["x.html", "//evil.example/x", "/" + "x" * 600, "/a\0b", "https://evil.example/"])
def test_what_is_no_path_is_noted(post, report, path):
    keep(post, entry(path), report)
    assert kept() == {}
    assert len(report.notes["doubtful"]) == 1


def test_labels_and_writers_have_paths_too(report):
    keep_label(TagFactory(name="C++", slug="cpp"), Label("C++", paths=["/search/label/C%2B%2B", "/?cat=3"]), report)
    keep_writer(AuthorFactory(slug="ada"), Writer("w:1", "Ada", paths=["/author/ada-l/"]), report)
    assert kept() == {
        "/search/label/C++": "/tags/cpp/",
        "/?cat=3": "/tags/cpp/",
        "/author/ada-l/": "/authors/ada/",
    }


def test_what_was_missed_before_it_came_is_missed_no_longer(post, report, client):
    client.get("/2019/05/a.html")
    assert MissingPath.objects.exists()
    keep(post, entry("/2019/05/a.html"), report)
    assert not MissingPath.objects.exists()
