"""Roles side by side."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.actions.posts import refresh_post, withdraw_post
from blog.models import Pay, Post, RoleSkill, Skill, WayIn
from tests.factories import EssayFactory, RoleFactory

from .page import assert_same_for_all, paths, tree, words

pytestmark = pytest.mark.django_db

TITLES = "//thead//a[@class='compare-name']/text()"


@pytest.fixture(scope="module", autouse=True)
def made(made_once):
    """They share SQL and Statistics; Python is useful to one and essential to the other."""
    skills_and_level = {
        "analyst": (["SQL", "Excel", "Statistics", "Python"], "degree-usual"),
        "scientist": (["Python", "SQL", "Statistics", "Experiments"], "postgraduate"),
        "designer": (["Figma", "Interviews"], ""),
    }
    for slug, (skills, level) in skills_and_level.items():
        RoleFactory(published=True, slug=slug, title=slug.title(), skills=skills, entry_level=level)


@pytest.fixture
def roles(made):
    return {role.slug: role for role in Post.objects.all()}


def pay(role, low, high, region="Germany", **fields):
    fields = {"stage": "typical", "currency": "EUR", "source": "https://example.org/pay", **fields}
    Pay.objects.create(role=role, low=low, high=high, region=region, as_of=timezone.localdate(), **fields)
    refresh_post(role)


def row(response, title):
    """The texts of the cells of the row that begins so."""
    (found,) = tree(response).xpath(f"//tbody/tr[starts-with(normalize-space(th), '{title}')]")
    return [
        " ".join("".join(cell.xpath(".//text()[not(ancestor::span[@aria-hidden])]")).split())
        for cell in found.xpath("td")
    ]


def test_two_roles_stand_side_by_side(client, roles):
    response = client.get("/compare/?role=analyst&role=scientist")
    assert paths(response, TITLES) == ["Analyst", "Scientist"]
    assert row(response, "Entry level") == ["A degree is usual", "A postgraduate degree is usual"]
    assert row(response, "Drawbacks") == ["The phone rings at night And why."]  # the same: said once
    assert row(response, "First steps")[0].startswith(
        "Try it tonight tonight: the first hour free an hour Build one thing"
    )


def test_shared_skills_are_told_from_those_only_one_needs(client, roles):
    response = client.get("/compare/?role=analyst&role=scientist")
    assert row(response, "Skills they share") == [
        "SQL essential to each Python useful to Analyst, essential to Scientist Statistics useful to each"
    ]
    assert row(response, "Skills only this role needs") == ["Excel essential", "Experiments useful"]


def test_what_carries_over_and_what_is_to_be_learnt_is_counted_both_ways(client, roles):
    to_analyst, to_scientist = row(client.get("/compare/?role=analyst&role=scientist"), "Coming from the other")
    assert "From Scientist you bring 1 of 2 essential skills: SQL." in to_analyst
    assert "Still to learn: Excel." in to_analyst
    assert "From Analyst you bring 2 of 2 essential skills: Python, SQL." in to_scientist
    assert "Still to learn" not in to_scientist
    assert "Useful besides: Experiments." in to_scientist


def test_three_roles_tell_what_two_of_them_share(client, roles):
    response = client.get("/compare/?role=analyst&role=scientist&role=designer")
    assert paths(response, TITLES) == ["Analyst", "Scientist", "Designer"]
    assert row(response, "Skills they share") == ["None."]
    said = words(response, "//*[@class='compare-words']")
    assert "No skill is asked for by all three." in said
    assert "Nearest to each other are Analyst and Scientist, with 3 skills in common." in said
    assert "SQL essential to Analyst and Scientist" in row(response, "Skills two of them share")[0]
    assert row(response, "Skills only this role needs")[2] == "Figma essential Interviews essential"
    assert paths(response, "//form[@data-live]") == []  # there is no fourth


def test_differences_are_said_in_words(client, roles):
    said = words(client.get("/compare/?role=analyst&role=scientist"), "//*[@class='compare-words']")
    assert "They share 3 skills; 1 is essential to each of them." in said
    assert "Entry level differs. Analyst: a degree is usual; Scientist: a postgraduate degree is usual." in said
    said = words(client.get("/compare/?role=analyst&role=designer"), "//*[@class='compare-words']")
    assert "They have no skill in common." in said
    assert "Designer: not stated" in said


def test_what_is_not_stated_is_said(client, roles):
    response = client.get("/compare/?role=analyst&role=designer")
    assert row(response, "Pay") == ["not stated"]
    assert row(response, "Entry level") == ["A degree is usual", "not stated"]
    assert "Pay is stated for none of them." in words(response)
    assert words(response, "//th[starts-with(., 'Pay')]") == "Pay"  # and not that it is the same
    assert words(response, "//th[starts-with(., 'Entry level')]") == "Entry level different"
    pay(roles["analyst"], 50_000, 60_000)
    response = client.get("/compare/?role=analyst&role=designer")
    assert row(response, "Pay")[1] == "not stated"
    assert "Pay is not stated for Designer." in words(response)


def test_pay_is_set_against_each_other_only_for_the_same_place_and_stage(client, roles):
    path = "/compare/?role=analyst&role=scientist"
    pay(roles["analyst"], 50_000, 60_000)
    pay(roles["scientist"], 55_000, 80_000, region="Austria")
    assert "the figures cannot be set against each other" in words(client.get(path))
    pay(roles["scientist"], 60_000, 85_000)
    assert "Typical pay in Germany, a year: Scientist EUR 60,000–85,000; Analyst EUR 50,000–60,000." in words(
        client.get(path)
    )


def test_ways_in_that_are_open_to_all_are_named(client, roles):
    for slug, routes in (("analyst", ["degree", "direct"]), ("scientist", ["degree"])):
        for route in routes:
            WayIn.objects.create(role=roles[slug], route=route, note=f"As {slug}.")
        refresh_post(roles[slug])
    response = client.get("/compare/?role=analyst&role=scientist")
    assert "Open to all of them: degree." in words(response)
    assert row(response, "Ways in") == ["Degree As analyst. Direct As analyst.", "Degree As scientist."]


def test_fewer_than_two_lead_to_a_page_on_which_to_choose(client, roles):
    response = client.get("/compare/")
    assert response.status_code == 200
    assert "/compare/?role=analyst" in paths(response)
    response = client.get("/compare/?role=analyst&role=")
    assert response.status_code == 200
    offers = paths(response, "//ul[contains(@class, 'choosable')]//a/@href")
    assert offers == ["/compare/?role=analyst&role=scientist"]  # what shares skills
    assert "/compare/" in paths(response, "//a[@class='chip']/@href")


def test_a_role_is_found_by_what_is_typed_and_the_chosen_one_stays(client, roles):
    response = client.get("/compare/?role=analyst&typed=designer")
    assert paths(response, "//ul[contains(@class, 'choosable')]//a/@href") == ["/compare/?role=analyst&role=designer"]
    assert paths(response, "//input[@name='role']/@value") == ["analyst"]
    assert paths(response, "//input[@name='typed']/@value") == ["designer"]
    nothing = client.get("/compare/?role=analyst&typed=%22%00zzzz%3Cb%3E")
    assert nothing.status_code == 200
    assert "No role is called anything like" in words(nothing)


def test_the_same_role_twice_is_one(client, roles):
    assert paths(client.get("/compare/?role=analyst&role=analyst"), TITLES) == []


def test_more_than_three_are_refused_and_still_there(client, roles):
    response = client.get("/compare/?role=analyst&role=scientist&role=designer&role=nope")
    assert response.status_code == 400
    assert "At most 3 roles" in words(response)
    assert "/compare/?role=analyst&role=scientist&role=designer" in paths(response)
    assert client.get("/compare/?" + "&".join(f"role={n}" for n in range(900))).status_code == 400


@pytest.mark.parametrize("slug", ["nope", "%00", "a/b", "x" * 3000, "%F0%9F%98%80", "an-essay", "a-draft", "to-come"])
def test_what_is_no_public_role_is_not_here(client, roles, slug):
    EssayFactory(published=True, slug="an-essay")
    RoleFactory(slug="a-draft"), RoleFactory(slug="to-come", scheduled=True)
    response = client.get(f"/compare/?role=analyst&role={slug}")
    assert response.status_code == 404
    assert "/compare/?role=analyst" in paths(response)


def test_the_old_slug_of_a_role_leads_on(client, roles):
    role = roles["analyst"]
    role.slug = "data-analyst"
    role.save()
    response = client.get("/compare/?role=scientist&role=analyst")
    assert (response.status_code, response["Location"]) == (301, "/compare/?role=scientist&role=data-analyst")


def test_the_canonical_address_has_the_roles_in_order_and_is_not_for_crawlers(client, roles, settings):
    response = client.get("/compare/?role=scientist&role=analyst")
    assert paths(response, "//link[@rel='canonical']/@href") == [
        f"{settings.SITE_URL}/compare/?role=analyst&role=scientist"
    ]
    assert paths(response, "//meta[@name='robots']/@content") == ["noindex, follow"]
    assert paths(client.get("/compare/"), "//meta[@name='robots']/@content") == []
    assert b"/compare/</loc>" in client.get("/sitemap-pages-1.xml").content


def test_cards_role_pages_and_related_roles_lead_to_a_comparison(client, roles):
    assert "/compare/?role=designer" in paths(client.get("/roles/"))
    page = client.get("/roles/analyst/")
    assert "/compare/?role=analyst" in paths(page)
    assert "/compare/?role=analyst&role=scientist" in paths(page, "//*[@class='related']//a/@href")
    Skill.objects.update(role_count=1)
    assert "/compare/?role=designer" in paths(client.get("/skills/figma/"))


def test_a_withdrawn_role_is_compared_no_longer(client, roles):
    withdraw_post(roles["analyst"])
    assert client.get("/compare/?role=analyst&role=scientist").status_code == 404


@pytest.mark.parametrize("question", ["", "?role=analyst", "?role=analyst&role=scientist", "?typed=analyst"])
def test_queries_stay_few_however_much_there_is(client, roles, question):
    def count():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/compare/{question}").status_code == 200
        return len(queries)

    before = count()
    for n in range(8):
        RoleFactory(published=True, title=f"Analyst {n}", skills=["SQL", "Python", f"Skill {n}"])
    for number in range(6):
        RoleSkill.objects.create(role=roles["analyst"], skill=Skill.objects.get_or_make(f"More {number}"))
    refresh_post(roles["analyst"])
    assert count() <= max(before, 5)
    assert count() <= 9


def test_it_is_the_same_for_everyone(client, roles):
    for question in ("", "?role=analyst", "?role=analyst&role=scientist", "?typed=sql"):
        assert_same_for_all(client.get(f"/compare/{question}"))
