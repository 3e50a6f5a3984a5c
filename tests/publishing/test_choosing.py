"""Skills and resources of a role: named by typing, offered while one types, made when they are not there."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import Resource, Role, Skill
from tests.factories import ResourceFactory, RoleFactory, SkillFactory

from .addresses import ADD_ROLE, form_address
from .forms import add_rows, errors_of, form_of

pytestmark = pytest.mark.django_db

SKILLS, RESOURCES = "/admin/blog/skill/suggest/", "/admin/blog/resource/suggest/"


def offered(client, address, typed):
    return [offer["name"] for offer in client.get(address, {"q": typed}).json()["offers"]]


def with_rows(prefix, *rows):
    return lambda fields: add_rows(fields, prefix, *rows)


def test_a_skill_is_known_by_any_of_its_names_and_made_when_it_is_new(author_client, press):
    python = SkillFactory(name="Python", hidden_names="py3")
    rows = [
        {"skill": "  pYthon ", "need": "essential"},
        {"skill": "Welding", "kind": "tool", "need": "useful", "sentence": "With gas."},
    ]
    press("_save", author_client, ADD_ROLE, title="Smith", change=with_rows("role_skills", *rows))
    smith = Role.objects.get()
    assert [(row.skill.name, row.skill.kind) for row in smith.role_skills.all()] == [
        ("Python", "skill"),
        ("Welding", "tool"),
    ]
    press(
        "_save", author_client, ADD_ROLE, title="B", change=with_rows("role_skills", {"skill": "PY3", "need": "useful"})
    )
    assert Role.objects.get(title="B").role_skills.get().skill == python
    assert Skill.objects.count() == 2


def test_nothing_is_made_of_a_form_that_is_not_saved(editor_client, press):
    rows = [{"skill": "Welding", "need": "useful"}, {"skill": "welding", "need": "useful"}]
    answer = press("_save", editor_client, ADD_ROLE, change=with_rows("role_skills", *rows))
    assert "The same one stands here twice." in errors_of(answer)
    assert form_of(answer)["role_skills-1-skill"] == "welding"
    assert not Skill.objects.exists()


def test_who_may_make_no_skill_chooses_one_that_is_there(editor, editor_client, press):
    for group in editor.groups.all():
        group.permissions.remove(*Permission.objects.filter(codename__in=["add_skill", "add_resource"]))
    answer = press(
        "_save", editor_client, ADD_ROLE, change=with_rows("role_skills", {"skill": "Welding", "need": "useful"})
    )
    assert "“Welding” is not there. Choose one that is." in errors_of(answer)


def test_a_resource_is_known_by_its_address_however_that_is_spelled(editor_client, press):
    known = ResourceFactory(title="The Handbook", url="https://www.example.org/book/")
    for typed in (
        {"resource": "The Handbook"},
        {"resource": "http://example.org/book"},
        {"resource": "Anything", "url": "https://example.org/book"},
    ):
        press("_save", editor_client, ADD_ROLE, change=with_rows("role_resources", typed))
    assert [row.resource for role in Role.objects.all() for row in role.role_resources.all()] == [known] * 3
    assert Resource.objects.count() == 1


def test_a_resource_is_made_with_its_address_and_wants_one(editor_client, press):
    new = {"resource": "A Course", "url": "https://example.org/c", "kind": "course", "cost": "free", "note": "Short."}
    press("_save", editor_client, ADD_ROLE, change=with_rows("role_resources", new))
    made = Resource.objects.get()
    assert (made.title, made.url, made.kind, made.cost) == ("A Course", "https://example.org/c", "course", "free")
    for typed, said in (
        ({"resource": "Another"}, "“Another” is not there, or more than once. With its address it is found, or made."),
        ({"resource": "Another", "url": "nonsense"}, "Enter a valid URL."),
    ):
        answer = press("_save", editor_client, ADD_ROLE, change=with_rows("role_resources", typed))
        assert any(said in error for error in errors_of(answer)), errors_of(answer)
        assert form_of(answer)["role_resources-0-resource"] == "Another"


def test_another_title_in_a_row_is_another_resource_and_renames_none(editor_client, press):
    first, second = ResourceFactory(title="First"), ResourceFactory(title="Second")
    role = RoleFactory()
    role.role_resources.create(resource=first)
    press("_save", editor_client, form_address(role), **{"role_resources-0-resource": "Second"})
    assert role.role_resources.get().resource == second
    assert {*Resource.objects.values_list("title", flat=True)} == {"First", "Second"}


def test_offered_are_the_same_name_then_what_is_nearly_the_same_then_what_begins_so(editor_client):
    for name, count in (("SQL", 2), ("Machine learning", 9), ("MySQL", 1), ("Team work", 3), ("Patience", 0)):
        SkillFactory(name=name, role_count=count)
    assert offered(editor_client, SKILLS, "sql") == ["SQL", "MySQL"]
    assert offered(editor_client, SKILLS, "Learning machine")[0] == "Machine learning"
    assert offered(editor_client, SKILLS, "Machine-learnings")[0] == "Machine learning"
    assert offered(editor_client, SKILLS, "Teamwork") == ["Team work"]
    assert offered(editor_client, SKILLS, "Patiense") == ["Patience"]
    assert offered(editor_client, SKILLS, "") == offered(editor_client, SKILLS, "zzz") == []
    assert editor_client.get(SKILLS, {"q": "SQL"}).json()["isKnown"]
    assert not editor_client.get(SKILLS, {"q": "Teamwork"}).json()["isKnown"]


def test_resources_are_offered_by_words_of_the_title_and_by_address(editor_client):
    ResourceFactory(title="The Handbook of Pipes", url="https://www.example.org/pipes/")
    assert offered(editor_client, RESOURCES, "pipes") == ["The Handbook of Pipes"]
    assert offered(editor_client, RESOURCES, "http://example.org/pipes") == ["The Handbook of Pipes"]
    assert offered(editor_client, RESOURCES, "https://example.net/") == []


def test_strangers_are_offered_nothing(stranger, reader_client):
    for address in (SKILLS, RESOURCES):
        assert "login" in stranger.get(address, {"q": "a"})["Location"]
        assert reader_client.get(address, {"q": "a"}).status_code != 200


def queries(client, address, query):
    with CaptureQueriesContext(connection) as asked:
        client.get(address, {"q": query})
    return len(asked)


def test_offering_costs_the_same_among_many(editor_client):
    for n in range(3):
        SkillFactory(name=f"Skill {n}")
        ResourceFactory(title=f"Book {n}")
    few = [queries(editor_client, SKILLS, "skil"), queries(editor_client, RESOURCES, "book")]
    for n in range(30):
        SkillFactory(name=f"Skill more {n}")
        ResourceFactory(title=f"Book more {n}")
    assert [queries(editor_client, SKILLS, "skil"), queries(editor_client, RESOURCES, "book")] == few
    assert max(few) <= 10
