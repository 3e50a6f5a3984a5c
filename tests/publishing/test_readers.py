"""What was counted, as the desk shows it."""

import datetime

import pytest
from django.utils import timezone
from lxml import html

from blog.actions.popularity import renew_popularity
from blog.models import Click, MissedSearch, Readership, Referral
from tests.factories import ResourceFactory, RoleFactory

pytestmark = pytest.mark.django_db

READERS, MISSED = "/admin/blog/standing/", "/admin/blog/missedsearch/"


def rows_of(response, caption=None):
    """The words of each row of a table."""
    page = html.fromstring(response.content.decode())
    table = f"//table[caption='{caption}']" if caption else "//table[@id='result_list']"
    return [[cell.text_content().strip() for cell in row.xpath("th|td")] for row in page.xpath(f"{table}/tbody/tr")]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def role(today):
    role = RoleFactory(published=True, title="Weaver")
    for days, numbers in ((0, (4, 3, 1)), (10, (20, 10, 5)), (100, (1000, 800, 100))):
        Readership.objects.add([(role.pk, today - datetime.timedelta(days=days), *numbers)])
    renew_popularity.func()
    return role


def test_posts_stand_by_their_readers(editor_client, role, today):
    other = RoleFactory(published=True, title="Potter")
    Readership.objects.add([(other.pk, today, 90, 50, 0)])
    renew_popularity.func()
    page = editor_client.get(READERS)
    assert rows_of(page) == [["Potter", "role", "50", "50", "50"], ["Weaver", "role", "3", "13", "813"]]
    assert len(rows_of(editor_client.get(f"{READERS}?q=weav"))) == 1


def test_one_post_is_told_by_period_day_site_and_resource(editor_client, role, today):
    resource = ResourceFactory(title="A course")
    role.role_resources.create(resource=resource)
    Click.objects.add([(resource.pk, today, 6), (resource.pk, today - datetime.timedelta(days=400), 50)])
    Referral.objects.add([(role.pk, today, "a.example.org", 2), (role.pk, today, "<b>.example.org", 5)])
    page = editor_client.get(f"{READERS}{role.pk}/change/")
    assert rows_of(page, "Of late") == [
        ["7", "3", "4", "1"],
        ["30", "13", "24", "6"],
        ["365", "813", "1,024", "106"],
    ]
    assert [row[1:] for row in rows_of(page, "Day by day")] == [["3", "4", "1"], ["10", "20", "5"]]
    assert rows_of(page, "Where they came from") == [["<b>.example.org", "5"], ["a.example.org", "2"]]
    assert rows_of(page, "Resources followed, here and wherever they stand") == [["A course", "6"]]
    assert rows_of(editor_client.get("/admin/blog/resource/"))[0][-1] == "6"


def test_what_nobody_found_is_listed_and_can_be_taken_off(editor_client, today):
    MissedSearch.objects.add([("zeppelin pilot", 3, today), ("oracle", 5, today)])
    page = editor_client.get(MISSED)
    assert [row[1:3] for row in rows_of(page)] == [["oracle", "5"], ["zeppelin pilot", "3"]]
    chosen = MissedSearch.objects.get(words="oracle").pk
    done = {"action": "delete_selected", "_selected_action": [chosen], "post": "yes"}
    editor_client.post(MISSED, done)
    assert list(MissedSearch.objects.values_list("words", flat=True)) == ["zeppelin pilot"]


@pytest.mark.parametrize("address", [READERS, f"{READERS}1/change/", MISSED])
def test_who_does_not_edit_sees_none_of_it(client, moderator_client, reader_client, address):
    assert client.get(address).status_code == 302
    assert reader_client.get(address).status_code == 302
    assert moderator_client.get(address).status_code == 403


def test_nobody_writes_numbers(owner_client, role):
    assert owner_client.get(f"{READERS}add/").status_code == 403
    assert owner_client.get(f"{READERS}{role.pk}/delete/").status_code == 403
    assert owner_client.get(f"{READERS}999999/change/").status_code == 404
    before = list(Readership.objects.values_list())
    owner_client.post(f"{READERS}{role.pk}/change/", {"readers_7": 999})
    assert list(Readership.objects.values_list()) == before


def test_the_list_and_a_post_cost_the_same_however_much_was_counted(
    editor_client, role, today, django_assert_max_num_queries
):
    for n in range(6):
        other = RoleFactory(published=True)
        Readership.objects.add([(other.pk, today, 5, 5, 5)])
        Referral.objects.add([(role.pk, today, f"{n}.example.org", 1)])
        role.role_resources.create(resource=ResourceFactory())
    renew_popularity.func()
    for address, most in ((READERS, 9), (f"{READERS}{role.pk}/change/", 10), ("/admin/blog/resource/", 9)):
        editor_client.get(address)
        with django_assert_max_num_queries(most):
            editor_client.get(address)
