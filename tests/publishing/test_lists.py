"""The lists of the desk: what they show, find and cost."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Post, Role
from blog.search import index_post
from tests.factories import (
    CategoryFactory,
    CommentFactory,
    EssayFactory,
    IdeaFactory,
    PageFactory,
    ResourceFactory,
    RoleFactory,
    SeriesFactory,
    SkillFactory,
    SlotFactory,
    SourceFactory,
    TagFactory,
    refreshed_together,
)

from .addresses import form_address

pytestmark = pytest.mark.django_db

LISTS = ["role", "essay", "page", "series", "slot", "idea", "comment", "skill", "resource", "tag", "category", "author"]


def queries(client, address):
    client.get(address)  # what is looked up once a process
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def some_of_everything(number):
    series = SeriesFactory(slots=0)
    with refreshed_together():
        for n in range(number):
            role = RoleFactory(published=True, day=series.slots.count() + 1, tags=["a", "b"])
            EssayFactory(published=True)
            PageFactory(published=True)
            CommentFactory(post=role, state="held")
            IdeaFactory()
            ResourceFactory()
            CategoryFactory(slug=f"category-{number}-{n}")


def test_a_list_costs_the_same_however_long(owner_client):
    some_of_everything(2)
    few = {name: queries(owner_client, f"/admin/blog/{name}/") for name in LISTS}
    some_of_everything(8)
    assert {name: queries(owner_client, f"/admin/blog/{name}/") for name in LISTS} == few
    assert max(few.values()) <= 12, few


def test_the_form_costs_the_same_however_full_the_role(editor_client):
    SeriesFactory(slots=5)
    small = RoleFactory(day=1)
    full = RoleFactory(
        day=2,
        skills=[f"Skill {n}" for n in range(12)],
        tasks=["t"] * 10,
        perks=["p"] * 8,
        drawbacks=["d"] * 8,
        steps=["s"] * 8,
        tags=[f"tag {n}" for n in range(9)],
    )
    for _n in range(6):
        full.role_resources.create(resource=ResourceFactory())
        full.relations.create(other=RoleFactory())
        SourceFactory(post=full)
    few = queries(editor_client, form_address(small))
    assert queries(editor_client, form_address(full)) <= few + 4  # what only the full one has any of
    assert few <= 30


def test_roles_are_filtered_by_what_the_desk_calls_their_state(editor_client):
    RoleFactory(title="A draft")
    RoleFactory(title="A published one", published=True)
    RoleFactory(title="A scheduled one", scheduled=True)
    RoleFactory(title="A ready one", state=Post.State.READY)
    RoleFactory(title="A withdrawn one", state=Post.State.WITHDRAWN)
    for state in ("draft", "published", "scheduled", "ready", "withdrawn"):
        page = editor_client.get("/admin/blog/role/", {"state": state})
        shown = [role.title for role in page.context["cl"].result_list]
        assert shown == [f"A {state}" if state == "draft" else f"A {state} one"]


def test_roles_are_filtered_by_series_and_category(editor_client):
    role = RoleFactory(day=3, category=CategoryFactory(slug="security"))
    RoleFactory(slot=SlotFactory(series=SeriesFactory(slug="another", is_default=False)))
    for query in ({"slot__series__id__exact": role.slot.series_id}, {"category__id__exact": role.category_id}):
        assert list(editor_client.get("/admin/blog/role/", query).context["cl"].result_list) == [
            Role.objects.get(pk=role.pk)
        ]


@pytest.mark.parametrize("words", ["data eng", "MLOps", "data-engineer", "dataa"])
def test_roles_are_found_by_title_slug_and_every_name(editor_client, words):
    RoleFactory(title="Data Engineer", also_called="MLOps person", hidden_names="dataa enginer")
    RoleFactory(title="Baker")
    found = editor_client.get("/admin/blog/role/", {"q": words}).context["cl"].result_list
    assert [role.title for role in found] == ["Data Engineer"]


@pytest.mark.parametrize("state", ["draft", "ready"])
@pytest.mark.parametrize("words", ["learning engineer", "ENGIN", "ml", "tinker", "machine-l"])
def test_each_word_typed_begins_one_of_a_name(editor_client, words, state):
    role = RoleFactory(title="Machine Learning Engineer", also_called="ML tinkerer", state=state)
    index_post(role)
    other = RoleFactory(title="Weaver", state=state)
    listed = editor_client.get("/admin/blog/role/", {"q": words}).context["cl"].queryset
    assert role in listed
    assert other not in listed


def test_the_list_shows_day_state_time_with_its_zone_and_authors(editor_client):
    SeriesFactory(slots=40, time_zone="Europe/Berlin")
    at = timezone.make_aware(datetime.datetime(2031, 1, 5, 8), datetime.UTC)  # noqa: DTZ001
    role = RoleFactory(day=36, state=Post.State.READY, publish_at=at)
    page = editor_client.get("/admin/blog/role/").content.decode()
    for expected in ("36", "scheduled", "5 Jan 2031, 09:00 Europe/Berlin", role.bylines.get().author.name):
        assert expected in page


def test_odd_filters_and_pages_do_not_break(owner_client):
    RoleFactory()
    CommentFactory()
    for name in LISTS:
        for query in ("?state=nonsense", "?p=99999", "?p=abc", "?q=%00", "?o=99.-1.x", "?post=nonsense"):
            assert owner_client.get(f"/admin/blog/{name}/{query}", follow=True).status_code in (200, 404)


def test_days_show_their_post_and_are_filtered(editor_client):
    series = SeriesFactory(slots=4)
    RoleFactory(title="Taken", day=1)
    series.slots.filter(day=2).update(skip_reason="holiday")
    shown = {
        kind: [slot.day for slot in editor_client.get("/admin/blog/slot/", {"post": kind}).context["cl"].result_list]
        for kind in ("free", "taken", "skipped")
    }
    assert shown == {"free": [3, 4], "taken": [1], "skipped": [2]}


def test_skills_and_tags_are_found(editor_client):
    SkillFactory(name="Python")
    TagFactory(name="data")
    assert "Python" in editor_client.get("/admin/blog/skill/?q=pyth").content.decode()
    assert "data" in editor_client.get("/admin/blog/tag/?q=dat").content.decode()
