"""Skills, tags, authors, pictures, series: what roles share."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from blog.models import Address, Picture, Series, Skill, Tag
from tests.factories import RoleFactory, SeriesFactory, SkillFactory, TagFactory
from tests.pictures.files import photograph

from .addresses import form_address
from .forms import errors_of, form_of

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/blog/picture/upload/"


def a_picture():
    return photograph(80, 60)


# Tags and skills


def test_tags_are_suggested_while_one_types(author_client, stranger):
    for name, count in (("Python", 3), ("pytest", 9), ("Pécs", 1), ("Rust", 5)):
        TagFactory(name=name, post_count=count)
    assert author_client.get("/admin/blog/tag/suggest/?q=PY").json() == ["pytest", "Python"]
    assert author_client.get("/admin/blog/tag/suggest/?q=PÉ").json() == ["Pécs"]
    for odd in ("", "?q=", "?q=%00", "?q=%25", f"?q={'x' * 5000}"):
        assert author_client.get(f"/admin/blog/tag/suggest/{odd}").json() == []
    assert stranger.get("/admin/blog/tag/suggest/?q=py").status_code == 302


@pytest.mark.parametrize(("model", "factory"), [(Tag, TagFactory), (Skill, SkillFactory)])
def test_renaming_moves_the_address_and_leaves_a_redirect(editor_client, model, factory):
    row = factory(name="Machine Lerning")
    address = f"/admin/blog/{model._meta.model_name}/{row.pk}/change/"
    old = row.get_absolute_url()
    editor_client.post(address, form_of(editor_client.get(address)) | {"name": "Machine Learning"})
    row.refresh_from_db()
    assert row.slug == "machine-learning"
    assert Address.objects.resolve(old) == row.get_absolute_url()


@pytest.mark.parametrize(("model", "factory"), [(Tag, TagFactory), (Skill, SkillFactory)])
def test_one_name_is_there_once_in_any_case(editor_client, model, factory):
    factory(name="Straße")
    answer = editor_client.post(f"/admin/blog/{model._meta.model_name}/add/", {"name": "STRASSE", "kind": "skill"})
    assert "“STRASSE” is there already." in errors_of(answer)


def test_what_roles_use_is_not_deleted(editor_client):
    role = RoleFactory(skills=["Python"])
    skill = role.role_skills.get().skill
    editor_client.post(f"/admin/blog/skill/{skill.pk}/delete/", {"post": "yes"})
    assert Skill.objects.filter(pk=skill.pk).exists()


# Series


def test_a_series_is_made_with_its_days(editor_client):
    address = "/admin/blog/series/add/"
    typed = {"name": "A year of trades", "time_zone": "Europe/Berlin", "days": "365", "starts_on": "2027-01-01"}
    answer = editor_client.post(address, form_of(editor_client.get(address)) | typed)
    assert answer.status_code == 302
    series = Series.objects.get(slug="a-year-of-trades")
    assert series.slots.count() == 365
    assert series.slots.get(day=365).planned_on == datetime.date(2027, 12, 31)


def test_more_days_go_on_where_the_series_ends(editor_client):
    series = SeriesFactory(slots=10, slots__first_day=datetime.date(2027, 1, 1))
    address = f"/admin/blog/series/{series.pk}/change/"
    editor_client.post(address, form_of(editor_client.get(address)) | {"days": "2"})
    assert series.slots.get(day=12).planned_on == datetime.date(2027, 1, 12)


@pytest.mark.parametrize("typed", [{"days": "999999"}, {"days": "-1"}, {"time_zone": "Nowhere"}, {"is_default": "on"}])
def test_a_bad_series_is_explained(editor_client, typed):
    SeriesFactory(slots=1)
    address = "/admin/blog/series/add/"
    answer = editor_client.post(address, form_of(editor_client.get(address)) | {"name": "Second", **typed})
    assert answer.status_code == 200
    assert errors_of(answer)
    assert Series.objects.count() == 1


def test_a_day_with_a_post_is_not_deleted(editor_client):
    role = RoleFactory(day=1)
    assert editor_client.post(f"/admin/blog/slot/{role.slot_id}/delete/", {"post": "yes"}).status_code == 403


# Pictures


def test_a_picture_goes_from_the_text_to_the_shelf(author_client, author):
    answer = author_client.post(UPLOAD, {"upload": a_picture(), "alt": "A desk", "caption": "Mine"})
    picture = Picture.objects.get()
    assert answer.json() == {
        **{"id": picture.pk, "src": picture.file.url, "width": picture.width, "height": picture.height},
        **{"alt": "A desk", "caption": "Mine"},
    }
    assert picture.uploaded_by == author


def test_a_bad_picture_or_one_without_words_is_explained(author_client):
    bad = SimpleUploadedFile("x.png", b"<svg onload=alert(1)>", "image/png")
    answer = author_client.post(UPLOAD, {"upload": bad, "alt": "A desk"})
    assert answer.status_code == 400
    assert "not a picture we can read" in answer.json()["error"]
    assert author_client.post(UPLOAD, {"upload": a_picture()}).json()["error"].startswith("Say what it shows")
    assert author_client.post(UPLOAD, {"alt": "A desk"}).status_code == 400
    assert not Picture.objects.exists()


def test_uploading_wants_a_post_and_somebody_of_the_staff(author_client, stranger, reader_client):
    assert author_client.get(UPLOAD).status_code == 405
    assert stranger.post(UPLOAD).status_code == 302
    assert reader_client.post(UPLOAD, follow=True).status_code == 403


def test_the_small_window_of_a_form_asks_for_words_or_decoration(editor_client):
    address = "/admin/blog/picture/add/?_popup=1"
    answer = editor_client.post(address, {"upload": a_picture()})
    assert "Say what it shows, or mark it as decorative." in errors_of(answer)
    both = editor_client.post(address, {"upload": a_picture(), "alt": "x", "is_decorative": "on"})
    assert errors_of(both)
    taken = editor_client.post(address, {"upload": a_picture(), "is_decorative": "on", "_popup": "1"})
    assert taken.status_code == 200
    assert Picture.objects.get().is_decorative


def test_a_cover_is_uploaded_with_its_words(editor_client, press):
    role = RoleFactory()
    press("_save", editor_client, form_address(role), new_cover=a_picture(), cover_alt="A desk")
    role.refresh_from_db()
    assert role.cover.alt == "A desk"
    press("_save", editor_client, form_address(role), cover_alt="A desk by a window")
    role.cover.refresh_from_db()
    assert role.cover.alt == "A desk by a window"


def test_a_cover_outlives_an_error_elsewhere_in_the_form(editor_client, press):
    RoleFactory(title="Taken")
    role = RoleFactory()
    answer = press("_save", editor_client, form_address(role), new_cover=a_picture(), cover_alt="A desk", slug="taken")
    assert "Another post of this kind has this slug." in errors_of(answer)
    assert form_of(answer)["cover"] == str(Picture.objects.get().pk)


def test_a_bad_cover_is_explained_beside_its_field(editor_client, press):
    bad = SimpleUploadedFile("x.jpg", b"nothing", "image/jpeg")
    answer = press("_save", editor_client, form_address(RoleFactory()), new_cover=bad)
    assert any("not a picture we can read" in error for error in errors_of(answer))


def test_a_cover_without_words_stops_publishing(editor_client, press):
    role = RoleFactory()
    answer = press("_publish", editor_client, form_address(role), new_cover=a_picture())
    assert any("Describe the cover" in error for error in errors_of(editor_client.get(answer["Location"])))


# What is pasted


def test_pasted_text_comes_back_clean(author_client, stranger):
    word = '<p class="MsoNormal" style="color:red">Hello<script>alert(1)</script> <b>you</b></p>'
    assert author_client.post("/admin/clean/", {"html": word}).json() == {"html": "<p>Hello <strong>you</strong></p>"}
    assert author_client.get("/admin/clean/").status_code == 405
    assert stranger.post("/admin/clean/", {"html": word}).status_code == 302
