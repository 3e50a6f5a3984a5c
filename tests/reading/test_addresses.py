"""Old addresses lead on, misspelt ones are put right, and what never was gets a page that helps."""

import pytest
from django.test import Client
from django.urls import reverse
from django.views.defaults import bad_request, server_error

from blog.actions.posts import withdraw_post
from blog.models import Address, Post
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    EssayFactory,
    PageFactory,
    RoleFactory,
    SeriesFactory,
    SkillFactory,
    TagFactory,
)

from .page import assert_same_for_all, paths, words

pytestmark = pytest.mark.django_db

ROWS = {
    "role": lambda slug: RoleFactory(published=True, slug=slug),
    "essay": lambda slug: EssayFactory(published=True, slug=slug),
    "page": lambda slug: PageFactory(published=True, slug=slug),
    "series": lambda slug: SeriesFactory(slug=slug),
    "category": lambda slug: CategoryFactory(slug=slug),
    "tag": lambda slug: TagFactory(name=slug, slug=slug, post_count=1),
    "skill": lambda slug: SkillFactory(name=slug, slug=slug, role_count=1),
    "author": lambda slug: AuthorFactory(slug=slug),
}
BELOW = {
    "role": "comments/feed/",
    "essay": "comments/feed/",
    "series": "feed/",
    "category": "feed/",
    "tag": "feed/",
    "author": "feed/",
}


def rename(row, slug):
    row.slug = slug
    row.save()


def path_of(kind, slug):
    return reverse(f"blog:{kind}", args=[slug])


def location(client, path):
    """Where a path leads, after it was made sure that this is one step and final."""
    response = client.get(path)
    assert response.status_code == 301, path
    assert client.get(response["Location"]).status_code == 200
    return response["Location"]


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize(
    ("first", "second", "third"),
    [("first", "second", "third"), ("数据", "مهندس-بيانات", "डेटा-वैज्ञानिक"), ("a", "b", "c")],
)
def test_a_renamed_page_answers_at_all_its_addresses_without_chains(client, kind, first, second, third):
    row = ROWS[kind](first)
    rename(row, second)
    assert location(client, path_of(kind, first)) == path_of(kind, second)
    rename(row, third)
    assert location(client, path_of(kind, first)) == path_of(kind, third)
    assert location(client, path_of(kind, second)) == path_of(kind, third)
    rename(row, first)
    assert client.get(path_of(kind, first)).status_code == 200
    assert location(client, path_of(kind, second)) == path_of(kind, first)
    assert location(client, path_of(kind, third)) == path_of(kind, first)


@pytest.mark.parametrize("kind", BELOW)
def test_what_stands_below_moves_along(client, kind):
    row = ROWS[kind]("old")
    rename(row, "new")
    assert location(client, path_of(kind, "old") + BELOW[kind]) == path_of(kind, "new") + BELOW[kind]


def test_a_day_of_a_renamed_series_leads_to_its_post(client):
    role = RoleFactory(published=True, day=3)
    rename(role.slot.series, "year-one")
    response = client.get("/series/365-roles/3/", follow=True)
    assert response.redirect_chain == [("/series/year-one/3/", 301), (role.get_absolute_url(), 302)]


def test_the_question_of_an_old_address_is_kept(client):
    rename(ROWS["tag"]("old"), "new")
    assert client.get("/tags/old/?page=1&x=%C3%A4+b")["Location"] == "/tags/new/?page=1&x=%C3%A4+b"


def test_browsers_ask_again_since_a_name_can_change_back(client):
    rename(ROWS["tag"]("old"), "new")
    assert client.get("/tags/old/")["Cache-Control"] == "no-cache"


def test_an_old_address_without_its_slash_leads_on_in_one_step(client):
    rename(ROWS["tag"]("old"), "new")
    assert location(client, "/tags/old") == "/tags/new/"


def test_only_reading_is_redirected(client):
    rename(ROWS["tag"]("old"), "new")
    assert client.head("/tags/old/").status_code == 301
    assert client.post("/tags/old/").status_code == 404


def test_a_slug_taken_by_another_page_is_that_pages_address(client):
    rename(ROWS["tag"]("python"), "python-3")
    TagFactory(name="The snake", slug="python")
    assert client.get("/tags/python/").status_code == 200
    assert not Address.objects.filter(path="/tags/python/").exists()


def test_a_draft_does_not_take_an_old_address_from_its_redirect(client):
    rename(ROWS["role"]("old"), "new")
    draft = RoleFactory(slug="old")
    assert location(client, "/roles/old/") == "/roles/new/"
    draft.state, draft.publish_at = Post.State.READY, Post.objects.get(slug="new").publish_at
    draft.save()
    assert client.get("/roles/old/").status_code == 200


def test_a_draft_that_was_never_public_leaves_no_address(client):
    rename(RoleFactory(slug="secret"), "public")
    assert client.get("/roles/secret/").status_code == 404


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/2025/01/how-to-become.html", "/roles/engineer/"),
        ("/p/über uns.html", "/roles/engineer/"),
        ("/search/label/C++", "/roles/engineer/"),
        ("/blog/", "/roles/engineer/"),
    ],
)
def test_addresses_of_an_earlier_blog_lead_on(client, path, target):
    ROWS["role"]("engineer")
    Address.objects.create(path=path, target=target)
    assert location(client, path) == target


@pytest.mark.parametrize(
    "rows",
    [
        [("/a/", "/b/"), ("/b/", "/a/")],
        [("/a/", "/a/b/")],
        [("/a/", "/b/"), ("/b/", "/c/"), ("/c/", "/a/x/")],
    ],
)
def test_addresses_in_a_circle_end_nowhere(client, rows):
    for path, target in rows:
        Address.objects.create(path=path, target=target)
    assert client.get("/a/").status_code == 404
    assert client.get("/a/b/c/").status_code == 404


def test_a_chain_of_addresses_is_one_step(client):
    ROWS["role"]("engineer")
    Address.objects.create(path="/one/", target="/two/")
    Address.objects.create(path="/two/", target="/roles/engineer/")
    assert location(client, "/one/") == "/roles/engineer/"


@pytest.mark.parametrize("rest", ["/evil.example/", "/%2Fevil.example/", "\\evil.example/", "/\\evil.example/"])
def test_no_address_leads_to_another_site(client, rest):
    Address.objects.create(path="/blog/", target="/")
    response = client.get(f"/blog/{rest}")
    assert not response.get("Location", "/").startswith(("//", "/\\", "http"))


@pytest.mark.parametrize("kind", ROWS)
def test_another_case_leads_to_the_right_one(client, kind):
    ROWS[kind]("data-scientist")
    assert location(client, path_of(kind, "Data-Scientist")) == path_of(kind, "data-scientist")


def test_a_slug_kept_with_capitals_is_found_without_them(client):
    ROWS["role"]("MLOps-engineer")
    assert location(client, "/roles/mlops-ENGINEER/") == "/roles/MLOps-engineer/"


def test_two_slugs_that_differ_in_case_are_two_pages(client):
    for slug in ("MLOps", "mlops"):
        SeriesFactory(slug=slug, is_default=False)
    for slug in ("MLOps", "mlops"):
        assert client.get(f"/series/{slug}/").status_code == 200
        assert client.get(f"/series/{slug}/99/").status_code == 404


def test_what_is_missing_below_a_page_leads_nowhere(client):
    ROWS["series"]("jahr-für-jahr")
    assert client.get("/series/jahr-für-jahr/99/").status_code == 404
    assert client.get("/series/Jahr-für-Jahr/99/", follow=True).status_code == 404
    assert client.get("/series/jahr-fu\u0308r-jahr/99/", follow=True).status_code == 404


def test_a_decomposed_slug_leads_to_the_composed_one(client):
    ROWS["tag"]("führung")
    assert location(client, "/tags/fu\u0308hrung/") == path_of("tag", "führung")
    assert location(client, "/tags/FU\u0308HRUNG/feed/") == path_of("tag", "führung") + "feed/"


def test_a_missing_slash_is_put_right(client):
    ROWS["role"]("engineer")
    assert location(client, "/roles/engineer") == "/roles/engineer/"
    assert location(client, "/roles") == "/roles/"


def test_a_withdrawn_post_is_gone_and_says_so(client):
    role = ROWS["role"]("engineer")
    rename(role, "ml-engineer")
    withdraw_post(role)
    response = client.get("/roles/ml-engineer/")
    assert response.status_code == 410
    assert "withdrawn" in words(response)
    assert_same_for_all(response)
    assert client.get("/roles/engineer/", follow=True).status_code == 410


def test_a_mistyped_address_offers_what_is_near(client):
    for title in ("Machine Learning Engineer", "Machinist", "Data Scientist"):
        RoleFactory(published=True, title=title)
    RoleFactory(title="Machine Learning Enginer")  # a draft is not offered
    response = client.get("/roles/machine-lerning-enginer/")
    assert response.status_code == 404
    assert paths(response, "//section//a/@href") == ["/roles/machine-learning-engineer/"]
    assert paths(response, "//main//input[@name='q']/@value") == ["machine lerning enginer"]
    assert_same_for_all(response)


def test_words_of_a_strange_address_are_looked_for(client):
    RoleFactory(published=True, title="Machine Learning Engineer")
    response = client.get("/2019/03/machine-learning_engineer.html")
    assert paths(response, "//section//a/@href") == ["/roles/machine-learning-engineer/"]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/roles/%00/",
        "/roles/a%00b/",
        "/%00",
        "/roles/%FF%FE/",
        "/roles/\ud7ff\ud7ff\ud7ff/".encode().decode(),
        "/roles/%F4%8F%BF%BF%F4%8F%BF%BF%F4%8F%BF%BF/",
        "/roles/.../",
        "/roles/<script>alert(1)</script>/",
        f"/roles/{'x' * 10000}/",
        "/a" * 20000,
        "/wp-login.php",
        "/favicon-32.png",
        "/roles/%25/",
        "/tags//",
    ],
)
def test_whatever_the_path_the_answer_is_a_page(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "<script>alert" not in response.content.decode()
    assert response.templates[0].name == "404.html"


def test_the_admins_missing_pages_are_its_own(owner_client):
    response = owner_client.get("/admin/blog/nothing/")
    assert response.status_code == 404
    assert "Did you look for" not in response.content.decode()


def test_errors_have_pages_that_need_no_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        broken, misunderstood = server_error(rf.get("/")), bad_request(rf.get("/"), None)
    assert (broken.status_code, misunderstood.status_code) == (500, 400)
    for response in (broken, misunderstood):
        assert "css/site" in response.content.decode()
        assert_same_for_all(response)


def test_a_form_that_is_too_old_says_what_is_safe():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"login": "a@example.org"})
    assert response.status_code == 403
    assert "what you typed" in words(response)
