"""Signing in by another site, the whole way: there, back with its word, and what that word is good for here."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers import registry
from django.urls import reverse

from accounts.models import User
from accounts.social import SocialAdapter

from . import social
from .people import confirmed, prove, sign_in
from .test_ways_in import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.social")]
EMAIL = "ada@example.com"


@pytest.fixture
def elsewhere(settings, monkeypatch):
    site = social.OtherSite()
    settings.SOCIALACCOUNT_PROVIDERS = {"github": {"APPS": [social.APP], "OAUTH_PKCE_ENABLED": True}}
    monkeypatch.setitem(registry.provider_map, "github", social.PROVIDER)
    monkeypatch.setattr(SocialAdapter, "get_requests_session", lambda self: site)
    return site


@pytest.fixture
def by_github(client, elsewhere):
    """Sign in by the other site as somebody it knows: the answer to coming back."""

    def come(*, email=EMAIL, verified=True, uid=7, name="Ada Byron", process="login", next_url=""):
        elsewhere.person = {"id": uid, "email": email, "verified": verified, "name": name}
        there = client.post("/accounts/github/login/", {"process": process, "next": next_url}).url
        state = parse_qs(urlsplit(there).query)["state"][0]
        return client.get("/accounts/github/login/callback/", {"code": "said-yes", "state": state})

    return come


def who(client):
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_a_new_reader_comes_with_name_and_address(client, by_github, elsewhere):
    assert by_github(next_url="/me/").url == "/me/"
    user = who(client)
    assert (user.name, user.email) == ("Ada Byron", EMAIL)
    assert not user.has_usable_password()
    assert EmailAddress.objects.get().verified
    ((url, sent),) = elsewhere.asked
    assert (url, sent["client_secret"]) == ("https://github.com/login/oauth/access_token", "the-secret")
    assert sent["code_verifier"]


def test_who_comes_again_is_the_same(client, by_github):
    by_github()
    client.post(reverse("account_logout"))
    by_github(email="new@example.com", name="Somebody Else")
    assert who(client) == User.objects.get()
    assert (who(client).name, who(client).email) == ("Ada Byron", EMAIL)


def test_an_address_the_other_site_does_not_vouch_for_is_confirmed_by_mail(
    client, by_github, run_followups, mailoutbox
):
    assert by_github(verified=False).url == reverse("account_email_verification_sent")
    assert who(client) is None
    run_followups()
    assert [letter.to for letter in mailoutbox] == [[EMAIL]]


@pytest.mark.parametrize("verified", [True, False])
@pytest.mark.parametrize("is_confirmed", [True, False])
def test_the_same_address_opens_nobodys_account(client, by_github, verified, is_confirmed):
    user = confirmed(email=EMAIL)
    EmailAddress.objects.update(verified=is_confirmed)
    answer = by_github(verified=verified)
    if answer.status_code == 302 and answer.url == reverse("socialaccount_signup"):
        answer = client.post(answer.url, {"email": EMAIL, "name": "Ada"})
    assert who(client) is None
    assert User.objects.get() == user
    assert not SocialAccount.objects.exists()
    assert EmailAddress.objects.get().verified is is_confirmed


def test_an_account_is_connected_by_its_owner_signs_in_and_is_taken_away(client, by_github):
    user = confirmed(email=EMAIL)
    sign_in(client, user)
    prove(client)
    assert by_github(email="other@example.com", process="connect").url == reverse("socialaccount_connections")
    assert SocialAccount.objects.get().user == user
    client.post(reverse("account_logout"))
    by_github(email="other@example.com")
    assert who(client) == user
    client.post(reverse("account_logout"))
    sign_in(client, user)
    prove(client)
    client.post(reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


def test_nobody_takes_away_or_takes_over_the_connection_of_another(client, by_github):
    by_github()
    client.post(reverse("account_logout"))
    other = confirmed(email="bob@example.com")
    sign_in(client, other)
    prove(client)
    client.post(reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk})
    by_github(process="connect")
    assert SocialAccount.objects.get().user.email == EMAIL


def test_who_has_a_second_factor_is_asked_for_it(client, by_github):
    by_github()
    TOTP.activate(who(client), SECRET)
    client.post(reverse("account_logout"))
    assert by_github().url == reverse("mfa_authenticate")
    assert who(client) is None


def test_an_answer_that_was_not_asked_for_signs_nobody_in(client, by_github):
    by_github()
    client.post(reverse("account_logout"))
    for state in ("", "made-up"):
        answer = client.get("/accounts/github/login/callback/", {"code": "said-yes", "state": state})
        assert answer.status_code in (200, 302, 401)
        assert who(client) is None


def test_one_is_not_led_to_another_place(client, by_github):
    assert by_github(next_url="https://evil.example/").url == "/"


def test_who_turns_back_over_there_is_told_so(client, elsewhere):
    there = client.post("/accounts/github/login/").url
    state = parse_qs(urlsplit(there).query)["state"][0]
    answer = client.get("/accounts/github/login/callback/", {"error": "access_denied", "state": state})
    assert answer.url == reverse("socialaccount_login_cancelled")
