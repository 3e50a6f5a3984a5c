"""Pieces of pages that are drawn again only for other values: what a page shows is always what the rows say now."""

import pytest
from django.template import Context, Template
from django.test import override_settings

from blog.caching import drawn
from blog.caching.shelf import Shelf
from blog.models import Post, SiteSettings
from blog.models.watched import all_read
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CommentFactory,
    EssayFactory,
    PageFactory,
    RoleFactory,
    SeriesFactory,
    SlotFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.setattr(drawn, "TEXTS", Shelf(10_000_000))


@pytest.fixture
def site():
    SiteSettings(name="Careers here").save()
    category, author, tag = CategoryFactory(name="Metal"), AuthorFactory(name="Ada"), TagFactory(name="by hand")
    slot = SlotFactory(series=SeriesFactory(name="Hundred days", is_default=True), day=4)
    about = {"category": category, "published": True}
    role = RoleFactory(title="Smith", slot=slot, **about)
    essay = EssayFactory(title="Why we forge", **about)
    for post in (role, essay):
        post.tags.add(tag)
        post.bylines.create(author=author)
    page = PageFactory(title="Imprint", published=True)
    CommentFactory(post=role, user_name="Ben")
    return {
        "role": role,
        "essay": essay,
        "page": page,
        "category": category,
        "author": author,
        "tag": tag,
        "slot": slot,
    }


def text_of(client, path):
    return client.get(path).content.decode()


PATHS = {
    "home": lambda site: "/",
    "role": lambda site: site["role"].get_absolute_url(),
    "essay": lambda site: site["essay"].get_absolute_url(),
    "page": lambda site: site["page"].get_absolute_url(),
    "directory": lambda site: "/roles/",
    "essays": lambda site: "/essays/",
    "category": lambda site: site["category"].get_absolute_url(),
    "tag": lambda site: site["tag"].get_absolute_url(),
    "author": lambda site: site["author"].get_absolute_url(),
    "feed": lambda site: "/feed/",
    "feed of a tag": lambda site: f"{site['tag'].get_absolute_url()}feed/",
}
CHANGES = {
    "title": (
        lambda site: site["role"],
        {"title": "Blacksmith"},
        ["home", "role", "directory", "category", "tag", "feed"],
    ),
    "standfirst": (lambda site: site["essay"], {"standfirst": "Iron and"}, ["essay", "essays", "author", "category"]),
    "category": (lambda site: site["category"], {"name": "Iron"}, ["home", "role", "directory", "category", "tag"]),
    "author": (lambda site: site["author"], {"name": "Grace"}, ["role", "essay", "essays", "author", "feed"]),
    "tag": (lambda site: site["tag"], {"name": "with tools"}, ["role", "essay", "tag", "feed", "feed of a tag"]),
    "series": (lambda site: site["slot"].series, {"name": "A year"}, ["home", "role"]),
    "day": (lambda site: site["slot"], {"day": 77}, ["home", "role", "directory", "tag"]),
    "page": (lambda site: site["page"], {"title": "Legal words"}, [*PATHS]),
    "site": (lambda site: SiteSettings.load(), {"name": "Other careers"}, [*PATHS]),
    "footer": (lambda site: SiteSettings.load(), {"footer": "Made in May."}, ["home", "role", "directory", "tag"]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_is_seen_where_it_stands(client, site, change):
    find, values, pages = CHANGES[change]
    pages = [name for name in pages if "feed" not in name or change not in ("page", "footer")]
    for name in pages:
        for _time in range(2):  # drawn, and put together from what was drawn
            text_of(client, PATHS[name](site))
    row = find(site)
    type(row).objects.filter(pk=row.pk).update(**values)
    (said,) = (str(value) for value in values.values())
    assert [name for name in pages if said not in text_of(client, PATHS[name](site))] == []


@pytest.mark.parametrize("name", PATHS)
def test_a_page_put_together_is_the_page_that_was_drawn(client, site, name):
    first, second = (text_of(client, PATHS[name](site)) for _time in range(2))
    assert first == second


@pytest.mark.parametrize("name", ["home", "role", "directory", "category", "tag"])
def test_the_second_time_no_piece_is_drawn(client, site, name, monkeypatch):
    text_of(client, PATHS[name](site))
    monkeypatch.setattr("blog.templatetags.drawn.Drawing.__call__", lambda drawing: pytest.fail("drawn again"))
    text_of(client, PATHS[name](site))


def test_the_number_of_comments_is_that_of_now(client, site):
    path = site["role"].get_absolute_url()
    text_of(client, path)
    Post.objects.filter(pk=site["role"].pk).update(comment_count=71)
    assert "71 comments" in text_of(client, path)


def test_of_other_pages_nothing_is_taken(client, site):
    other = RoleFactory(title="Baker", published=True)
    assert "Smith" in text_of(client, site["role"].get_absolute_url())
    assert '<h1 dir="auto">Baker</h1>' in text_of(client, other.get_absolute_url())


# The tag by itself


def draw(text, **values):
    return Template("{% load drawn %}" + text).render(Context(values))


COUNTED = "{% drawn_from a b %}{{ next }}{% enddrawn %}"


def test_the_same_values_are_drawn_once_and_others_anew():
    assert draw(COUNTED, a="x", b=1, next="first") == "first"
    assert draw(COUNTED, a="x", b=1, next="second") == "first"
    assert draw(COUNTED, a="x", b="1", next="third") == "third"
    assert draw(COUNTED, a="x", b=[("1", None)], next="fourth") == "fourth"


def test_without_the_first_value_it_is_drawn_each_time():
    assert draw(COUNTED, b=1, next="first") == "first"
    assert draw(COUNTED, b=1, next="second") == "second"


@override_settings(DEBUG=True)
def test_who_changes_templates_sees_it_at_once():
    assert draw(COUNTED, a="x", b=1, next="first") == "first"
    assert draw(COUNTED, a="x", b=1, next="second") == "second"


def test_what_asks_the_database_is_not_kept():
    text = "{% drawn_from a %}{{ rows.count }}{% enddrawn %}"
    assert draw(text, a="x", rows=Post.objects) == "0"
    RoleFactory()
    assert draw(text, a="x", rows=Post.objects) == "1"


def test_what_cannot_be_told_from_others_is_refused():
    with pytest.raises(TypeError, match="cannot be told from others"):
        draw(COUNTED, a="x", b=object())


# What was read of a row


def test_a_row_is_all_that_was_read_with_it(site):
    def read():
        return all_read(
            Post.objects.select_related("category", "slot__series").prefetch_related("bylines__author").get(kind="role")
        )

    before = read()
    assert read() == before
    site["author"].name = "Grace"
    site["author"].save()
    assert read() != before
    assert "Grace" in read()


def test_a_row_that_leads_back_ends(site):
    post = Post.objects.prefetch_related("bylines__post__bylines").get(kind="role")
    assert "Smith" in all_read(post)


def test_what_no_page_shows_makes_no_difference(site):
    before = all_read(Post.objects.get(kind="role"))
    Post.objects.filter(kind="role").update(popularity=99)
    assert all_read(Post.objects.get(kind="role")) == before
