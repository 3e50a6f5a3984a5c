"""Skills I have, and the roles near me."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.actions.counts import count_skills
from blog.models import Skill
from tests.factories import ResourceFactory, RoleFactory, refreshed_together

from .page import assert_same_for_all, paths, tree, words

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def roles(made_once):
    made = {
        "analyst": ["SQL", "Excel", "Statistics", "Python"],  # the first two are essential
        "scientist": ["Python", "SQL", "Statistics"],
        "designer": ["Figma", "Interviews", "SQL"],
    }
    for slug, skills in made.items():
        RoleFactory(published=True, slug=slug, title=slug.title(), skills=skills)
    count_skills(Skill.objects.all())


def entries(response):
    return [
        " ".join(" ".join(entry.itertext()).split())
        for entry in tree(response).xpath("//ol[contains(@class, 'near')]/li")
    ]


def titles(response):
    return paths(response, "//ol[contains(@class, 'near')]/li//h3//text()")


def test_roles_with_most_essential_skills_come_first_then_useful_ones(client, roles):
    response = client.get("/match/?skill=sql&skill=python&skill=statistics")
    assert titles(response) == ["Scientist", "Analyst", "Designer"]
    scientist, analyst, designer = entries(response)
    assert "2 of 2 essential, 1 of 1 useful" in scientist
    assert "You have every essential skill." in scientist
    assert "1 of 2 essential, 2 of 2 useful" in analyst
    assert "0 of 2 essential, 1 of 1 useful" in designer
    assert "%" not in words(response)


def test_what_is_missing_is_named_with_where_it_is_taught_and_who_else_needs_it(client, roles):
    course = ResourceFactory(title="Spreadsheets for all", kind="course", cost="free", level="beginner")
    gone = ResourceFactory(title="Gone", dead_since="2025-01-01")
    python = ResourceFactory(title="Python slowly", kind="book", cost="paid")
    course.teaches.add(Skill.objects.get(slug="excel"))
    gone.teaches.add(Skill.objects.get(slug="excel"))
    python.teaches.add(Skill.objects.get(slug="python"))
    by_title = {entry.split()[0]: entry for entry in entries(client.get("/match/?skill=sql"))}
    assert "Missing: Excel" in by_title["Analyst"]
    assert "Taught by Spreadsheets for all (course, free)" in by_title["Analyst"].replace("( ", "(")
    assert "Gone" not in by_title["Analyst"]
    assert "No other role needs it." in by_title["Analyst"]
    assert "Taught by Python slowly" in by_title["Scientist"]
    assert "Needed by Analyst as well" in by_title["Scientist"]
    assert "No course or book is listed for it yet." in by_title["Designer"]


def test_roles_that_are_not_out_are_not_near(client, roles):
    RoleFactory(title="Draft", skills=["SQL"]), RoleFactory(title="To come", skills=["SQL"], scheduled=True)
    assert set(titles(client.get("/match/?skill=sql"))) == {"Analyst", "Scientist", "Designer"}


def test_without_skills_those_asked_for_most_are_offered(client, roles):
    response = client.get("/match/")
    assert response.status_code == 200
    assert paths(response, "//input[@name='skill']/@value")[0] == "sql"
    assert paths(response, "//input[@name='skill']/@checked") == []


def test_what_is_ticked_stays_ticked_and_what_is_near_is_offered(client, roles):
    response = client.get("/match/?skill=figma")
    assert paths(response, "//input[@name='skill'][@checked]/@value") == ["figma"]
    assert set(paths(response, "//input[@name='skill'][not(@checked)]/@value")) == {"interviews", "sql"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("python", "/match/?skill=sql&skill=python"),
        ("Python, sql,FIGMA", "/match/?skill=sql&skill=python&skill=figma"),
        ("py3", "/match/?skill=sql&skill=python"),
        ("Python, Welding", "/match/?skill=sql&skill=python&typed=Welding"),
    ],
)
def test_a_name_that_is_typed_is_added(client, roles, typed, expected):
    Skill.objects.filter(slug="python").update(hidden_names="Py3\nPython 3")
    response = client.get("/match/", {"skill": "sql", "typed": typed})
    assert (response.status_code, response["Location"]) == (302, expected)
    assert not response.cookies


def test_half_a_name_offers_skills_and_keeps_what_was_typed(client, roles):
    response = client.get("/match/?skill=sql&typed=stat")
    assert paths(response, "//div[@id='named']//a/@href") == ["/match/?skill=sql&skill=statistics"]
    assert paths(response, "//input[@name='typed']/@value") == ["stat"]
    response = client.get("/match/?skill=sql&typed=SQ%00%22%3Cb%3E")
    assert response.status_code == 200
    assert "No role here asks for" in words(response)
    assert client.get("/match/?typed=python&live=1").status_code == 200  # while one types, nothing is decided


def test_more_than_an_address_holds_is_said_and_the_first_are_kept(client, roles):
    for number in range(45):
        Skill.objects.create(name=f"Extra {number}", slug=f"extra-{number}")
    response = client.get("/match/?" + "&".join(f"skill=extra-{n}" for n in range(45)))
    assert response.status_code == 400
    assert "40 skills at most" in words(response)
    assert len(paths(response, "//input[@name='skill'][@checked]")) == 40


@pytest.mark.parametrize("slug", ["nope", "%00", "a/b", "x" * 3000, "%F0%9F%98%80"])
def test_a_skill_that_does_not_exist_is_not_here_and_the_rest_is_kept(client, roles, slug):
    response = client.get(f"/match/?skill=sql&skill={slug}")
    assert response.status_code == 404
    assert "/match/?skill=sql" in paths(response)


def test_the_old_slug_of_a_skill_leads_on(client, roles):
    skill = Skill.objects.get(slug="sql")
    skill.slug = "structured-query-language"
    skill.save()
    response = client.get("/match/?skill=python&skill=sql")
    assert (response.status_code, response["Location"]) == (
        301,
        "/match/?skill=python&skill=structured-query-language",
    )


def test_it_is_for_people_not_for_crawlers(client, roles, settings):
    response = client.get("/match/?skill=sql&skill=python")
    assert paths(response, "//meta[@name='robots']/@content") == ["noindex, follow"]
    assert paths(response, "//link[@rel='canonical']/@href") == [f"{settings.SITE_URL}/match/?skill=python&skill=sql"]
    assert paths(client.get("/match/"), "//meta[@name='robots']/@content") == []
    assert "Disallow: /match/?" in client.get("/robots.txt").content.decode()


def test_pages_of_near_roles_keep_the_skills(client, no_posts):
    with refreshed_together():
        for number in range(14):
            RoleFactory(published=True, title=f"Role {number}", skills=["SQL"])
    count_skills(Skill.objects.all())
    response = client.get("/match/?skill=sql")
    assert len(titles(response)) == 12
    assert paths(response, "//a[@rel='next']/@href") == ["?skill=sql&page=2"]
    assert len(titles(client.get("/match/?skill=sql&page=2"))) == 2
    assert client.get("/match/?skill=sql&page=3").status_code == 404


@pytest.mark.parametrize("question", ["", "?skill=sql&skill=python", "?typed=pyth", "?skill=sql&typed=zzz"])
def test_queries_stay_few_however_much_there_is(client, roles, question):
    def count():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/match/{question}").status_code == 200
        return len(queries)

    before = count()
    with refreshed_together():
        for number in range(14):
            RoleFactory(
                published=True, title=f"More {number}", skills=["SQL", f"Skill {number}", "Python", "Statistics"]
            )
            ResourceFactory().teaches.add(Skill.objects.get(slug=f"skill-{number}"))
    count_skills(Skill.objects.all())
    assert count() <= max(before, 8)
    assert count() <= 10


def test_it_is_the_same_for_everyone(client, roles):
    for question in ("", "?skill=sql", "?skill=sql&typed=py"):
        assert_same_for_all(client.get(f"/match/{question}"))
