"""Lists of posts and indexes of words."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.actions.counts import count_skills, count_tags
from blog.models import Post, Resource, Skill, Tag
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    EssayFactory,
    PageFactory,
    ResourceFactory,
    RoleFactory,
    SkillFactory,
    TagFactory,
    refreshed_together,
)

from .page import assert_same_for_all, paths, tree, words

pytestmark = pytest.mark.django_db

POST_LINKS = "//main//*[self::h2 or self::h3]/a/@href"


@pytest.fixture
def mara():
    return AuthorFactory(name="Mara Lind", bio="Writes.\n\nMends bicycles.", website="https://example.org/mara")


def fill(mara, start=0, number=2):
    """Roles and essays in the category, under the tag, with the skill and by the author of these tests."""
    web = CategoryFactory(slug="web", name="Web")
    common = {"published": True, "tags": ["data"], "category": web, "authors": [mara]}
    with refreshed_together():
        for n in range(start, start + number):
            RoleFactory(title=f"Role {n}", slug=f"role-{n}", skills=["Python", f"Skill {n}"], day=n + 1, **common)
            EssayFactory(title=f"Essay {n}", slug=f"essay-{n}", **common)
    RoleFactory(title="Draft", tags=["data"], category=web, authors=[mara], skills=["Python"])
    RoleFactory(title="To come", scheduled=True, tags=["data"], category=web, authors=[mara], skills=["Python"])
    count_tags(Tag.objects.all())
    count_skills(Skill.objects.all())


LISTS = {
    "/essays/": {"/essays/essay-0/", "/essays/essay-1/"},
    "/categories/web/": {"/roles/role-0/", "/roles/role-1/", "/essays/essay-0/", "/essays/essay-1/"},
    "/tags/data/": {"/roles/role-0/", "/roles/role-1/", "/essays/essay-0/", "/essays/essay-1/"},
    "/authors/mara-lind/": {"/roles/role-0/", "/roles/role-1/", "/essays/essay-0/", "/essays/essay-1/"},
    "/skills/python/": {"/roles/role-0/#skills", "/roles/role-1/#skills"},
    "/popular/": {"/roles/role-0/", "/roles/role-1/", "/essays/essay-0/", "/essays/essay-1/"},
}
INDEXES = ["/tags/", "/skills/"]
ARCHIVE = ["/archive/"]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_shows_what_is_public_and_nothing_else(client, mara, path):
    fill(mara)
    response = client.get(path)
    assert set(paths(response, POST_LINKS)) == LISTS[path]
    assert_same_for_all(response)


@pytest.mark.parametrize("path", [*LISTS, *INDEXES, *ARCHIVE])
def test_lists_say_where_they_are(client, settings, mara, path):
    fill(mara)
    response = client.get(path)
    assert paths(response, "//link[@rel='canonical']/@href") == [settings.SITE_URL + path]
    assert paths(response, "//nav[@class='breadcrumbs']//a/@href")
    assert len(paths(response, "//h1")) == 1


@pytest.mark.parametrize("path", [*LISTS, *INDEXES, *ARCHIVE])
def test_lists_ask_few_queries_however_much_there_is(client, mara, path):
    def count():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    fill(mara)
    before = count()
    fill(mara, start=2, number=6)
    assert count() == before <= 8


@pytest.mark.parametrize("path", [*LISTS, *INDEXES])
def test_a_page_that_is_none_is_not_here(client, mara, path):
    fill(mara)
    expected = 200 if path == "/popular/" else 404  # it has one page, so the number means nothing
    for number in ("0", "-1", "2", "abc", "99999", "%00"):
        assert client.get(f"{path}?page={number}").status_code == expected


@pytest.mark.parametrize(
    "path", ["/essays/", "/categories/web/", "/tags/data/", "/authors/mara-lind/", "/skills/python/"]
)
def test_there_are_24_on_a_page(client, mara, path):
    web = CategoryFactory(slug="web")
    with refreshed_together():
        for _n in range(26):
            make = EssayFactory if path == "/essays/" else RoleFactory
            fields = {"skills": ["Python"]} if make is RoleFactory else {}
            make(published=True, tags=["data"], category=web, authors=[mara], **fields)
    assert len(paths(client.get(path), POST_LINKS)) == 24
    second = client.get(f"{path}?page=2")
    assert len(paths(second, POST_LINKS)) == 2
    assert paths(second, "//link[@rel='canonical']/@href")[0].endswith(f"{path}?page=2")


@pytest.mark.parametrize(
    "path", ["/categories/no/", "/tags/no/", "/skills/no/", "/authors/no/", "/categories/", "/authors/", "/tags/%00/"]
)
def test_what_does_not_exist_is_not_here(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/categories/web/", "/tags/data/", "/authors/mara-lind/"])
def test_lists_with_a_feed_say_so(client, mara, path):
    fill(mara)
    response = client.get(path)
    assert f"{path}feed/" in paths(response)
    assert paths(response, "//link[@type='application/atom+xml']/@href")[-1] == f"{path}feed/"


def test_a_scheduled_post_is_in_every_list_at_its_minute(client, mara):
    fill(mara)
    for path in LISTS:
        client.get(path)
    Post.objects.filter(title="To come").update(publish_at=timezone.now() - datetime.timedelta(seconds=1))
    for path in set(LISTS) - {"/essays/"}:
        assert "To come" in words(client.get(path)), path


def test_lists_are_about_something(client, mara):
    fill(mara)
    CategoryFactory(slug="empty", name="Empty", description="About <nothing>.")
    assert "About <nothing>." in words(client.get("/categories/empty/"))
    assert "Nothing is out here yet" in words(client.get("/categories/empty/"))
    author = client.get("/authors/mara-lind/")
    assert "Mends bicycles." in words(author)
    assert "https://example.org/mara" in paths(author)


def test_tags_stand_by_letter_with_their_numbers(client, mara):
    for name in ("data", "Über", "数据", "3D", "unused"):
        TagFactory(name=name, post_count=0 if name == "unused" else 2)
    response = client.get("/tags/")
    assert paths(response, "//main//h2/text()") == ["D", "U", "数", "#"]
    assert "data 2" in words(response)
    assert "unused" not in words(response)


def test_skills_stand_by_kind_with_their_numbers(client):
    SkillFactory(name="Statistics", kind=Skill.Kind.KNOWLEDGE, role_count=1)
    SkillFactory(name="Python", kind=Skill.Kind.TOOL, role_count=3)
    SkillFactory(name="Nobody needs it", role_count=0)
    response = client.get("/skills/")
    assert paths(response, "//main//h2/text()") == ["Tools", "Knowledge"]
    assert "Python 3" in words(response)
    assert "Nobody" not in words(response)


def test_a_skill_tells_who_needs_it_and_where_to_learn_it(client):
    RoleFactory(published=True, title="Analyst", skills=["SQL", "Python", "Excel"])  # the third is useful
    RoleFactory(published=True, title="Clerk", skills=["Excel"])
    skill = Skill.objects.get(name="Excel")
    Skill.objects.filter(pk=skill.pk).update(description="Cells and what one does with them.")
    hard = ResourceFactory(title="A course", url="https://example.org/course", level=Resource.Level.ADVANCED)
    hard.teaches.add(skill)
    gone = ResourceFactory(title="Gone", dead_since=timezone.localdate(), kind=Resource.Kind.BOOK)
    kept = ResourceFactory(title="Kept", dead_since=timezone.localdate(), archived_url="https://example.org/kept")
    for resource in (gone, kept):
        resource.teaches.add(skill)
    response = client.get("/skills/excel/")
    assert "Cells and what one does with them." in words(response)
    essential, useful, learn, goes_with = tree(response).xpath("//main//section")
    assert "Clerk" in essential.text_content()
    assert "What this role does with Excel." in essential.text_content()
    assert "Analyst" in useful.text_content()
    assert [link.get("href") for link in learn.xpath(".//a")] == [
        "https://example.org/kept",
        "https://example.org/course",
    ]
    assert " ".join(goes_with.text_content().split()) == (
        "Skills that go with it Python in 1 of its roles SQL in 1 of its roles"
    )


def test_popular_ones_are_ranked_by_comments_and_age(client):
    now = timezone.now()
    for days, comments, title in ((60, 0, "old"), (1, 0, "new"), (2, 9, "discussed")):
        RoleFactory(
            title=title,
            slug=title,
            published=True,
            comment_count=comments,
            publish_at=now - datetime.timedelta(days=days),
        )
    PageFactory(published=True, title="About")
    assert paths(client.get("/popular/"), POST_LINKS) == ["/roles/discussed/", "/roles/new/", "/roles/old/"]


@pytest.mark.parametrize("path", ["/essays/", "/tags/", "/skills/", "/archive/", "/popular/"])
def test_an_empty_site_has_its_lists_all_the_same(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert paths(response, "//*[@class='empty']")
