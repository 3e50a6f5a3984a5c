"""The picture of how roles lie to each other."""

import datetime

import pytest
from django.utils import timezone

from blog.actions.mapping import MOST_ROLES, map_roles
from blog.actions.placing import half_of, placed
from blog.actions.posts import withdraw_post
from blog.models import Post, RolePlace
from tests.factories import RoleFactory

from .page import assert_same_for_all, paths, words


def test_places_are_the_same_each_time_inside_and_apart():
    names = {n: f"Role of the number {n}" for n in range(30)}
    ties = {(n, n + 1): 1 + n % 4 for n in range(29)}
    places = placed(names, ties, 1000, 640)
    assert places == placed(names, ties, 1000, 640)
    for one, (x, y) in places.items():
        width, height = half_of(names[one])
        assert width - 1 <= x <= 1001 - width
        assert height - 1 <= y <= 641 - height
        for other, (ox, oy) in places.items():
            assert one == other or abs(x - ox) > width * 1.5 or abs(y - oy) >= 2 * height - 3, (one, other)


def test_one_role_or_equal_ones_have_places_too():
    assert placed({1: "Alone"}, {}, 1000, 640)
    assert len(set(placed(dict.fromkeys(range(5), "The same"), {}, 1000, 640).values())) == 5


@pytest.fixture
def roles(db, run_followups):
    skills = {"Analyst": ["SQL", "Excel"], "Scientist": ["SQL", "Python", "Excel"], "Designer": ["Figma"]}
    roles = [RoleFactory(published=True, title=title, skills=names) for title, names in skills.items()]
    run_followups()
    return roles


LINKS = "//section[@id='map']//svg//a/@href"


def test_the_directory_shows_it_with_a_table_behind(client, roles):
    response = client.get("/roles/")
    assert set(paths(response, LINKS)) == {"/roles/analyst/", "/roles/scientist/", "/roles/designer/"}
    assert len(paths(response, "//section[@id='map']//svg/line")) == 1
    assert "Analyst Scientist (2) Designer none Scientist Analyst (2)" in words(response, "//section[@id='map']//tbody")
    assert paths(response, "//svg//@style | //svg//style") == []
    assert_same_for_all(response)
    assert paths(client.get("/roles/?level=none"), LINKS) == []


def test_a_role_that_is_withdrawn_leaves_it_at_once(client, roles):
    withdraw_post(roles[0])
    RoleFactory(published=True, title="Another", skills=["Welding"])
    assert "/roles/analyst/" not in paths(client.get("/roles/"), LINKS)


def test_one_that_comes_out_by_the_clock_enters_it(client, roles):
    role = RoleFactory(scheduled=True, title="Sailor", skills=["Figma"])
    map_roles.call()
    assert "/roles/sailor/" not in paths(client.get("/roles/"), LINKS)
    Post.objects.filter(pk=role.pk).update(publish_at=timezone.now() - datetime.timedelta(minutes=1))
    map_roles.call()
    assert "/roles/sailor/" in paths(client.get("/roles/"), LINKS)


def test_nothing_is_computed_while_nothing_changed(roles, django_assert_num_queries):
    with django_assert_num_queries(3):
        map_roles.call()


def test_a_large_site_shows_its_newest_roles(db):
    hour = datetime.timedelta(hours=1)
    for number in range(MOST_ROLES + 2):
        publish_at = timezone.now() - (number + 1) * hour
        RoleFactory(
            published=True, publish_at=publish_at, title=f"Role {number}", steps=[], tasks=[], perks=[], drawbacks=[]
        )
    map_roles.call()
    assert RolePlace.objects.count() == MOST_ROLES
    assert not RolePlace.objects.filter(label=f"Role {MOST_ROLES}").exists()


def test_too_few_roles_make_no_picture(client, db, run_followups):
    RoleFactory(published=True), RoleFactory(published=True)
    run_followups()
    assert paths(client.get("/roles/"), LINKS) == []
