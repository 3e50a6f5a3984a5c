"""STAFF_SECOND_FACTOR: the desk asks whoever may publish for a second factor, and locks nobody out."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.urls import reverse

from blog.models import Comment, Sheet
from tests.accounts.people import prove, sign_in
from tests.accounts.test_ways_in import SECRET, digits
from tests.conftest import client_of, staff
from tests.factories import CommentFactory, RoleFactory

from .forms import form_of

pytestmark = pytest.mark.django_db
DESK = "/admin/"


@pytest.fixture(autouse=True)
def asked(settings):
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def editor(db):
    user = staff("editor")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.mark.django_db(transaction=True)  # the session learns of it when it is written
def test_who_has_none_is_led_to_set_one_up_and_then_on_to_the_desk(client, editor, django_capture_on_commit_callbacks):
    sign_in(client, editor)
    role = RoleFactory()
    place = reverse("admin:blog_role_change", args=[role.pk])
    answer = client.get(place)
    assert answer.url == reverse("mfa_index")
    assert f'href="{place}"' in client.get(answer.url).content.decode()
    prove(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="secret"[^>]*>(\w+)<', page).group(1)
    client.post(reverse("mfa_activate_totp"), {"code": digits(secret)})
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert f'href="{place}"' in codes
    assert client.get(place).status_code == 200
    assert "Go on to the desk" not in client.get(reverse("mfa_index")).content.decode()


def test_a_session_from_before_is_asked_once_and_led_back(client, editor):
    sign_in(client, editor)
    TOTP.activate(editor, SECRET)
    asked = client.get(DESK).url
    assert asked == f"{reverse('mfa_reauthenticate')}?next=%2Fadmin%2F"
    assert client.post(asked, {"code": digits(), "next": DESK}).url == DESK
    assert client.get(DESK).status_code == 200


def test_signing_in_by_it_opens_the_desk(client, editor):
    TOTP.activate(editor, SECRET)
    sign_in(client, editor)
    client.post(reverse("mfa_authenticate"), {"code": digits()})
    assert client.get(DESK).status_code == 200


def test_the_tools_on_a_comment_are_the_desks_and_ask_for_it_too(client, editor):
    comment = CommentFactory(comment="Who reads this?")
    tools = f"/comments/{comment.code}/moderate/"
    sign_in(client, editor)
    for send in (client.get, client.post):
        assert send(tools, {"verb": "spam"}).url == reverse("mfa_index")
    TOTP.activate(editor, SECRET)
    asked = client.post(tools, {"verb": "spam"}).url
    assert Comment.objects.get(pk=comment.pk).is_shown()
    assert client.post(asked, {"code": digits(), "next": tools}).url == tools
    assert client.post(tools, {"verb": "spam"}).status_code == 303
    assert not Comment.objects.get(pk=comment.pk).is_shown()


@pytest.mark.parametrize("group", ["author", "moderator"])
def test_who_may_not_publish_is_not_asked(group):
    assert client_of(staff(group)).get(DESK).status_code == 200


def test_nobody_is_asked_while_the_setting_is_off(settings, editor):
    settings.STAFF_SECOND_FACTOR = False
    assert client_of(editor).get(DESK).status_code == 200


def test_readers_still_get_no_desk(reader_client):
    assert reader_client.get(DESK).status_code == 302


def test_what_was_sent_before_it_was_asked_for_is_kept(client, editor, settings):
    settings.STAFF_SECOND_FACTOR = False
    sign_in(client, editor)
    role = RoleFactory()
    place = reverse("admin:blog_role_change", args=[role.pk])
    typed = form_of(client.get(place)) | {"title": "Typed", "_save": "1"}
    settings.STAFF_SECOND_FACTOR = True
    client.post(place, typed)
    assert client.session["desk_waits"] == place
    assert Sheet.objects.get(user=editor).typed["title"] == ["Typed"]
    role.refresh_from_db()
    assert role.title != "Typed"


def test_a_lost_one_is_reset_by_a_command_logged_and_told(editor, run_followups, mailoutbox, capsys):
    TOTP.activate(editor, SECRET)
    call_command("reset_second_factor", editor.email.upper())
    assert not Authenticator.objects.exists()
    assert "by a command" in LogEntry.objects.get().get_change_message()
    run_followups()
    assert mailoutbox[0].to == [editor.email]
    call_command("reset_second_factor", editor.email)
    assert "Nothing was changed" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "nobody@example.com")


def test_the_owner_resets_a_lost_one_from_the_list_of_people(settings, owner_client, editor):
    settings.STAFF_SECOND_FACTOR = False
    TOTP.activate(editor, SECRET)
    chosen = {"action": "reset_second_factors", "_selected_action": [editor.pk]}
    owner_client.post(reverse("admin:accounts_user_changelist"), chosen)
    assert not Authenticator.objects.exists()
