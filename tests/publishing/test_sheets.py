"""What is typed is kept while it is typed, offered until it is saved, and shown as the page it will be."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from blog.models import Essay, Role, Sheet
from tests.conftest import client_of
from tests.factories import EssayFactory, PageFactory, RoleFactory, SeriesFactory, SkillFactory

from .addresses import ADD_ROLE, form_address
from .forms import add_rows, errors_of, form_of

pytestmark = pytest.mark.django_db

SHEETS = "/admin/blog/role/sheets/"


@pytest.fixture
def role():
    return RoleFactory(title="Data Engineer", perks=["Calm", "Pay"])


def keep(client, fields, address=SHEETS, **more):
    answer = client.post(address, fields | {"typed": "1"} | more)
    assert answer.status_code == 200, answer.status_code
    return answer.json()


def offered(client, address):
    """Where the form leads on with what was typed."""
    page = html.fromstring(client.get(address).content.decode())
    return page.xpath("//*[@data-offered]//a/@href")


# Kept and offered


def test_what_was_typed_is_offered_again_and_drawn_as_it_was(editor_client, role):
    address = form_address(role)
    typed = form_of(editor_client.get(address)) | {"title": "Half a ti", "perks-0-DELETE": "on"}
    add_rows(typed, "perks", {"title": "Long walks", "position": "3"})
    assert keep(editor_client, typed)["at"]
    [again] = offered(editor_client, address)
    form = editor_client.get(again)
    fields = form_of(form)
    assert fields["title"] == "Half a ti"
    assert fields["perks-0-DELETE"] == "on"
    assert fields["perks-2-title"] == "Long walks"
    assert "It is not saved yet." in " ".join(errors_of(form))
    role.refresh_from_db()
    assert role.title == "Data Engineer"  # looking at it saves nothing

    assert editor_client.post(address, fields | {"_save": "1"}).status_code == 302
    role.refresh_from_db()
    assert role.title == "Half a ti"
    assert [perk.title for perk in role.perks.all()] == ["Pay", "Long walks"]
    assert offered(editor_client, address) == []


def test_a_new_post_is_kept_before_it_is_one(editor_client):
    typed = form_of(editor_client.get(ADD_ROLE)) | {"title": "Half a ti"}
    keep(editor_client, typed)
    assert not Role.objects.exists()
    [again] = offered(editor_client, ADD_ROLE)
    fields = form_of(editor_client.get(again))
    assert fields["title"] == "Half a ti"
    editor_client.post(ADD_ROLE, fields | {"_save": "1"})
    assert Role.objects.get().title == "Half a ti"
    assert offered(editor_client, ADD_ROLE) == []


@pytest.mark.parametrize(("factory", "kind"), [(EssayFactory, "essay"), (PageFactory, "page")])
def test_essays_and_pages_are_kept_too(editor_client, factory, kind):
    post = factory()
    typed = form_of(editor_client.get(form_address(post))) | {"body": "<p>Half a</p>"}
    keep(editor_client, typed, f"/admin/blog/{kind}/sheets/")
    [again] = offered(editor_client, form_address(post))
    assert form_of(editor_client.get(again))["body"].strip() == "<p>Half a</p>"


def test_each_window_keeps_its_own_and_each_person_sees_their_own(editor_client, owner_client, role):
    address = form_address(role)
    for title in ("One", "Two"):
        keep(editor_client, form_of(editor_client.get(address)) | {"title": title})
    assert len(offered(editor_client, address)) == 2
    assert offered(owner_client, address) == []
    [stolen, _other] = offered(editor_client, address)
    assert form_of(owner_client.get(stolen))["title"] == "Data Engineer"


def test_it_can_be_thrown_away(editor_client, role):
    keep(editor_client, form_of(editor_client.get(form_address(role))) | {"title": "One"})
    sheet = Sheet.objects.get()
    answer = editor_client.post(f"{SHEETS}{sheet.key}/drop/", {"next": form_address(role)})
    assert answer["Location"] == form_address(role)
    assert offered(editor_client, form_address(role)) == []
    assert editor_client.post(f"{SHEETS}{sheet.key}/drop/", {"next": "//evil.example/"})["Location"] == "/admin/"


def test_what_was_typed_on_an_older_version_is_asked_about_when_it_is_saved(editor_client, owner_client, press, role):
    address = form_address(role)
    said = keep(editor_client, form_of(editor_client.get(address)) | {"title": "Mine"})
    assert said["newer"] == ""
    press("_save", owner_client, address, title="Theirs", **{"perks-0-DELETE": "on"})
    said = keep(editor_client, dict(form_of(editor_client.get(offered(editor_client, address)[0]))))
    assert "A newer version was saved" in said["newer"]
    fields = form_of(editor_client.get(offered(editor_client, address)[0]))
    assert editor_client.post(address, fields | {"_save": "1"}).status_code == 409


def test_what_was_typed_in_a_post_that_was_deleted_becomes_a_new_one(editor_client, role):
    keep(editor_client, form_of(editor_client.get(form_address(role))) | {"title": "Still here"})
    role.delete()
    [again] = offered(editor_client, ADD_ROLE)
    fields = form_of(editor_client.get(again))
    assert editor_client.post(ADD_ROLE, fields | {"_save": "1"}).status_code == 302
    new = Role.objects.get()
    assert new.title == "Still here"
    assert [perk.title for perk in new.perks.all()] == ["Calm", "Pay"]


def test_what_was_saved_is_not_offered_when_its_window_hands_it_over_late(editor_client, role):
    fields = form_of(editor_client.get(form_address(role))) | {"title": "Saved"}
    keep(editor_client, fields)
    editor_client.post(form_address(role), fields | {"_save": "1"})
    assert keep(editor_client, fields, left="1") == {"is_saved": True}
    assert offered(editor_client, form_address(role)) == []


# Signed out


def test_what_is_sent_after_the_session_ended_is_offered_after_signing_in(editor, role):
    client = client_of(editor)
    fields = form_of(client.get(form_address(role))) | {"title": "Long work"}
    client.logout()
    answer = client.post(form_address(role), fields | {"_save": "1"})
    assert "login" in answer["Location"]
    client.force_login(editor)
    [again] = offered(client, form_address(role))
    assert form_of(client.get(again))["title"] == "Long work"
    role.refresh_from_db()
    assert role.title == "Data Engineer"


def test_a_stranger_keeps_nothing(stranger, editor_client, role):
    fields = form_of(editor_client.get(form_address(role)))
    for sheet in ("", "nonsense", fields["sheet"][:-2]):
        stranger.post(form_address(role), fields | {"sheet": sheet, "_save": "1"})
    assert "login" in stranger.post(SHEETS, {"typed": "1"})["Location"]
    assert not Sheet.objects.exists()


def test_nobody_writes_into_the_sheet_of_another_or_of_a_post_they_may_not_change(
    editor_client, owner_client, author_client, role
):
    fields = form_of(editor_client.get(form_address(role)))
    assert owner_client.post(SHEETS, fields).status_code == 403
    assert editor_client.post("/admin/blog/essay/sheets/", fields).status_code == 403
    assert author_client.post(SHEETS, fields).status_code == 403
    assert not Sheet.objects.exists()


def test_a_form_whose_person_signed_in_anew_gets_a_token(editor_client, stranger):
    assert editor_client.get(SHEETS).json()["token"]
    assert "login" in stranger.get(SHEETS)["Location"]


# Who else is there


def test_each_is_told_that_the_other_is_there(editor_client, owner_client, role):
    mine, theirs = (form_of(client.get(form_address(role))) for client in (editor_client, owner_client))
    assert editor_client.post(SHEETS, mine).json()["others"] == ""
    assert owner_client.post(SHEETS, theirs).json()["others"] == "Also open here: Editor."
    assert editor_client.post(SHEETS, mine).json()["others"] == "Also open here: Owner."
    assert "Also open here: Owner." in editor_client.get(form_address(role)).content.decode()
    assert offered(editor_client, form_address(role)) == []  # being there is not typing
    Sheet.objects.update(seen_at=timezone.now() - datetime.timedelta(minutes=2))
    assert "Also open here" not in editor_client.get(form_address(role)).content.decode()


# Preview


def preview_of(client, stranger, fields, kind="role"):
    """The page a stranger sees of what was typed."""
    answer = client.post(f"/admin/blog/{kind}/sheets/preview/", fields, follow=True)
    address = html.fromstring(answer.content.decode()).xpath("//iframe/@src")[0]
    shown = stranger.get(address)
    assert shown.status_code == 200
    return shown


def test_the_preview_is_the_readers_page_of_what_is_typed_and_nothing_is_saved(editor_client, stranger, role):
    skill = SkillFactory(name="Plumbing")
    typed = form_of(editor_client.get(form_address(role))) | {
        "title": "Pipe Layer",
        "why": "<p>Because <b>water</b>.</p><script>alert(1)</script>",
        "perks-0-DELETE": "on",
        "tags": "water, pipes",
    }
    add_rows(typed, "role_skills", {"skill": skill.name, "need": "essential", "sentence": "Every day."})
    page = preview_of(editor_client, stranger, typed)
    text = page.content.decode()
    shown = html.fromstring(text)
    assert shown.xpath("//h1")[0].text_content() == "Pipe Layer"
    assert "Plumbing" in shown.get_element_by_id("skills").text_content()
    assert "Calm" not in shown.get_element_by_id("perks").text_content()
    assert "alert(1)" not in text
    assert "water" in shown.xpath("//ul[@class='tags']")[0].text_content()
    assert "It shows what was typed, saved or not." in text
    role.refresh_from_db()
    assert role.title == "Data Engineer"
    assert role.perks.count() == 2


def test_a_new_post_has_a_preview_before_it_is_saved(editor_client, stranger):
    SeriesFactory(slots=40)
    typed = form_of(editor_client.get(ADD_ROLE)) | {"title": "Pipe Layer", "why": "<p>Water.</p>"}
    page = preview_of(editor_client, stranger, typed)
    assert "Pipe Layer" in page.content.decode()
    assert "31" in html.fromstring(page.content.decode()).xpath("//*[@class='post-day']")[0].text_content()
    assert not Role.objects.exists()


def test_the_link_of_a_preview_leads_to_the_post_once_that_is_saved(editor_client, stranger):
    typed = form_of(editor_client.get(ADD_ROLE)) | {"title": "Pipe Layer"}
    window = editor_client.post(f"{SHEETS}preview/", typed, follow=True)
    address = html.fromstring(window.content.decode()).xpath("//iframe/@src")[0]
    editor_client.post(ADD_ROLE, typed | {"title": "Pipe Fitter", "_save": "1"})
    assert "Pipe Fitter" in stranger.get(address).content.decode()
    Role.objects.get().delete()
    assert stranger.get(address).status_code == 404


def test_an_essay_and_what_is_wrong_in_a_form_do_not_stop_a_preview(editor_client, stranger):
    essay = EssayFactory(title="On water")
    typed = form_of(editor_client.get(form_address(essay))) | {"body": "<p>Rain.</p>", "slug": "!", "slot": "999"}
    add_rows(typed, "sources", {"title": "", "url": "nonsense"})
    assert "Rain." in preview_of(editor_client, stranger, typed, "essay").content.decode()
    assert "Rain." not in Essay.objects.get().body


def test_only_the_desk_may_frame_a_preview_and_its_width_is_in_the_address(editor_client, stranger, role):
    fields = form_of(editor_client.get(form_address(role)))
    answer = editor_client.post(f"{SHEETS}preview/", fields)
    for width, pixels in (("phone", "390"), ("desktop", "1280"), ("nonsense", "390")):
        window = html.fromstring(editor_client.get(answer["Location"], {"width": width}).content.decode())
        assert window.xpath("//iframe/@width") == [pixels]
    page = stranger.get(window.xpath("//iframe/@src")[0])
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert re.search("frame-ancestors 'self'", page["Content-Security-Policy"])
    assert page["X-Robots-Tag"] == "noindex"


def test_a_preview_is_refused_to_who_may_not_change_the_post(author_client, editor_client, stranger, role):
    fields = form_of(editor_client.get(form_address(role)))
    assert author_client.post(f"{SHEETS}preview/", fields).status_code == 403
    assert "login" in stranger.post(f"{SHEETS}preview/", fields)["Location"]
    assert editor_client.get(f"{SHEETS}preview/").status_code == 404
    assert stranger.get("/preview/nonsense/").status_code == 404


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_form_asks_little_more_for_what_it_keeps(editor_client, role):
    address = form_address(role)
    few = queries(editor_client, address)
    for title in ("One", "Two", "Three"):
        keep(editor_client, form_of(editor_client.get(address)) | {"title": title})
    for other in range(5):
        RoleFactory(title=f"Role {other}")
    assert queries(editor_client, address) <= few
    assert few <= 40
