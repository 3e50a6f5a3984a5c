"""Ways to sign in beside a password, and the second factor."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.templatetags.browsers import browser_name
from blog.actions.people import forget_ended_sessions
from tests.factories import PASSWORD

from .people import confirmed, sign_in

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def digits(secret=SECRET):
    """What a telephone shows now: right for half a minute more, however long a step of a test takes."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def code_in(letter):
    return re.search(r"\n\n([A-Z0-9]{4}-[A-Z0-9]{4})\n", letter.body).group(1)


def ask_for_code(client, email):
    return client.post(reverse("account_request_login_code"), {"email": email})


def test_a_mailed_code_signs_in_once(client, letters):
    user = confirmed()
    assert ask_for_code(client, user.email).url == reverse("account_confirm_login_code")
    (letter,) = letters()
    assert letter.to == [user.email]
    page = reverse("account_confirm_login_code")
    assert client.post(page, {"code": "WRONG1"}).status_code == 200
    assert client.post(page, {"code": code_in(letter)}).url == "/"
    client.post(reverse("account_logout"))
    assert client.post(page, {"code": code_in(letter)}).url == reverse("account_request_login_code")


def test_asking_for_a_code_says_the_same_to_everyone_and_mails_each(client, letters):
    user = confirmed()
    answers = []
    for email in (user.email, "nobody@example.com"):
        answer = ask_for_code(client, email)
        page = client.get(answer.url).content.decode()
        answers.append((answer.url, re.sub(r'value="[^"]{20,}"', "", page).replace(email, "")))
        client.cookies.clear()
    assert answers[0] == answers[1]
    assert sorted(to for letter in letters() for to in letter.to) == sorted(["nobody@example.com", user.email])


def test_guessing_a_code_ends_after_some_tries(client):
    user = confirmed()
    ask_for_code(client, user.email)
    for _n in range(3):
        answer = client.post(reverse("account_confirm_login_code"), {"code": "WRONG1"})
    assert answer.url == reverse("account_request_login_code")


def test_signing_up_takes_as_long_with_a_known_address(client, monkeypatch):
    hashed = []
    monkeypatch.setattr("blog.letters.make_password", hashed.append)
    user = confirmed()
    client.post(reverse("account_signup"), {"name": "A", "email": user.email, "password1": "a long enough sentence"})
    assert len(hashed) == 1


@pytest.mark.parametrize("way", ["password", "code"])
def test_whoever_has_a_second_factor_is_asked_for_it(client, letters, way):
    user = confirmed()
    TOTP.activate(user, SECRET)
    if way == "password":
        answer = sign_in(client, user)
    else:
        ask_for_code(client, user.email)
        answer = client.post(reverse("account_confirm_login_code"), {"code": code_in(letters()[0])})
    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.post(answer.url, {"code": "000000"}).status_code == 200
    assert client.post(answer.url, {"code": digits()}).url == "/"


def test_a_passkey_is_asked_for_only_of_who_has_one(client):
    user = confirmed()
    TOTP.activate(user, SECRET)
    sign_in(client, user)
    assert "Or in another way" not in client.get(reverse("mfa_authenticate")).content.decode()


def test_a_recovery_code_opens_the_account_once(client):
    user = confirmed()
    TOTP.activate(user, SECRET)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    sign_in(client, user)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).url == "/"
    client.post(reverse("account_logout"))
    sign_in(client, user)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_setting_up_an_app_asks_for_the_password_gives_recovery_codes_and_tells_by_mail(
    client, letters, django_capture_on_commit_callbacks
):
    user = confirmed()
    sign_in(client, user)
    page = reverse("mfa_activate_totp")
    assert client.get(page).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = re.search(r'class="secret"[^>]*>(\w+)<', client.get(page).content.decode()).group(1)
    assert client.post(page, {"code": "12"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page, {"code": digits(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get(answer.url).content.decode().count("<li><code>") == 10
    assert Authenticator.objects.filter(user=user).count() == 2
    assert any("127.0.0.1" in letter.body for letter in letters())
    download = client.get(reverse("mfa_download_recovery_codes"))
    assert "attachment" in download["Content-Disposition"]


OWN_PAGES = [
    *("account_email", "account_change_password", "account_logout", "account_reauthenticate"),
    *("mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_generate_recovery_codes"),
    *("usersessions_list", "socialaccount_connections"),
]
ENTRANCES = [
    *("account_login", "account_signup", "account_request_login_code"),
    *("socialaccount_login_cancelled", "socialaccount_login_error"),
]


@pytest.mark.parametrize("name", OWN_PAGES)
def test_ones_own_pages_are_set_by_the_house_and_closed_to_strangers(client, name):
    user = confirmed()
    assert client.get(reverse(name)).status_code == 302
    sign_in(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse(name)).content.decode()
    assert page.count("<h1") == 1
    assert "css/account.css" in page
    assert '<meta name="robots" content="noindex">' in page
    assert not re.search(r"<script(?![^>]*(src=|application/json))|<style|\sstyle=|\son\w+=", page)


@pytest.mark.parametrize("name", ENTRANCES)
def test_entrances_run_no_script_but_files(client, name):
    page = client.get(reverse(name)).content.decode()
    assert page.count("<h1") == 1
    assert not re.search(r"<script(?![^>]*(src=|application/json))|<style|\sstyle=|\son\w+=", page)


def test_the_other_browsers_can_be_signed_out(client):
    user = confirmed()
    elsewhere = Client()
    sign_in(elsewhere, user)
    sign_in(client, user)
    assert "Sign out everywhere else" in client.get(reverse("usersessions_list")).content.decode()
    client.post(reverse("usersessions_list"))
    assert elsewhere.get(reverse("account_email")).status_code == 302
    assert client.get(reverse("account_email")).status_code == 200


@pytest.mark.django_db(transaction=True)  # the session learns of it when it is written
def test_what_is_left_of_a_session_is_forgotten_when_it_has_ended(client):
    user, other = confirmed(), Client()
    sign_in(client, user)
    sign_in(other, user)
    ask_for_code(Client(), user.email)
    assert (Session.objects.count(), UserSession.objects.count()) == (3, 2)
    Session.objects.exclude(pk=client.session.session_key).update(expire_date=timezone.now())
    forget_ended_sessions.call()
    assert Session.objects.get().pk == UserSession.objects.get().session_key == client.session.session_key


def test_a_letter_of_a_change_names_the_site(client, letters):
    user = confirmed()
    sign_in(client, user)
    change = {"oldpassword": PASSWORD, "password1": "another long sentence", "password2": "another long sentence"}
    client.post(reverse("account_change_password"), change)
    assert "at 127.0.0.1" in letters()[-1].body


def test_nobody_is_offered_another_site_unless_the_settings_name_one(client):
    assert "Go on with" not in client.get(reverse("account_login")).content.decode()
    assert client.get("/accounts/github/login/").status_code == 404


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox on Linux"),
        ("curl/8.0 <b>", "curl/8.0 <b>"),
        ("", "a browser that does not say its name"),
    ],
)
def test_a_browser_is_called_by_its_name(told, name):
    assert browser_name(told) == name


def test_asking_for_codes_without_end_is_answered_in_words(client):
    user = confirmed()
    for _n in range(5):
        answer = ask_for_code(client, user.email)
        client.cookies.clear()
    assert answer.status_code == 200
    assert "notice-error" in answer.content.decode()


def test_digits_open_once_for_as_long_as_they_could_be_right(client, monkeypatch):
    user = confirmed()
    TOTP.activate(user, SECRET)
    began = time.time() // 30 * 30 + 1
    monkeypatch.setattr("time.time", lambda: began)
    seen = digits()
    sign_in(client, user)
    assert client.post(reverse("mfa_authenticate"), {"code": seen}).url == "/"
    for seconds in (10, 35):
        monkeypatch.setattr("time.time", lambda seconds=seconds: began + seconds)
        thief = Client()
        sign_in(thief, user)
        assert thief.post(reverse("mfa_authenticate"), {"code": f"{seen[:3]} {seen[3:]}"}).status_code == 200
        assert client.post(reverse("mfa_reauthenticate"), {"code": seen}).status_code == 200
