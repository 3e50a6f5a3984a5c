"""Settings, people, addresses, the log; the door and its policy."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group

from accounts.models import User
from blog.models import Address, SiteSettings
from tests.factories import UserFactory

from .forms import errors_of, form_of

pytestmark = pytest.mark.django_db


def test_the_door_is_the_sites_own_sign_in(stranger):
    answer = stranger.get("/admin/")
    assert answer["Location"] == "/admin/login/?next=/admin/"
    assert stranger.get(answer["Location"])["Location"] == "/accounts/login/?next=%2Fadmin%2F"
    assert stranger.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 302


def test_a_reader_at_the_door_is_told_no(reader_client):
    assert reader_client.get("/admin/", follow=True).status_code == 403


def test_the_policy_of_the_desk_lets_the_import_map_in_and_nothing_else(editor_client, stranger):
    answer = editor_client.get("/admin/blog/role/add/")
    policy, page = answer["Content-Security-Policy"], answer.content.decode()
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert nonce
    assert f'<script type="importmap" nonce="{nonce}">' in page
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'nonce-" in policy
    assert "nonce" not in editor_client.get("/admin/blog/role/")["Content-Security-Policy"]
    reading = stranger.get("/")["Content-Security-Policy"]
    assert "nonce" not in reading
    assert "unsafe-inline" not in reading


def test_site_settings_are_one_form(plain_owner_client):
    listed = plain_owner_client.get("/admin/blog/sitesettings/")
    assert listed["Location"] == "/admin/blog/sitesettings/1/change/"
    fields = form_of(plain_owner_client.get(listed["Location"]))
    assert fields["name"] == "Careerguide"
    plain_owner_client.post(listed["Location"], fields | {"name": "Almanac", "_save": "1"})
    assert SiteSettings.load().name == "Almanac"
    assert plain_owner_client.get("/admin/blog/sitesettings/7/change/").status_code == 200
    assert SiteSettings.objects.count() == 1


def test_the_owner_makes_an_editor_who_can_sign_in(plain_owner_client, stranger):
    address = "/admin/accounts/user/add/"
    fields = form_of(plain_owner_client.get(address)) | {
        **{"email": "new@example.com", "name": "New", "is_staff": "on", "usable_password": "true"},
        **{"password1": "sesame open twice", "password2": "sesame open twice"},
    }
    editors = Group.objects.get(name="editor")
    assert plain_owner_client.post(address, fields | {"groups": [editors.pk]}).status_code == 302
    made = User.objects.get(email="new@example.com")
    assert made.is_staff
    assert made.groups.get() == editors
    assert EmailAddress.objects.get(user=made).verified
    signed_in = stranger.post("/accounts/login/", {"login": made.email, "password": "sesame open twice"})
    assert signed_in.status_code == 302
    assert stranger.get("/admin/blog/role/").status_code == 200


def test_an_address_with_an_account_is_told(plain_owner_client):
    UserFactory(email="known@example.com")
    address = "/admin/accounts/user/add/"
    typed = {"email": "KNOWN@example.com", "usable_password": "false"}
    answer = plain_owner_client.post(address, form_of(plain_owner_client.get(address)) | typed)
    assert "This address has an account." in errors_of(answer)


def test_no_owner_makes_a_superuser_or_touches_one(plain_owner_client, plain_owner):
    root = User.objects.create_superuser("root@example.com", "x")
    for address in (f"{root.pk}/change/", f"{root.pk}/password/", f"{root.pk}/delete/"):
        answer = plain_owner_client.post(f"/admin/accounts/user/{address}", {"email": "taken@example.com"})
        assert answer.status_code == 403
    mine = f"/admin/accounts/user/{plain_owner.pk}/change/"
    fields = form_of(plain_owner_client.get(mine))
    assert "is_superuser" not in fields
    plain_owner_client.post(mine, fields | {"is_superuser": "on", "user_permissions": ["1"]})
    plain_owner.refresh_from_db()
    assert not plain_owner.is_superuser
    assert plain_owner.user_permissions.count() == 0


def test_the_groups_of_the_house_are_read_not_changed(plain_owner_client, owner_client):
    group = Group.objects.get(name="author")
    for client in (plain_owner_client, owner_client):
        assert client.get(f"/admin/auth/group/{group.pk}/change/").status_code == 200
        assert client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "x"}).status_code == 403


def test_the_log_is_read_only_even_for_superusers(owner_client, owner):
    entry = LogEntry.objects.create(user=owner, action_flag=2, object_repr="Something", object_id="1")
    assert "Something" in owner_client.get("/admin/admin/logentry/").content.decode()
    for address in ("add/", f"{entry.pk}/delete/"):
        assert owner_client.post(f"/admin/admin/logentry/{address}").status_code == 403
    assert owner_client.post(f"/admin/admin/logentry/{entry.pk}/change/").status_code == 403


def test_old_addresses_are_told_without_chains(editor_client):
    Address.objects.create(path="/older/", target="/old/")
    address = "/admin/blog/address/add/"
    editor_client.post(address, {"path": "/old/", "target": "/roles/data-engineer/"})
    assert Address.objects.get(path="/older/").target == "/roles/data-engineer/"
    for bad in ("https://example.org/", "//example.org/", "roles/"):
        answer = editor_client.post(address, {"path": "/x/", "target": bad})
        assert "A path of this site begins with one slash." in errors_of(answer)
    same = editor_client.post(address, {"path": "/x/", "target": "/x/"})
    assert errors_of(same)


def test_the_index_is_grouped_and_shows_only_what_one_may_do(editor_client, moderator_client):
    index = editor_client.get("/admin/").content.decode()
    assert "What would you like to do?" in index
    index = index.partition('class="shelves"')[2]
    assert index.index("Roles") < index.index("Series") < index.index("Comments") < index.index("Skills")
    assert "Site settings" not in index
    assert "Roles" not in moderator_client.get("/admin/").content.decode()
