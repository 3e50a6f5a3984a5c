"""The skills a reader keeps in the account."""

import pytest

from blog.actions.merging import merge_skills
from blog.models import HeldSkill, Skill
from tests.factories import UserFactory

from .page import paths, words

pytestmark = pytest.mark.django_db
PAGE, PIECE = "/me/skills/", "/me/skills/piece/"


@pytest.fixture
def skills():
    return {name: Skill.objects.create(name=name, slug=name.lower()) for name in ("SQL", "Excel", "Python")}


def held(reader):
    return {row.skill.name for row in HeldSkill.objects.filter(reader=reader)}


def test_they_are_kept_joined_and_replaced(reader, reader_client, skills):
    response = reader_client.post(PAGE, {"skill": ["sql", "excel"], "keep": "replace"})
    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert held(reader) == {"SQL", "Excel"}
    reader_client.post(PAGE, {"skill": ["python", "sql"], "keep": "add"})
    assert held(reader) == {"SQL", "Excel", "Python"}
    reader_client.post(PAGE, {"skill": ["python"], "keep": "replace"})
    assert held(reader) == {"Python"}
    reader_client.post(PAGE, {"keep": "replace"})
    assert held(reader) == set()


def test_strangers_are_asked_to_sign_in(client, skills):
    for response in (client.get(f"{PAGE}?skill=sql"), client.post(PAGE, {"skill": "sql", "keep": "add"})):
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/?next=/me/skills/")
    assert not HeldSkill.objects.exists()


def test_nobody_sees_or_changes_those_of_another(reader_client, skills):
    other = UserFactory()
    HeldSkill.objects.create(reader=other, skill=skills["Excel"])
    assert "Excel" not in words(reader_client.get(PAGE))
    reader_client.post(PAGE, {"skill": ["sql"], "keep": "replace"})
    assert held(other) == {"Excel"}


def test_the_page_shows_both_lists_before_they_are_joined(reader, reader_client, skills):
    for name in ("SQL", "Excel"):
        HeldSkill.objects.create(reader=reader, skill=skills[name])
    response = reader_client.get(f"{PAGE}?skill=python&skill=sql")
    said = words(response)
    assert "Your account keeps other skills: Excel, SQL" in said
    assert "Not among them yet: Python." in said
    assert "Not ticked here: Excel." in said
    assert "/match/?skill=excel&skill=sql" in paths(response)
    assert "Join both in my account" in said
    assert "Keep only what is ticked here" in said


def test_bad_input_changes_nothing_and_says_why(reader, reader_client, skills):
    HeldSkill.objects.create(reader=reader, skill=skills["SQL"])
    response = reader_client.post(PAGE, {"skill": ["python", "nope"], "keep": "replace"})
    assert response.status_code == 422
    assert "There is no skill “nope” any more. Nothing was changed." in words(response)
    assert "You came with: Python" in words(response)
    assert reader_client.post(PAGE, {"skill": ["python"], "keep": "burn"}).status_code == 422
    many = [Skill.objects.create(name=f"Extra {n}", slug=f"extra-{n}").slug for n in range(40)]
    response = reader_client.post(PAGE, {"skill": many, "keep": "add"})
    assert response.status_code == 422
    assert "40 skills at most" in words(response)
    assert held(reader) == {"SQL"}


def test_the_piece_tells_the_state_and_nothing_to_strangers(client, reader, reader_client, skills):
    assert client.get(f"{PIECE}?skill=sql").content.strip() == b""
    assert "Keep these in my account" in words(reader_client.get(f"{PIECE}?skill=sql"), "/")
    HeldSkill.objects.create(reader=reader, skill=skills["SQL"])
    assert "These are kept in your account." in words(reader_client.get(f"{PIECE}?skill=sql"), "/")
    assert "1 skill is kept in your account." in words(reader_client.get(PIECE), "/")
    assert "Join both" in words(reader_client.get(f"{PIECE}?skill=excel&skill=nope"), "/")
    assert "no-store" in reader_client.get(PIECE)["Cache-Control"]
    assert reader_client.post(PIECE).status_code == 405


def test_a_skill_that_is_merged_into_another_is_held_on(reader, skills):
    other = UserFactory()
    HeldSkill.objects.create(reader=reader, skill=skills["Excel"])
    for name in ("Excel", "SQL"):
        HeldSkill.objects.create(reader=other, skill=skills[name])
    merge_skills(Skill.objects.filter(name="Excel"), skills["SQL"])
    assert held(reader) == held(other) == {"SQL"}


def test_a_deleted_account_takes_them_along(reader, skills):
    HeldSkill.objects.create(reader=reader, skill=skills["SQL"])
    reader.delete()
    assert not HeldSkill.objects.exists()
