"""From draft to published and back: what the buttons do, and what stops them."""

import datetime
import zoneinfo

import pytest
from django.utils import timezone

from blog.models import Post, Role
from tests.factories import EssayFactory, PageFactory, RoleFactory, SeriesFactory, SkillFactory

from .addresses import ADD_ROLE, form_address
from .forms import add_rows, errors_of, form_of

pytestmark = pytest.mark.django_db

TOMORROW = datetime.timedelta(days=1)


def buttons(response):
    page = response.content.decode()
    return {
        name
        for name in ("_submit", "_return", "_schedule", "_publish", "_unschedule", "_withdraw")
        if f'"{name}"' in page
    }


def said(client, response):
    return client.get(response["Location"]).content.decode()


def test_publishing_shows_the_role_at_its_address(editor_client, stranger, press):
    role = RoleFactory(title="Data Engineer")
    assert stranger.get("/roles/data-engineer/").status_code == 404
    answer = press("_publish", editor_client, form_address(role))
    assert "Readers see it now." in said(editor_client, answer)
    assert stranger.get("/roles/data-engineer/").status_code == 200
    role.refresh_from_db()
    assert role.state == Post.State.READY
    assert role.first_published_at == role.publish_at


@pytest.mark.parametrize("factory", [RoleFactory, EssayFactory, PageFactory])
def test_each_kind_is_published_and_withdrawn(editor_client, stranger, press, factory):
    post = factory()
    press("_publish", editor_client, form_address(post))
    assert stranger.get(post.get_absolute_url()).status_code == 200
    press("_withdraw", editor_client, form_address(post))
    assert stranger.get(post.get_absolute_url()).status_code == 410
    press("_publish", editor_client, form_address(post))
    assert stranger.get(post.get_absolute_url()).status_code == 200


def test_what_is_missing_is_named_beside_its_field_and_the_draft_is_kept(editor_client, press):
    answer = press("_publish", editor_client, ADD_ROLE, title="Half", why="<p>Because.</p>")
    role = Role.objects.get()
    assert (role.state, role.publish_at, role.why) == (Post.State.DRAFT, None, "<p>Because.</p>")
    page = editor_client.get(answer["Location"])
    text = page.content.decode()
    assert "Saved, but not published: " in text
    assert 'href="#section-names" data-focus="standfirst"' in text
    assert 'href="#section-skills" data-focus="role_skills"' in text
    assert 'data-focus="why"' not in text
    assert "Name at least one perk." in errors_of(page)  # beside the list of perks too
    assert any("Name at least 3 skills; there are 0." in error for error in errors_of(page))


def test_a_draft_says_quietly_what_it_still_needs(editor_client):
    page = editor_client.get(form_address(RoleFactory(perks=[])))
    assert "Name at least one perk." in page.content.decode()
    assert errors_of(page) == []


# Scheduling


def test_the_time_of_the_day_is_offered_with_its_zone(editor_client):
    series = SeriesFactory(slots=40, time_zone="Europe/Berlin", go_live_time=datetime.time(9))
    role = RoleFactory(day=36)
    page = editor_client.get(form_address(role))
    assert form_of(page)["comes_out_at"] == f"{role.slot.planned_on}T09:00"
    assert form_of(page)["comes_out_zone"] == "Europe/Berlin"
    assert ">Europe/Berlin</span>" in page.content.decode()
    assert series.zone().key == "Europe/Berlin"


def test_scheduling_means_the_zone_that_is_printed(editor_client, stranger, press):
    SeriesFactory(slots=40, time_zone="Asia/Tokyo", go_live_time=datetime.time(9))
    role = RoleFactory(day=36)
    answer = press("_schedule", editor_client, form_address(role))
    role.refresh_from_db()
    nine = datetime.datetime.combine(role.slot.planned_on, datetime.time(9), zoneinfo.ZoneInfo("Asia/Tokyo"))
    assert role.publish_at == nine
    assert "09:00 Asia/Tokyo" in said(editor_client, answer)
    assert stranger.get(role.get_absolute_url()).status_code == 404


def test_without_a_typed_time_the_day_decides(editor_client, press):
    series = SeriesFactory(slots=40)
    role = RoleFactory()
    slot = series.slots.get(day=36)
    press("_schedule", editor_client, form_address(role), slot=slot.pk, comes_out_at="")
    role.refresh_from_db()
    assert role.publish_at == slot.goes_live_at()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"comes_out_at": ""}, "Say when it should come out."),
        ({"comes_out_at": "2020-01-01T09:00"}, "This time has passed."),
        ({"comes_out_at": "tomorrow"}, "This is not a date and time"),
        ({"comes_out_at": "2099-03-29T02:30", "comes_out_zone": "Europe/Berlin"}, "Clocks skip this hour"),
    ],
)
def test_a_time_that_cannot_be_is_told_and_what_was_typed_stays(editor_client, press, typed, told):
    role = RoleFactory()
    answer = press("_schedule", editor_client, form_address(role), title="Typed", **typed)
    assert any(told in error for error in errors_of(answer))
    assert form_of(answer)["title"] == "Typed"
    role.refresh_from_db()
    assert role.publish_at is None


def test_a_zone_nobody_knows_is_that_of_the_post(editor_client, press):
    role = RoleFactory()
    when = (timezone.now() + TOMORROW).replace(second=0, microsecond=0)
    press(
        "_schedule", editor_client, form_address(role), comes_out_at=f"{when:%Y-%m-%dT%H:%M}", comes_out_zone="../etc"
    )
    role.refresh_from_db()
    assert role.publish_at == when


def test_a_scheduled_post_is_unscheduled_moved_or_published_at_once(editor_client, stranger, press):
    role = RoleFactory(scheduled=True)
    assert buttons(editor_client.get(form_address(role))) == {"_schedule", "_publish", "_unschedule"}
    press("_unschedule", editor_client, form_address(role))
    role.refresh_from_db()
    assert role.publish_at is None
    when = timezone.now() + 3 * TOMORROW
    press("_schedule", editor_client, form_address(role), comes_out_at=f"{when:%Y-%m-%dT%H:%M}")
    press("_publish", editor_client, form_address(role))
    assert stranger.get(role.get_absolute_url()).status_code == 200


def test_the_form_says_what_state_a_post_is_in_and_what_saving_does(editor_client):
    def line(post):
        return editor_client.get(form_address(post)).content.decode()

    assert "Saving keeps it one." in line(RoleFactory())
    assert "Saving changes what readers see, at once." in line(RoleFactory(published=True))
    assert "Saving changes what will come out then." in line(RoleFactory(scheduled=True))
    assert "its address says that it is gone" in line(RoleFactory(state=Post.State.WITHDRAWN))


# Review


def test_an_author_submits_an_editor_hands_back(author_client, author, editor_client, press):
    role = RoleFactory(authors=[author.author])
    assert buttons(author_client.get(form_address(role))) == {"_submit"}
    press("_submit", author_client, form_address(role))
    role.refresh_from_db()
    assert role.state == Post.State.SUBMITTED
    assert buttons(author_client.get(form_address(role))) == set()
    assert author_client.post(form_address(role), {"title": "Changed", "_save": "1"}).status_code == 403
    assert "_return" in buttons(editor_client.get(form_address(role)))
    press("_return", editor_client, form_address(role))
    role.refresh_from_db()
    assert role.state == Post.State.RETURNED
    assert buttons(author_client.get(form_address(role))) == {"_submit"}


@pytest.mark.parametrize("verb", ["_publish", "_schedule", "_unschedule", "_withdraw", "_return"])
def test_a_forged_button_is_refused_and_nothing_is_saved(author_client, author, press, verb):
    role = RoleFactory(title="Mine", authors=[author.author])
    assert press(verb, author_client, form_address(role), title="Forged").status_code == 403
    role.refresh_from_db()
    assert (role.title, role.state, role.publish_at) == ("Mine", Post.State.DRAFT, None)


def test_a_button_that_no_longer_fits_saves_and_says_so(editor_client, press):
    role = RoleFactory()
    fields = form_of(editor_client.get(form_address(role)))
    press("_publish", editor_client, form_address(role))
    answer = editor_client.post(form_address(role), fields | {"_publish": "1", "title": "Later"})
    assert "It has moved on meanwhile" in said(editor_client, answer)
    role.refresh_from_db()
    assert role.title == "Later"


# What is out


@pytest.mark.parametrize("trait", ["published", "scheduled"])
def test_a_post_that_is_out_is_not_saved_without_what_it_needs(editor_client, press, trait):
    role = RoleFactory(**{trait: True}, final="<p>Old thoughts.</p>", perks=["A"])

    def rows(fields):
        fields["perks-0-DELETE"] = "on"

    answer = press("_save", editor_client, form_address(role), title="Typed", final="", change=rows)
    assert answer.status_code == 200
    assert "Write the final thoughts." in errors_of(answer)
    assert any("Name at least one perk." in error for error in errors_of(answer))
    assert form_of(answer)["title"] == "Typed"
    role.refresh_from_db()
    assert (role.title != "Typed", role.final, role.perks.count()) == (True, "<p>Old thoughts.</p>", 1)


def test_an_import_may_go_on_lacking_what_it_lacked(editor_client, press):
    role = RoleFactory(bare=True, published=True)
    assert press("_save", editor_client, form_address(role), title="Corrected").status_code == 302
    role.refresh_from_db()
    assert role.title == "Corrected"
    assert role.is_public()
    assert press("_save", editor_client, form_address(role), standfirst="").status_code == 200


def test_taking_back_never_asks_for_more(editor_client, press):
    role = RoleFactory(published=True)
    assert press("_withdraw", editor_client, form_address(role), final="").status_code == 302
    role.refresh_from_db()
    assert role.state == Post.State.WITHDRAWN


def test_tags_and_skills_are_counted_as_they_come_and_go(editor_client, press):
    role = RoleFactory(skills=["A", "B", "C"], tags=["old"])
    press("_publish", editor_client, form_address(role))
    skill = SkillFactory(name="D")

    def rows(fields):
        fields["role_skills-0-DELETE"] = "on"
        add_rows(fields, "role_skills", {"skill": skill.name, "need": "useful"})

    press("_save", editor_client, form_address(role), tags="new", change=rows)
    role.refresh_from_db()
    assert {tag.name: tag.post_count for tag in type(role.tags.first()).objects.all()} == {"old": 0, "new": 1}
    counts = {row.name: row.role_count for row in type(skill).objects.all()}
    assert counts == {"A": 0, "B": 1, "C": 1, "D": 1}


def test_a_post_that_was_public_is_never_deleted(editor_client):
    withdrawn = RoleFactory(published=True, state=Post.State.READY)
    draft = RoleFactory()
    for role, allowed in ((withdrawn, False), (draft, True)):
        answer = editor_client.post(f"/admin/blog/role/{role.pk}/delete/", {"post": "yes"})
        assert (answer.status_code == 302) is allowed
        assert Role.objects.filter(pk=role.pk).exists() is not allowed


def test_nor_from_the_list(editor_client):
    out, draft = RoleFactory(published=True), RoleFactory()
    action = {"action": "delete_selected", "_selected_action": [out.pk, draft.pk], "post": "yes"}
    editor_client.post("/admin/blog/role/", action)
    assert Role.objects.count() == 2


# Preview


def test_save_and_preview_opens_the_real_page_of_the_draft(editor_client, stranger, press):
    role = RoleFactory(title="Data Engineer")
    answer = press("_preview", editor_client, form_address(role), standfirst="Not yet seen.")
    assert answer["Location"].startswith("/preview/")
    page = stranger.get(answer["Location"]).content.decode()
    assert "Not yet seen." in page
    assert "Data Engineer" in page
    assert stranger.get(role.get_absolute_url()).status_code == 404
    assert answer["Location"].split("/")[1] == "preview"


def test_a_half_written_new_role_can_be_previewed(editor_client, stranger, press):
    answer = press("_preview", editor_client, ADD_ROLE, title="Half")
    assert stranger.get(answer["Location"]).status_code == 200


# Checks beside the form


def test_warnings_stand_beside_the_form_and_stop_nothing(editor_client, press):
    there = RoleFactory(title="Data Engineer", skills=["A", "B", "C"], published=True)
    role = RoleFactory(title="Data-Engineer")
    page = editor_client.get(form_address(role)).content.decode()
    assert "Worth a look" in page
    assert 'href="#section-names" data-focus="title"' in page
    assert f'href="{form_address(there)}"' in page
    assert errors_of(editor_client.get(form_address(role) + "?missing=1")) == []
    press("_publish", editor_client, form_address(role))
    role.refresh_from_db()
    assert role.is_public()
    assert "has this name already" in editor_client.get(form_address(role)).content.decode()


def test_looking_at_the_form_saves_nothing(editor_client):
    role = RoleFactory(perks=[])
    before = Post.objects.filter(pk=role.pk).values().get()
    editor_client.get(form_address(role))
    assert Post.objects.filter(pk=role.pk).values().get() == before


def test_a_new_post_is_not_blamed_for_being_empty(editor_client):
    assert 'id="gaps"' not in editor_client.get(ADD_ROLE).content.decode()


def test_a_fact_without_a_source_stops_a_post_and_is_named_at_its_field(editor_client, press):
    role = RoleFactory(outlook=Post.Outlook.GROWING)
    answer = press("_publish", editor_client, form_address(role))
    assert any("Name the source of this fact" in error for error in errors_of(editor_client.get(answer["Location"])))
