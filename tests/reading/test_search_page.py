"""The search page: whatever is typed is still there, and nothing found is not the end."""

import pytest

from blog.actions.posts import refresh_post
from tests.factories import CategoryFactory, EssayFactory, RoleFactory

from .page import assert_same_for_all, paths, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def found():
    refresh_post(RoleFactory(published=True, title="Machine Learning Engineer", slug="mle", day=31))
    refresh_post(EssayFactory(published=True, title="On machines", slug="machines"))
    refresh_post(RoleFactory(title="A machine in a drawer"))


def test_without_words_it_shows_the_form_and_a_hint(client, found):
    response = client.get("/search/")
    assert response.status_code == 200
    assert paths(response, "//main//input[@name='q']/@value") == [""]
    assert "Misspelt names" in words(response)
    assert_same_for_all(response)


def test_it_shows_what_is_found_with_its_words_marked(client, found):
    response = client.get("/search/?q=machine")
    assert set(paths(response, "//h2/a/@href")) == {"/roles/mle/", "/essays/machines/"}
    assert paths(response, "//main//input[@name='q']/@value") == ["machine"]
    assert "2 pages found." in words(response)


def test_a_kind_narrows_it_and_keeps_the_words(client, found):
    response = client.get("/search/?q=machine&kind=essay")
    assert paths(response, "//h2/a/@href") == ["/essays/machines/"]
    assert "/search/?q=machine&kind=role" in paths(response)
    assert paths(response, "//main//input[@name='kind']/@value") == ["essay"]


def test_an_unknown_kind_means_everything(client, found):
    assert len(paths(client.get("/search/?q=machine&kind=nonsense%00"), "//h2/a")) == 2


def test_nothing_found_offers_near_ones(client, found):
    response = client.get("/search/?q=machne+lerning")
    assert "Nothing here has “machne lerning”" in words(response)
    assert "/search/?q=machine%20learning" in paths(response)
    assert "/roles/mle/" in paths(response)
    assert paths(response, "//main//input[@name='q']/@value") == ["machne lerning"]


def test_nothing_near_offers_the_fields_of_work(client, found):
    CategoryFactory(slug="web", name="Web")
    assert "/categories/web/" in paths(client.get("/search/?q=qqqqzzzz"))


def test_searches_stay_out_of_other_search_engines(client, found):
    for path in ("/search/", "/search/?q=machine"):
        assert paths(client.get(path), "//meta[@name='robots']/@content") == ["noindex, follow"]


def test_there_are_24_on_a_page(client):
    for n in range(26):
        refresh_post(RoleFactory(published=True, title=f"Machinist {n}"))
    response = client.get("/search/?q=machinist&kind=role")
    assert len(paths(response, "//h2/a")) == 24
    assert paths(response, "//a[@rel='next']/@href") == ["/search/?q=machinist&kind=role&page=2"]
    second = client.get("/search/?q=machinist&kind=role&page=2")
    assert len(paths(second, "//h2/a")) == 2
    assert paths(second, "//a[@rel='prev']/@href") == ["/search/?q=machinist&kind=role"]


def test_a_page_that_is_none_is_not_here(client, found):
    for number in ("0", "-1", "2", "abc", "99999", "%00", "²", "1e1", "9" * 5000):
        assert client.get(f"/search/?q=machine&page={number}").status_code == 404


@pytest.mark.parametrize(
    "words_typed",
    [
        *(
            '"',
            "'",
            '"machine',
            "machine)",
            "(",
            "*",
            "AND",
            "OR NOT",
            "NEAR(a b)",
            "a:b",
            "-",
            "--",
            "%",
            "\\",
            "C++",
            "<b>",
        ),
        *("%00", "machine%00learning", "%FF%FE", "%ED%A0%80", "x" * 10000, "machine " * 3000, "مهندس", "机器", "👩‍🚀"),
        '<script>alert(1)</script>"><img src=x onerror=alert(1)>',
    ],
)
def test_any_text_is_a_legal_question(client, found, words_typed):
    response = client.get(f"/search/?q={words_typed}")
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert_same_for_all(response)


def test_a_stranger_cannot_make_us_show_a_link(client, found):
    response = client.get("/search/", {"q": "https://evil.example/"})
    assert not [path for path in paths(response) if path.startswith("https://evil")]
