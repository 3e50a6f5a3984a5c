"""The search page: whatever is typed is still there, and nothing found is not the end."""

import pytest

from blog.actions.posts import refresh_post
from blog.models import Pay
from blog.search import queries
from tests.factories import CategoryFactory, EssayFactory, RoleFactory, refreshed_together

from .page import assert_same_for_all, paths, words

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def found(made_once):
    RoleFactory(published=True, title="Machine Learning Engineer", slug="mle", day=31)
    EssayFactory(published=True, title="On machines", slug="machines")
    RoleFactory(title="A machine in a drawer")


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


def test_misspelt_words_show_what_was_meant_and_say_so(client, found):
    response = client.get("/search/?q=machne+lerning")
    assert "Showing what has machine learning. Nothing here has “machne lerning”." in words(response)
    assert paths(response, "//h2/a/@href") == ["/roles/mle/"]
    assert paths(response, "//main//input[@name='q']/@value") == ["machne lerning"]


def test_one_wrong_word_among_right_ones_is_enough(client, found):
    assert paths(client.get("/search/?q=machine+lerning+enigneer"), "//h2/a/@href") == ["/roles/mle/"]
    assert paths(client.get("/search/?q=machne&kind=role"), "//h2/a/@href") == ["/roles/mle/"]


def test_a_few_hits_of_a_word_that_may_be_misspelt_ask_what_was_meant(client, found):
    RoleFactory(published=True, title="Typist", slug="typist", why="<p>Writes machne now and then.</p>")
    for each in range(3):
        RoleFactory(published=True, title=f"Machine Builder {each}")
    response = client.get("/search/?q=machne")
    assert "Did you mean machine?" in words(response)
    assert paths(response, "//h2/a/@href") == ["/roles/typist/"]
    assert "/search/?q=machine" in paths(response)


def test_nothing_found_offers_near_ones_and_skills(client, found):
    RoleFactory(published=True, title="Zoo Keeper", slug="zoo", skills=["Patience", "Feeding"])
    response = client.get("/search/?q=zeppelinist+keepr")
    assert "Nothing here has “zeppelinist keepr”" in words(response)
    assert "/roles/zoo/" in paths(response)
    assert paths(response, "//main//input[@name='q']/@value") == ["zeppelinist keepr"]
    assert "/wishes/new/?words=zeppelinist%20keepr" in paths(response)


# Narrowing


@pytest.fixture
def potters(found):
    web = CategoryFactory(slug="web", name="Web")
    facts = [
        {
            "entry_level": "none",
            "work_pattern": "shifts",
            "work_place": "remote",
            "outlook": "growing",
            "category": web,
        },
        {"entry_level": "none", "work_pattern": "shifts", "work_place": "hybrid", "category": web},
        {"entry_level": "postgraduate", "work_place": "hybrid"},
    ]
    roles = [RoleFactory(published=True, title=f"Potter {n}", slug=f"p{n}", **each) for n, each in enumerate(facts)]
    source = {"source": "https://example.org/pay", "as_of": "2026-01-01", "region": "Kenya", "period": "year"}
    Pay.objects.create(role=roles[2], stage="typical", low=1, high=2, currency="KES", **source)
    for role in roles:
        refresh_post(role)
    EssayFactory(published=True, title="Potter and pot", slug="pot")


def hits(client, **question):
    return sorted(paths(client.get("/search/", {"q": "potter", **question}), "//h2/a/@href"))


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({}, ["/essays/pot/", "/roles/p0/", "/roles/p1/", "/roles/p2/"]),
        ({"level": "none"}, ["/roles/p0/", "/roles/p1/"]),
        ({"pattern": "shifts", "place": "hybrid"}, ["/roles/p1/"]),
        ({"outlook": "growing"}, ["/roles/p0/"]),
        ({"pay": "stated"}, ["/roles/p2/"]),
        ({"category": "web", "kind": "role"}, ["/roles/p0/", "/roles/p1/"]),
        ({"level": "none", "pay": "stated"}, []),
        ({"category": "nonsense\0"}, []),
        (
            {"level": "nonsense", "pay": "<b>", "outlook": "\0'"},
            ["/essays/pot/", "/roles/p0/", "/roles/p1/", "/roles/p2/"],
        ),
    ],
)
def test_hits_are_narrowed_by_facts(client, potters, question, found):
    assert hits(client, **question) == found


def test_choices_have_numbers_keep_the_others_and_can_be_taken_away(client, potters):
    response = client.get("/search/?q=potter&kind=role&level=none")
    links = paths(response)
    assert "/search/?q=potter&kind=role&level=none&place=remote" in links
    assert "/search/?q=potter&kind=role&level=postgraduate" in links
    assert "/search/?q=potter&kind=role" in links  # without it
    assert "/search/?q=potter&kind=essay&level=none" in links
    assert "Shifts 2" in words(response)
    assert "Growing 1" in words(response)
    assert "Entry level: No qualification" in words(response)
    assert paths(response, "//main//input[@name='level']/@value") == ["none"]
    assert_same_for_all(response)


def test_choices_that_fit_nothing_offer_the_search_without_them(client, potters):
    response = client.get("/search/?q=potter&level=none&pay=stated")
    assert "Show all 4 pages without them" in words(response)
    assert "/search/?q=potter" in paths(response)
    assert "/search/?q=potter&level=none" in paths(response)  # and each by itself


def test_what_is_counted_and_chosen_of_the_best_alone_is_said(client, potters, monkeypatch):
    honest = "These numbers, and what you choose, are of the best 3."
    assert honest not in words(client.get("/search/?q=potter"))
    monkeypatch.setattr(queries, "MAX_HITS", 3)
    assert honest in words(client.get("/search/?q=potter"))
    assert "None of the best 3 pages" in words(client.get("/search/?q=potter&level=none&pay=stated"))


def test_narrowing_takes_as_many_queries_for_few_hits_as_for_many(client, django_assert_max_num_queries):
    for n in range(25):
        RoleFactory(published=True, title=f"Machinist {n}", entry_level="none")
        if n in (1, 24):
            with django_assert_max_num_queries(9):
                client.get("/search/?q=machinist&level=none&kind=role")


def test_nothing_near_offers_the_fields_of_work(client, found):
    CategoryFactory(slug="web", name="Web")
    assert "/categories/web/" in paths(client.get("/search/?q=qqqqzzzz"))


def test_searches_stay_out_of_other_search_engines(client, found):
    for path in ("/search/", "/search/?q=machine"):
        assert paths(client.get(path), "//meta[@name='robots']/@content") == ["noindex, follow"]


def test_there_are_24_on_a_page(client):
    with refreshed_together():
        for n in range(26):
            RoleFactory(published=True, title=f"Machinist {n}")
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
