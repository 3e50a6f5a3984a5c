import pytest

from blog import search
from blog.search.vocabulary import slips
from tests.factories import RoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def engineer():
    post = RoleFactory(title="Machine Learning Engineer", published=True, skills=["Kubernetes", "SQL", "Statistics"])
    return post


def test_misspelt_words_are_put_right(engineer):
    near = search.suggest_near("machien lerning enginer")
    assert near.words == "machine learning engineer"
    assert [hit.title for hit in near.hits] == ["Machine Learning Engineer"]


def test_skills_of_that_name_are_offered(engineer):
    near = search.suggest_near("kuberntes")
    assert near.words == "kubernetes"
    assert [str(topic) for topic in near.topics] == ["Kubernetes"]


def test_nothing_near_is_nothing(engineer):
    assert not search.suggest_near("zzzzzz qqqqqq")
    assert not search.suggest_near("")


def test_words_of_a_role_still_to_come_are_not_given_away(engineer):
    RoleFactory(title="Quantum Gardener", scheduled=True, skills=["SQL", "Statistics", "Pruning"])
    assert not search.suggest_near("quantm gardner")


def test_hidden_names_are_not_given_away():
    RoleFactory(title="Nurse", published=True, hidden_names="carrer sistr", skills=["A", "B", "C"])
    assert not search.suggest_near("carer sister")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("nruse", "nurse"), ("nurze", "nurse"), ("nurs", "nurse"), ("gardner", "gardener"), ("engieneer", "engineer")],
)
def test_short_words_and_long_ones_are_put_right(typed, meant):
    for title in ("Nurse", "Gardener", "Engineer", "Purser"):
        RoleFactory(title=title, published=True)
    assert search.suggest_near(typed).words == meant


@pytest.mark.parametrize(("one", "other", "number"), [("", "abc", 3), ("abcd", "acbd", 1), ("kitten", "sitting", 3)])
def test_slips_are_letters_too_many_too_few_wrong_or_turned(one, other, number):
    assert slips(one, other) == slips(other, one) == number


def test_a_wrong_sign_among_signs_without_spaces_still_finds():
    RoleFactory(title="数据工程师", published=True)
    page = search.search("数据工成师")
    assert (page.how, [hit.title for hit in page.hits]) == ("any", ["数据工程师"])
