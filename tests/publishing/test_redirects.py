"""The table of old addresses, and what is missing turned into redirects."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from lxml import html

from blog.models import Address, MissingPath
from tests.factories import RoleFactory

pytestmark = pytest.mark.django_db

ADDRESSES, MISSING = "/admin/blog/address/", "/admin/blog/missingpath/"


@pytest.fixture
def role():
    role = RoleFactory(published=True, title="Machine Learning Engineer")
    return role


@pytest.fixture
def missing(role):
    return MissingPath.objects.create(
        path="/2019/machine-learning-engineer.html", hits=7, referrer="https://a.example/"
    )


def page_of(response):
    return html.fromstring(response.content.decode())


def redirect_address(missing):
    return f"{MISSING}{missing.pk}/redirect/"


def test_the_table_shows_old_new_hits_and_the_last_one(editor_client, client, role):
    Address.objects.create(path="/old.html", target=role.get_absolute_url())
    client.get("/old.html")
    row = page_of(editor_client.get(f"{ADDRESSES}?q=old.html")).xpath("//table[@id='result_list']/tbody/tr")[0]
    words = [cell.text_content().strip() for cell in row.xpath("th|td")]
    assert "/old.html" in words
    assert "1" in words
    assert row.xpath(".//a[@href='/roles/machine-learning-engineer/']")
    assert "old.html" not in editor_client.get(f"{ADDRESSES}?followed=no").content.decode()


def test_no_redirect_covers_a_page(editor_client, role):
    answer = editor_client.post(f"{ADDRESSES}add/", {"path": role.get_absolute_url(), "target": "/roles/"})
    assert "A page of this site stands there" in answer.content.decode()
    assert not Address.objects.exists()


@pytest.mark.parametrize("target", ["/nothing/here", "https://evil.example/", "//evil.example/", "roles/", "/a\\b"])
def test_a_redirect_leads_to_a_page_of_this_site(editor_client, target):
    answer = editor_client.post(f"{ADDRESSES}add/", {"path": "/old.html", "target": target})
    assert answer.status_code == 200
    assert not Address.objects.exists()


def test_an_address_with_a_question_can_be_kept(editor_client, client, role):
    editor_client.post(f"{ADDRESSES}add/", {"path": "/?p=12&lang=en", "target": role.get_absolute_url()})
    assert client.get("/?p=12")["Location"] == role.get_absolute_url()


def test_what_is_missing_is_listed_with_the_page_that_may_be_meant(editor_client, missing):
    page = page_of(editor_client.get(MISSING))
    (button,) = page.xpath("//form[@id='changelist-form']//button[@formaction]")
    assert button.get("formaction") == redirect_address(missing)
    assert (button.get("name"), button.get("value")) == ("target", "/roles/machine-learning-engineer/")
    assert button.text_content() == "Redirect to Machine Learning Engineer"
    assert button.get("aria-label") == "Redirect to Machine Learning Engineer (/2019/machine-learning-engineer.html)"
    assert "7" in page.text_content()
    assert "https://a.example/" in page.text_content()


def test_one_press_makes_the_redirect(missing, client, editor):
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(editor)
    page = page_of(desk.get(MISSING))
    form = next(form for form in page.forms if form.get("id") == "changelist-form")
    (button,) = page.xpath("//form[@id='changelist-form']//button[@formaction]")
    typed = {**dict(form.form_values()), button.get("name"): button.get("value")}
    answer = desk.post(button.get("formaction"), typed, follow=True)
    assert "leads to /roles/machine-learning-engineer/ from now on" in answer.content.decode()
    assert client.get(missing.path)["Location"] == "/roles/machine-learning-engineer/"
    assert not MissingPath.objects.exists()
    assert LogEntry.objects.get().user == editor


def test_any_other_page_can_be_named(editor_client, missing, client):
    page = page_of(editor_client.get(redirect_address(missing)))
    assert page.xpath("//input[@id='id_target']/@value") == ["/roles/machine-learning-engineer/"]
    assert page.xpath("//label[@for='id_target']")
    editor_client.post(redirect_address(missing), {"target": "/roles/"})
    assert client.get(missing.path)["Location"] == "/roles/"


@pytest.mark.parametrize("target", ["", "/nothing/here", "https://evil.example/"])
def test_a_bad_page_is_said_to_be(editor_client, target):
    missing = MissingPath.objects.create(path="/zzz.html")
    page = page_of(editor_client.post(redirect_address(missing), {"target": target}))
    assert page.xpath("//*[@role='alert']")
    assert page.xpath("//input[@id='id_target']/@value") == [target]
    assert MissingPath.objects.exists()


def test_looking_changes_nothing(editor_client, missing):
    editor_client.get(redirect_address(missing))
    assert MissingPath.objects.exists()
    assert not Address.objects.exists()


def test_a_request_from_elsewhere_changes_nothing(missing, editor):
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(editor)
    assert desk.post(redirect_address(missing), {"target": "/roles/"}).status_code == 403
    assert not Address.objects.exists()


@pytest.mark.parametrize("who", ["author_client", "moderator_client", "reader_client"])
def test_only_editors_and_owners_redirect(request, missing, who):
    person = request.getfixturevalue(who)
    for answer in (person.get(MISSING), person.post(redirect_address(missing), {"target": "/roles/"})):
        assert answer.status_code in (302, 403)
    assert not Address.objects.exists()


def test_strangers_are_asked_to_sign_in(client, missing):
    assert "/login/" in client.post(redirect_address(missing), {"target": "/roles/"})["Location"]


def test_what_is_gone_from_the_list_is_not_found(editor_client):
    assert editor_client.get(f"{MISSING}99/redirect/").status_code == 404


def test_a_hostile_path_is_shown_as_text(editor_client):
    MissingPath.objects.create(path="/<script>alert(1)</script>.html", referrer="https://a.example/<b>")
    assert "<script>alert" not in editor_client.get(MISSING).content.decode()


def test_noise_can_be_thrown_away(editor_client, missing):
    typed = {"action": "delete_selected", "_selected_action": [missing.pk], "post": "yes"}
    editor_client.post(MISSING, typed)
    assert not MissingPath.objects.exists()
