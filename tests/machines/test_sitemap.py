import datetime

import pytest
from django.utils import timezone
from lxml import etree

from blog.models import Post
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "i": "http://www.google.com/schemas/sitemap-image/1.1"}


def listed(client):
    """Every page the sitemap names, with its date, by way of its index."""
    found = {}
    for location in etree.fromstring(client.get("/sitemap.xml").content).iterfind("s:sitemap/s:loc", NAMES):
        section = etree.fromstring(client.get(location.text.removeprefix("http://127.0.0.1:8000")).content)
        for url in section.iterfind("s:url", NAMES):
            found[url.find("s:loc", NAMES).text] = url
    return found


def test_the_sitemap_names_public_posts_with_date_and_picture(client):
    role = PostFactory(published=True, title="Data Analyst", tags=["python"])
    url = listed(client)["http://127.0.0.1:8000/roles/data-analyst/"]
    assert url.find("s:lastmod", NAMES).text[:10] == timezone.localtime(role.publish_at).date().isoformat()
    assert url.find("i:image/i:loc", NAMES).text.startswith("http://127.0.0.1:8000/")


def test_lists_with_something_public_are_in_it(client):
    PostFactory(published=True, tags=["python"])
    PostFactory(tags=["secret plans"])
    found = listed(client)
    assert "http://127.0.0.1:8000/tags/python/" in found
    assert "http://127.0.0.1:8000/tags/secret-plans/" not in found


@pytest.mark.parametrize("state", [Post.State.DRAFT, Post.State.WITHDRAWN, Post.State.PRIVATE])
def test_what_is_not_public_is_not_in_the_sitemap(client, state):
    PostFactory(title="Not yet", state=state)
    PostFactory(title="Soon", state=Post.State.READY, publish_at=timezone.now() + datetime.timedelta(minutes=1))
    assert not [path for path in listed(client) if "not-yet" in path or "soon" in path]


def test_the_sitemap_speaks_of_this_site_whatever_host_was_asked(client, settings):
    settings.ALLOWED_HOSTS = ["elsewhere.example"]
    settings.SITE_URL = "https://careers.example"
    page = client.get("/sitemap.xml", headers={"host": "elsewhere.example"}).content.decode()
    assert "https://careers.example/sitemap-" in page
    assert "elsewhere" not in page


def test_an_empty_site_has_a_sitemap(client):
    assert "http://127.0.0.1:8000/" in listed(client)


@pytest.mark.parametrize("path", ["/sitemap-posts-2.xml", "/sitemap-posts-0.xml", "/sitemap-nothing-1.xml"])
def test_pages_the_sitemap_does_not_have_are_not_found(client, path):
    assert client.get(path).status_code == 404


def test_robots_name_the_sitemap_and_keep_out_of_forms(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text
    assert "Disallow: /admin/" in text


def test_the_mark_of_the_house_is_there(client):
    answer = client.get("/favicon.ico")
    assert answer["Content-Type"] == "image/x-icon"
    assert b"".join(answer.streaming_content)[:4] == b"\x00\x00\x01\x00"
