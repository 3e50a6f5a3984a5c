import pytest

from blog.actions.posts import refresh_post
from blog.actions.sharing import refresh_sharing
from blog.models import RoleResource, Skill, Tag
from blog.search import search
from tests.factories import ResourceFactory, RoleFactory
from tests.reading.page import tree

pytestmark = pytest.mark.django_db


def test_a_renamed_skill_is_called_so_on_the_pages_that_use_it(client, run_followups):
    role = RoleFactory(published=True, skills=["Pithon", "SQL", "Git"])
    skill = Skill.objects.get(folded="pithon")
    skill.name = "Python"
    skill.save()
    refresh_sharing(skill)
    run_followups()
    page = tree(client.get(role.get_absolute_url()))
    assert page.xpath("//a[@class='skill-name']/text()") == ["Python", "SQL", "Git"]


def test_a_resource_that_died_is_struck_out_where_it_is_named(client, run_followups):
    role = RoleFactory(published=True)
    resource = ResourceFactory(title="A good course")
    RoleResource.objects.create(role=role, resource=resource)
    refresh_post(role)
    assert "<s>A good course</s>" not in client.get(role.get_absolute_url()).content.decode()
    resource.dead_since = "2026-11-01"
    resource.save()
    refresh_sharing(resource)
    run_followups()
    assert "<s>A good course</s>" in client.get(role.get_absolute_url()).content.decode()


def test_a_role_is_found_by_the_new_name_of_its_tag(run_followups):
    role = RoleFactory(published=True, tags=["quantom"])
    tag = Tag.objects.get()
    tag.name = "quantum"
    tag.save()
    refresh_sharing(tag)
    run_followups()
    assert [hit.post.pk for hit in search("quantum").hits] == [role.pk]


def test_a_change_in_the_admin_reaches_the_pages(editor_client, client, run_followups):
    role = RoleFactory(published=True, skills=["Pithon", "SQL", "Git"])
    skill = Skill.objects.get(folded="pithon")
    editor_client.post(
        f"/admin/blog/skill/{skill.pk}/change/",
        {"name": "Python", "kind": skill.kind, "slug": "", "hidden_names": "", "description": ""},
    )
    run_followups()
    assert ">Python</a>" in client.get(role.get_absolute_url()).content.decode()
