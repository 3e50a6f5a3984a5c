"""The directory of roles."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.actions.counts import count_skills, count_tags
from blog.models import Category, Post, Skill, Tag
from tests.factories import CategoryFactory, EssayFactory, RoleFactory, refreshed_together

from .page import assert_same_for_all, paths, tree, words

pytestmark = pytest.mark.django_db


def make_role(title, **fields):
    """A public role as it is once the actions have looked after it."""
    role = RoleFactory(title=title, **{"published": True, **fields})
    return role


@pytest.fixture(scope="module", autouse=True)
def roles(made_once):
    web = CategoryFactory(slug="web", name="Web")
    made = [
        make_role("Data Analyst", skills=["SQL", "Excel"], tags=["data"], entry_level="none"),
        make_role("Data Scientist", skills=["SQL", "Python"], tags=["data", "python"], entry_level="postgraduate"),
        make_role("Front-End Developer", skills=["HTML", "CSS", "Git", "Figma"], category=web, entry_level="none"),
        make_role("Élagueur", skills=["Climbing"], category=web),
    ]
    count_skills(Skill.objects.all())
    count_tags(Tag.objects.all())
    return made


CARD_TITLES = "//*[contains(@class, 'card-title')]/a/text()"


def titles(client, question=""):
    return paths(client.get(f"/roles/{question}"), CARD_TITLES)


def choices(client, question, heading):
    """{label: (number, path)} of one filter beside the list."""
    links = tree(client.get(f"/roles/{question}")).xpath(f"//section[@aria-labelledby='filter-{heading}']//li/a")
    numbers = [link.xpath("string(span[@class='count']/text())") or "0" for link in links]
    return {
        link.xpath("string(span[@dir='auto'])"): (int(number), link.get("href"))
        for link, number in zip(links, numbers, strict=True)
    }


def test_every_public_role_is_there_newest_first(client, roles):
    RoleFactory(title="Draft")
    RoleFactory(title="Tomorrow", scheduled=True)
    EssayFactory(published=True, title="An essay")
    assert titles(client) == ["Élagueur", "Front-End Developer", "Data Scientist", "Data Analyst"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("?category=web", ["Élagueur", "Front-End Developer"]),
        ("?tag=data", ["Data Scientist", "Data Analyst"]),
        ("?skill=sql", ["Data Scientist", "Data Analyst"]),
        ("?level=none", ["Front-End Developer", "Data Analyst"]),
        ("?letter=E", ["Élagueur"]),
        ("?letter=d", ["Data Scientist", "Data Analyst"]),
        ("?category=web&level=none", ["Front-End Developer"]),
        ("?tag=data&skill=python&level=postgraduate&category=data-and-ai&letter=D", ["Data Scientist"]),
        ("?sort=az", ["Data Analyst", "Data Scientist", "Élagueur", "Front-End Developer"]),
        ("?category=&tag=&skill=&level=&letter=&sort=&page=&whatever=1", None),
    ],
)
def test_filters_and_orders(client, roles, question, expected):
    assert titles(client, question) == (expected or titles(client))


def test_popular_ones_first_when_asked(client, roles):
    Post.objects.filter(title="Data Analyst").update(popularity=1e9)
    assert titles(client, "?sort=popular")[0] == "Data Analyst"


@pytest.mark.parametrize(
    "question",
    [
        *("?category=nope", "?tag=nope", "?skill=nope", "?level=nope", "?letter=nope", "?letter=!", "?sort=nope"),
        *(
            "?tag=%00",
            "?skill=a%20b",
            "?category=a/b",
            f"?tag={'x' * 5000}",
            "?skill=%F0%9F%98%80%FF",
            "?level=%ED%A0%80",
        ),
    ],
)
def test_a_value_that_does_not_exist_is_not_here(client, roles, question):
    response = client.get(f"/roles/{question}")
    assert response.status_code == 404
    assert "/roles/" in paths(response, "//*[contains(@class, 'missing-links')]//a/@href")


def test_a_page_that_does_not_exist_is_not_here(client, roles):
    for number in ("0", "-1", "2", "abc", "99999", "1e3", "%00", "9" * 5000):
        assert client.get(f"/roles/?page={number}").status_code == 404


def test_counts_beside_filters_hold_for_what_is_chosen(client, roles):
    everything = choices(client, "", "category")
    assert everything == {"Web": (2, "/roles/?category=web"), "Data and AI": (2, "/roles/?category=data-and-ai")}
    beside_level = choices(client, "?level=none", "category")
    assert {label: number for label, (number, _path) in beside_level.items()} == {"Web": 1, "Data and AI": 1}
    assert choices(client, "?category=web", "skill")["HTML"] == (1, "/roles/?category=web&skill=html")
    assert "SQL" not in choices(client, "?category=web", "skill")
    assert choices(client, "?skill=python", "tag")["python"][0] == 1


def test_counts_are_what_the_links_lead_to(client, roles):
    for heading in ("category", "level", "skill", "tag"):
        for question in ("", "?category=data-and-ai", "?skill=sql", "?tag=data", "?level=none"):
            for label, (number, path) in choices(client, question, heading).items():
                shown = len(titles(client, path.removeprefix("/roles/")))
                assert number in (shown, 0), (question, heading, label)  # 0: the chosen one shows none


def test_what_is_chosen_can_be_taken_away(client, roles):
    response = client.get("/roles/?category=web&level=none")
    taken_away = paths(response, "//header[@class='page-head']//a[contains(@class, 'chip')]/@href")
    assert taken_away == ["/roles/?level=none", "/roles/?category=web", "/roles/"]


def test_only_letters_that_exist_are_offered(client, roles):
    make_role("3D Artist")
    make_role("数据科学家")
    assert paths(client.get("/roles/"), "//ul[@class='letters']//a/@href") == [
        "/roles/?letter=D",
        "/roles/?letter=E",
        "/roles/?letter=F",
        "/roles/?letter=%E6%95%B0",
        "/roles/?letter=%23",
    ]
    assert titles(client, "?letter=%23") == ["3D Artist"]
    assert titles(client, "?letter=数") == ["数据科学家"]


def test_a_card_names_three_skills_the_day_and_the_level(client, no_posts):
    make_role("Data Analyst", day=31, skills=["SQL", "Excel", "Statistics", "Writing"], entry_level="none")
    response = client.get("/roles/")
    assert paths(response, "//ul[@class='card-skills']//a/text()") == ["SQL", "Excel", "Statistics"]
    assert words(response, "//article").startswith("Day 31 Data Analyst")
    assert words(response, "//article").endswith("Data and AI no qualification Compare Data Analyst Keep Data Analyst")


def test_nothing_found_offers_near_ones(client, roles):
    response = client.get("/roles/?category=web&skill=sql&level=none")
    assert set(paths(response, CARD_TITLES)) == {"Front-End Developer", "Data Analyst", "Data Scientist", "Élagueur"}
    assert "No role is all of that" in words(response)


def test_an_empty_site_says_so(client, no_posts):
    assert "No role is out yet" in words(client.get("/roles/"))


def test_there_are_24_on_a_page_and_links_keep_what_is_chosen(client, no_posts):
    with refreshed_together():
        for n in range(26):
            make_role(f"Role {n:02}", entry_level="none")
    assert len(titles(client, "?level=none&sort=az")) == 24
    assert titles(client, "?level=none&sort=az&page=2") == ["Role 24", "Role 25"]
    assert paths(client.get("/roles/?level=none&sort=az"), "//a[@rel='next']/@href") == ["?level=none&sort=az&page=2"]


@pytest.mark.parametrize(
    ("question", "canonical"),
    [
        ("", "/roles/"),
        ("?category=&sort=newest&page=1&utm_source=x", "/roles/"),
        ("?skill=sql&category=data-and-ai", "/roles/?category=data-and-ai&skill=sql"),
        ("?letter=d", "/roles/?letter=D"),
    ],
)
def test_the_canonical_address_has_no_empty_parameters(client, settings, roles, question, canonical):
    response = client.get(f"/roles/{question}")
    assert paths(response, "//link[@rel='canonical']/@href") == [settings.SITE_URL + canonical]


def test_a_scheduled_role_is_there_at_its_minute_though_counts_lag(client, roles):
    titles(client)
    role = RoleFactory(title="Just out", scheduled=True)
    Post.objects.filter(pk=role.pk).update(publish_at=timezone.now() - datetime.timedelta(seconds=1))
    assert titles(client)[0] == "Just out"
    cache.clear()
    assert "5 roles so far" in words(client.get("/roles/"))


@pytest.mark.parametrize("name", ["category", "tag", "skill"])
def test_the_old_slug_of_a_filter_leads_on(client, roles, name):
    row = {"category": Category, "tag": Tag, "skill": Skill}[name].objects.filter(
        slug={"category": "web", "tag": "data", "skill": "sql"}[name]
    )[0]
    old, row.slug = row.slug, "renamed"
    row.save()
    response = client.get(f"/roles/?{name}={old}&sort=az")
    assert (response.status_code, response["Location"]) == (301, f"/roles/?{name}=renamed&sort=az")


@pytest.mark.parametrize("question", ["", "?category=web&tag=data&skill=sql&level=none&letter=D&sort=az", "?skill=sql"])
def test_queries_stay_few_however_many_roles_there_are(client, roles, question):
    def count():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/roles/{question}").status_code == 200
        return len(queries)

    before = count()
    for n in range(8):
        make_role(f"Data {n}", skills=["SQL", f"Skill {n}"], tags=["data", f"tag {n}"], day=n + 1)
    assert count() <= max(before, 8)
    assert count() <= 8


def test_it_is_the_same_for_everyone(client, roles):
    assert_same_for_all(client.get("/roles/?category=web"))
