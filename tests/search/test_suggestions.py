"""What is offered while somebody types: a contract of its own, since a script reads it."""

import pytest
from django.core.management import call_command
from django.db import connection

from blog import search
from blog.actions.posts import refresh_post, withdraw_post
from blog.models import Post
from blog.search import suggestions
from tests.factories import EssayFactory, PageFactory, RoleFactory, SkillFactory, TagFactory, refreshed_together

pytestmark = pytest.mark.django_db


def offered(client, typed):
    return client.get("/search/suggest/", {"q": typed}).json()


def titles(client, typed):
    return [each["title"] for each in offered(client, typed)]


def role(title, **fields):
    return RoleFactory(title=title, published=True, **fields)


def test_it_is_a_list_of_titles_kinds_and_paths(client):
    role("Potter")
    EssayFactory(title="Potteries of today", published=True, slug="potteries")
    SkillFactory(name="Pottery", role_count=3)
    TagFactory(name="pots", post_count=2)
    assert offered(client, "pot") == [
        {"title": "Potteries of today", "kind": "essay", "path": "/essays/potteries/"},
        {"title": "Potter", "kind": "role", "path": "/roles/potter/"},
        {"title": "Pottery", "kind": "skill", "path": "/skills/pottery/"},
        {"title": "pots", "kind": "tag", "path": "/tags/pots/"},
    ]


def test_the_other_name_that_was_typed_is_told_and_a_hidden_one_is_not(client):
    role("Machine Learning Engineer", also_called="ML engineer\nModel engineer", hidden_names="tinkerer")
    [found] = offered(client, "ml eng")
    assert found["called"] == "ML engineer"
    assert offered(client, "model")[0]["called"] == "Model engineer"
    for typed in ("engineer", "machine", "tinker"):
        assert "called" not in offered(client, typed)[0]


def test_every_word_of_a_name_begins_one(client):
    role("Machine Learning Engineer")
    for typed in ("m", "machine le", "learn", "learning eng", "engineer"):
        assert titles(client, typed) == ["Machine Learning Engineer"]
    for typed in ("hine", "machine engineer", "ngineer mac"):
        assert titles(client, typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        *("achine", "mahcine", "machien le", "maschine lear", "machin lerning", "machne learning enginer"),
        *("learnign", "enigneer", "enginerr", "lerni", "MACHNIE"),
    ],
)
def test_misspelt_words_are_put_right_while_they_are_typed(client, typed):
    role("Machine Learning Engineer")
    role("Gardener")
    assert titles(client, typed) == ["Machine Learning Engineer"]


@pytest.mark.parametrize(
    ("title", "typed"),
    [("Инженер данных", "инжинер"), ("مهندس برمجيات", "مهدنس"), ("Μηχανικός", "μηχαινκός"), ("Nurse", "nruse")],
)
def test_they_are_put_right_in_every_script_with_words(client, title, typed):
    role(title)
    assert titles(client, typed) == [title]


def test_what_is_well_spelt_is_left_alone(client):
    role("Chef"), role("Cook")
    SkillFactory(name="Chess", role_count=1)
    assert titles(client, "chess") == ["Chess"]
    assert titles(client, "chefs") == ["Chef"]
    assert titles(client, "cheese") == []


def test_the_name_itself_comes_first_then_what_begins_so_then_the_rest(client):
    role("Data Engineer"), role("Engineer"), role("Engineering Manager")
    assert titles(client, "engineer") == ["Engineer", "Engineering Manager", "Data Engineer"]


def test_the_more_popular_comes_first(client):
    for title, popularity in (("Potter of clay", 2), ("Potter of glass", 3), ("Potter of brass", 1)):
        Post.objects.filter(pk=role(title).pk).update(popularity=popularity)
    assert titles(client, "potter") == ["Potter of glass", "Potter of clay", "Potter of brass"]


def test_case_accents_hyphens_and_spaces_do_not_matter(client):
    role("Front-end Développeur")
    for typed in ("FRONT", "front end", "frontend dev", "  Front-End  ", "DÉVEL", "devel"):
        assert titles(client, typed) == ["Front-end Développeur"]


@pytest.mark.parametrize(
    ("title", "typed"), [("数据工程师", "工程"), ("مهندس برمجيات", "برم"), ("C++ Developer", "c+")]
)
def test_every_script_is_offered(client, title, typed):
    role(title)
    assert titles(client, typed) == [title]


def test_other_names_lead_to_the_post_and_hidden_ones_are_not_printed(client):
    role("Machine Learning Engineer", also_called="ML Engineer", hidden_names="machien lerner")
    SkillFactory(name="Kubernetes", hidden_names="k8s", role_count=1)
    for typed, title in (("ml e", "Machine Learning Engineer"), ("machien", "Machine Learning Engineer")):
        assert titles(client, typed) == [title]
    assert titles(client, "k8") == ["Kubernetes"]
    response = client.get("/search/suggest/?q=machien")
    assert "machien" not in response.content.decode()


def test_only_what_the_public_may_see_is_offered(client):
    for state in ({}, {"scheduled": True}, {"state": "ready"}):
        RoleFactory(title="Potter", slug="", **state)
    PageFactory(title="Potters, a page", published=True)
    SkillFactory(name="Pottery"), TagFactory(name="pots")
    assert offered(client, "pot") == []


def test_there_are_never_more_than_eight_and_skills_have_their_place(client):
    for n in range(12):
        role(f"Potter {n}")
        SkillFactory(name=f"Pottery {n}", role_count=n)
    found = offered(client, "pot")
    assert len(found) == 8
    assert [each["title"] for each in found if each["kind"] == "skill"] == ["Pottery 11", "Pottery 10"]


def test_the_most_popular_of_many_are_found(client, monkeypatch):
    monkeypatch.setattr(suggestions, "LISTED", 2)
    last = [role(f"Potter {letter}") for letter in "abcde"][-1]
    Post.objects.filter(pk=last.pk).update(popularity=9999)
    role("A Potter")
    assert titles(client, "potter")[0] == "Potter e"


@pytest.mark.parametrize(
    "typed",
    ["", " ", "%", "_", "'", '"', "\\", "*", "a\0b", "\ud800", "x" * 10_000, "é" * 300, "ab " * 500, "<b>", "👩‍🚀"],
)
def test_any_text_may_be_typed(client, typed):
    role("Potter")
    response = client.get("/search/suggest/", {"q": typed.encode("utf-8", "surrogatepass")})
    assert (response.status_code, response.json()) == (200, [])


def test_without_a_question_nothing_is_offered(client):
    assert client.get("/search/suggest/").json() == []


def test_it_sets_no_cookie_and_may_be_kept_for_a_minute(client):
    response = client.get("/search/suggest/?q=pot")
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Content-Type"] == "application/json"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_it_asks_few_queries_however_much_there_is(client, django_assert_max_num_queries):
    with refreshed_together():
        for n in range(20):
            role(f"Potter {n}")
            SkillFactory(name=f"Pottery {n}", role_count=1), TagFactory(name=f"pots {n}", post_count=1)
    with django_assert_max_num_queries(6):
        offered(client, "pot")
    with django_assert_max_num_queries(8):
        assert len(offered(client, "pottre")) == 8


def test_a_renamed_thing_is_offered_by_its_new_name_alone(client):
    post, skill, tag = role("Potter"), SkillFactory(name="Pottery", role_count=1), TagFactory(name="pots", post_count=1)
    for row, field in ((post, "title"), (skill, "name"), (tag, "name")):
        setattr(row, field, f"Glass {row.pk}")
        row.save()
    refresh_post(post)
    assert offered(client, "pot") == []
    assert len(offered(client, "glass")) == 3


def test_what_is_withdrawn_or_deleted_is_not_offered(client):
    post, gone = role("Potter"), role("Potter too")
    skill, tag = SkillFactory(name="Pottery", role_count=1), TagFactory(name="pots", post_count=1)
    withdraw_post(post)
    for row in (gone, skill, tag):
        row.delete()
    assert offered(client, "pot") == []


def test_a_rebuilt_index_offers_the_same(client):
    role("Potter", hidden_names="crockery maker")
    SkillFactory(name="Pottery", role_count=1), TagFactory(name="pots", post_count=1)
    before = offered(client, "pot")
    search.rebuild()
    assert offered(client, "pot") == before
    assert titles(client, "crock") == ["Potter"]


def test_an_index_from_before_there_were_suggestions_is_completed_by_migrate(client):
    role("Potter"), SkillFactory(name="Pottery", role_count=1)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE blog_search_name")
    call_command("migrate", verbosity=0)
    assert titles(client, "pot") == ["Potter", "Pottery"]
