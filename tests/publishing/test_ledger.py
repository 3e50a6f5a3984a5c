"""The ledger: every day of a series at a glance, and what is done with its days."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Idea, Post, Rearrangement
from tests.conftest import client_of
from tests.factories import EssayFactory, IdeaFactory, RoleFactory, SeriesFactory, UserFactory

from .ledger_pages import LEDGER, ask, confirm, page_of, texts, titles

pytestmark = pytest.mark.django_db


def test_each_day_shows_its_number_date_state_post_and_author(editor_client, ten_days):
    RoleFactory(title="Out", day=1, published=True)
    RoleFactory(title="Coming", day=2, scheduled=True)
    RoleFactory(title="Draft", day=3)
    RoleFactory(title="Ready", day=4, state=Post.State.READY)
    ten_days.slots.filter(day=5).update(idea=IdeaFactory(words="Wished for"))
    ten_days.slots.filter(day=6).update(skip_reason="Holiday")
    answer = editor_client.get(LEDGER)
    states = texts(answer, "//tbody//*[contains(@class, 'state-')]")
    assert states[:7] == ["published", "scheduled", "draft", "ready", "idea", "left out", "empty"]
    rows = texts(answer, "//tbody/tr")
    for row, title in zip(rows, ["Out", "Coming", "Draft", "Ready", "Wished for", "Holiday", "Write it"], strict=False):
        assert title in row
    assert "Author" in rows[0]
    assert "today" in rows[0]
    assert "Europe/Berlin" in texts(answer, "//thead")[0]


def test_the_grid_says_each_day_in_words_and_marks_holes_and_today(editor_client, ten_days):
    RoleFactory(title="Draft", day=3)
    page = page_of(editor_client.get(LEDGER))
    squares = [square for square in page.find_class("square") if square.tag == "a"]
    assert [square.text for square in squares] == [str(n + 1) for n in range(10)]
    assert squares[2].get("aria-label").endswith("draft, Draft")
    assert [square.text for square in squares if square.get("aria-current")] == ["1"]
    assert len(page.find_class("is-hole")) == 9


def test_holes_of_the_next_two_weeks_and_missed_days_stand_out(editor_client, ten_days):
    ten_days.slots.filter(day=9).update(planned_on=timezone.localdate() + datetime.timedelta(days=60))
    ten_days.slots.filter(day=10).update(planned_on=timezone.localdate() - datetime.timedelta(days=60))
    ten_days.slots.filter(day=8).update(planned_on=None)
    rows = [row.get("id") for row in page_of(editor_client.get(LEDGER)).find_class("is-near") if row.tag == "tr"]
    assert rows == [f"day-{day}" for day in (1, 2, 3, 4, 5, 6, 7, 10)]


def test_the_list_is_filtered_by_state(editor_client, ten_days):
    RoleFactory(title="Draft", day=3)
    rows = texts(editor_client.get(LEDGER, {"state": "draft"}), "//tbody/tr")
    assert len(rows) == 1
    assert "Draft" in rows[0]
    assert texts(editor_client.get(LEDGER, {"state": "published"}), "//tbody/tr") == ["No day is in this state."]
    assert len(texts(editor_client.get(LEDGER, {"state": "nonsense"}), "//tbody/tr")) == 10


def test_the_ledger_is_reached_from_the_desk_and_from_the_series(editor_client, ten_days):
    assert 'href="/admin/ledger/"' in editor_client.get("/admin/").content.decode()
    assert f'href="{LEDGER}"' in editor_client.get("/admin/blog/series/").content.decode()
    assert f'href="{LEDGER}"' in editor_client.get(f"/admin/blog/series/{ten_days.pk}/change/").content.decode()


def test_two_series_are_one_press_apart(editor_client, ten_days):
    other = SeriesFactory(name="Tools", slug="tools", is_default=False, time_zone="Asia/Tokyo", slots=3)
    assert "/admin/ledger/tools/" in editor_client.get(LEDGER).content.decode()
    assert "Asia/Tokyo" in editor_client.get(f"/admin/ledger/{other.slug}/").content.decode()
    assert editor_client.get("/admin/ledger/nothing/").status_code == 404


@pytest.mark.parametrize("address", [LEDGER, f"{LEDGER}3/"])
def test_the_pages_cost_the_same_however_many_days_and_posts(editor_client, ten_days, address):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert editor_client.get(address).status_code == 200
        return len(asked)

    RoleFactory(day=1)
    IdeaFactory()
    EssayFactory()
    cost()
    few = cost()
    for day in range(2, 11):
        RoleFactory(day=day, published=day % 2)
        IdeaFactory()
        EssayFactory()
    ten_days.slots.model.objects.bulk_create(ten_days.slots.model(series=ten_days, day=day) for day in range(11, 60))
    assert cost() <= few
    assert few <= 15


# Moving


def test_a_move_is_shown_before_it_is_done_and_taken_back_after(editor_client, ten_days):
    RoleFactory(title="A", day=3)
    RoleFactory(title="B", day=4)
    shown = ask(editor_client, 3, act="move", to="4", way="push")
    assert [row.split(" ")[0] for row in texts(shown, "//tbody/tr")] == ["3", "4", "5"]
    assert titles(ten_days) == {3: "A", 4: "B"}
    done = confirm(editor_client, shown)
    assert done["Location"] == LEDGER
    assert titles(ten_days) == {4: "A", 5: "B"}
    said = page_of(editor_client.get(LEDGER)).xpath("//*[contains(@class, 'messagelist')]//a/@href")
    assert said == [f"{LEDGER}undo/{Rearrangement.objects.get().pk}/"]
    confirm(editor_client, editor_client.get(said[0]))
    assert titles(ten_days) == {3: "A", 4: "B"}


def test_a_day_that_was_dragged_onto_another_asks_how_it_is_to_move(editor_client, ten_days):
    RoleFactory(title="A", day=3)
    page = page_of(editor_client.get(f"{LEDGER}3/", {"to": "5"}))
    assert page.xpath("//input[@name='to']/@value") == ["5"]
    assert titles(ten_days) == {3: "A"}


def test_a_move_is_shown_again_when_the_days_have_changed_meanwhile(editor_client, ten_days):
    role = RoleFactory(title="A", day=3)
    RoleFactory(title="B", day=4)
    shown = ask(editor_client, 3, act="move", to="4", way="swap")
    Post.objects.filter(pk=role.pk).update(slot=None)
    RoleFactory(title="C", day=3)
    again = confirm(editor_client, shown)
    assert again.status_code == 200
    assert "changed meanwhile" in again.content.decode()
    assert titles(ten_days) == {3: "C", 4: "B"}
    confirm(editor_client, again)
    assert titles(ten_days) == {3: "B", 4: "C"}


def test_a_move_that_fails_by_then_says_why(editor_client, ten_days):
    role = RoleFactory(title="A", day=3)
    shown = ask(editor_client, 3, act="move", to="4", way="swap")
    role.delete()
    refused = confirm(editor_client, shown)
    assert refused.status_code == 422
    assert "Nothing stands on day 3" in refused.content.decode()


def test_a_published_day_moves_after_it_was_named(editor_client, ten_days):
    RoleFactory(title="Out", day=2, published=True)
    RoleFactory(title="A", day=3)
    asked = ask(editor_client, 3, act="move", to="2", way="swap")
    assert asked.status_code == 422
    assert "“Out” is published" in asked.content.decode()
    shown = confirm(editor_client, asked, also="2")
    assert shown.status_code == 200
    confirm(editor_client, shown)
    assert titles(ten_days) == {2: "A", 3: "Out"}


def test_a_push_past_the_end_offers_one_day_more(editor_client, ten_days):
    RoleFactory(title="A", day=10)
    RoleFactory(title="B", day=3)
    asked = ask(editor_client, 3, act="move", to="10", way="push")
    assert "Shall one more be added" in asked.content.decode()
    confirm(editor_client, confirm(editor_client, asked, add="on"))
    assert titles(ten_days) == {10: "B", 11: "A"}


def test_readers_see_the_new_day_at_once_under_the_old_address(editor_client, client, ten_days):
    role = RoleFactory(title="Out", day=2, published=True)
    RoleFactory(title="A", day=3)
    confirm(editor_client, ask(editor_client, 2, act="move", to="5", way="hole", named="2"))
    page = client.get(role.get_absolute_url())
    assert page.status_code == 200
    assert client.get("/series/365-roles/5/")["Location"] == role.get_absolute_url()
    assert client.get("/series/365-roles/2/").status_code == 404
    assert Post.objects.get(pk=role.pk).day == 5


# The other acts


def test_a_day_is_left_out_and_filled_again(editor_client, ten_days):
    confirm(editor_client, ask(editor_client, 7, act="skip", reason="Holiday"))
    assert titles(ten_days) == {7: "Holiday"}
    confirm(editor_client, ask(editor_client, 7, act="take_back"))
    assert titles(ten_days) == {}


def test_an_idea_in_new_words_is_put_onto_a_day_and_written_from_there(editor_client, ten_days):
    confirm(editor_client, ask(editor_client, 7, act="idea", words="Night  baker"))
    assert titles(ten_days) == {7: "Night baker"}
    assert Idea.objects.get().source == Idea.Source.EDITOR
    link = page_of(editor_client.get(f"{LEDGER}7/")).xpath("//a[contains(@href, 'role/add/?')]/@href")[0]
    form = page_of(editor_client.get(link))
    assert form.xpath("//input[@name='title']/@value") == ["Night baker"]
    slot = ten_days.slots.get(day=7)
    assert form.xpath("//select[@name='slot']//option[@selected]/@value")[0] == str(slot.pk)


def test_an_idea_or_post_that_waits_is_chosen_from_a_list(editor_client, ten_days):
    idea, role = IdeaFactory(), RoleFactory(title="Waiting")
    confirm(editor_client, ask(editor_client, 7, act="idea", idea=idea.pk))
    confirm(editor_client, ask(editor_client, 8, act="post", post=role.pk))
    assert titles(ten_days) == {7: idea.words, 8: "Waiting"}
    confirm(editor_client, ask(editor_client, 8, act="take_off"))
    assert titles(ten_days) == {7: idea.words}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"act": "move", "to": "", "way": "swap"}, "This field is required"),
        ({"act": "move", "to": "4", "way": "sideways"}, "valid choice"),
        ({"act": "move", "to": "99", "way": "swap"}, "no day 99"),
        ({"act": "skip", "reason": ""}, "This field is required"),
        ({"act": "idea"}, "Choose an idea, or write one"),
        ({"act": "post", "post": "99999"}, "valid choice"),
        ({"act": "take_back"}, "not left out"),
    ],
)
def test_bad_input_is_explained(editor_client, ten_days, typed, said):
    RoleFactory(title="A", day=3)
    answer = ask(editor_client, 3, **typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert titles(ten_days) == {3: "A"}


def test_days_without_a_date_get_theirs(editor_client, ten_days):
    other = SeriesFactory(name="Tools", slug="tools", is_default=False)
    other.slots.model.objects.bulk_create(other.slots.model(series=other, day=day) for day in (1, 2, 3))
    editor_client.post("/admin/ledger/tools/dates/", {"starts_on": "2027-03-27"})
    assert list(other.slots.values_list("planned_on", flat=True)) == [
        datetime.date(2027, 3, 27),
        datetime.date(2027, 3, 28),
        datetime.date(2027, 3, 29),
    ]
    assert "not a date" in editor_client.post("/admin/ledger/tools/dates/", follow=True).content.decode()


# Who may


def test_authors_see_the_days_but_neither_titles_of_others_nor_buttons(author_client, author, ten_days):
    RoleFactory(title="Secret draft", day=2)
    RoleFactory(title="My draft", day=3, authors=[author.author])
    RoleFactory(title="Out", day=1, published=True)
    for address in (LEDGER, f"{LEDGER}2/"):
        page = author_client.get(address).content.decode()
        assert "Secret draft" not in page
        assert "somebody’s draft" in page
        assert 'name="act"' not in page
    page = author_client.get(LEDGER).content.decode()
    assert "My draft" in page
    assert "Out" in page


@pytest.mark.parametrize("address", [f"{LEDGER}3/", f"{LEDGER}3/ready/", f"{LEDGER}schedule/", f"{LEDGER}dates/"])
def test_authors_change_no_days(author_client, ten_days, address):
    RoleFactory(title="A", day=3)
    assert author_client.post(address, {"act": "take_off", "day": "3"}).status_code == 403
    assert titles(ten_days) == {3: "A"}


@pytest.mark.parametrize("address", [LEDGER, f"{LEDGER}3/", f"{LEDGER}schedule/", f"{LEDGER}undo/1/", "/admin/ledger/"])
def test_nobody_else_gets_in(stranger, moderator_client, ten_days, address):
    assert stranger.get(address).status_code == 302
    assert moderator_client.get(address).status_code == 403


def test_whoever_may_not_publish_does_not_move_what_readers_have_or_will_get(ten_days):
    planner = UserFactory(is_staff=True)
    planner.user_permissions.add(
        *Permission.objects.filter(
            content_type__app_label="blog", codename__in=["view_slot", "change_slot", "edit_all_posts"]
        )
    )
    client = client_of(planner)
    RoleFactory(title="Coming", day=2, scheduled=True)
    RoleFactory(title="A", day=3)
    assert ask(client, 2, act="move", to="5", way="hole").status_code == 403
    confirm(client, ask(client, 3, act="move", to="6", way="hole"))
    assert titles(ten_days) == {2: "Coming", 6: "A"}
    assert client.get(f"{LEDGER}schedule/").status_code == 403


@pytest.mark.parametrize("address", [f"{LEDGER}3/ready/", f"{LEDGER}dates/"])
def test_what_changes_something_wants_a_post(editor_client, ten_days, address):
    assert editor_client.get(address).status_code == 405


def test_looking_at_what_taking_back_would_do_changes_nothing(editor_client, ten_days):
    RoleFactory(title="A", day=3)
    confirm(editor_client, ask(editor_client, 3, act="move", to="6", way="hole"))
    editor_client.get(f"{LEDGER}undo/{Rearrangement.objects.get().pk}/")
    assert titles(ten_days) == {6: "A"}
    assert editor_client.get(f"{LEDGER}undo/0/").status_code == 422


def test_today_is_that_of_the_series_own_zone(editor_client):
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        series = SeriesFactory(name=zone, slug=zone.rpartition("/")[2].lower(), is_default=False, time_zone=zone)
        today = timezone.now().astimezone(series.zone()).date()
        series.slots.create(day=1, planned_on=today - datetime.timedelta(days=1))
        series.slots.create(day=2, planned_on=today)
        page = page_of(editor_client.get(f"/admin/ledger/{series.slug}/"))
        assert [square.text for square in page.find_class("square") if square.get("aria-current")] == ["2"]
