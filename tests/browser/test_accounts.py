"""Accounts in a browser: passkeys by a virtual authenticator, and a whole stay on a phone without script."""

import json
import re

from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from blog.models import Comment
from tests.accounts.people import confirmed
from tests.accounts.test_ways_in import code_in, digits
from tests.factories import PASSWORD, CommentFactory

DEVICE = {
    **dict.fromkeys(["hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation"], True),
    **{"protocol": "ctap2", "transport": "internal"},
}


def sign_in(page, email, password=PASSWORD):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def heading(page, words):
    expect(page.get_by_role("heading", level=1, name=words)).to_be_visible()


def say_password(page, words="Is it you?"):
    heading(page, words)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def test_a_passkey_is_added_signs_in_alone_and_is_told_when_it_fails(page, assert_accessible):
    user = confirmed(name="Ada")
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    device = tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    sign_in(page, user.email)
    expect(page).to_have_url("/")
    page.goto("/accounts/2fa/")
    assert_accessible(page)
    page.get_by_role("link", name="Add a passkey").click()
    say_password(page)
    heading(page, "Add a passkey")
    assert_accessible(page)
    page.get_by_label("Let it sign me in").check()
    page.get_by_role("button", name="Add it").click()
    heading(page, "Recovery codes")
    assert_accessible(page)
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    page.goto("/accounts/login/")
    assert_accessible(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url("/")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("signs in by itself")).to_be_visible()
    page.context.clear_cookies()
    tools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, "isUserVerified": False}})
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("That did not work, or was cancelled")).to_be_visible()


def test_a_whole_stay_on_a_phone_without_script(open_page, run_followups, mailoutbox, assert_fits, tmp_path):
    page = open_page(viewport={"width": 320, "height": 700}, java_script_enabled=False)

    def letter():
        run_followups()
        return mailoutbox[-1]

    page.goto("/accounts/signup/")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Email").fill("ada@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    heading(page, "Look in your mail")
    page.goto(re.search(r"http://\S+", letter().body).group())
    page.get_by_role("button", name="Yes, confirm it").click()

    page.goto("/accounts/login/code/")
    assert_fits(page)
    page.get_by_label("Email").fill("ada@example.com")
    page.get_by_role("button", name="Mail me a code").click()
    heading(page, "Type the code")
    page.get_by_label("Code").fill(code_in(letter()))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url("/")

    ada = User.objects.get()
    CommentFactory(user=ada, user_name="Ada", user_email=ada.email, html="<p>Mine.</p>")
    page.goto("/accounts/profile/")
    page.get_by_label("Name").fill("Ada Byron")
    page.get_by_label("About the roles").select_option("does")
    page.get_by_label("Link 1").fill("example.org/ada")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="your page").click()
    heading(page, "Ada Byron")
    expect(page.get_by_text("Mine.")).to_be_visible()
    assert_fits(page)

    page.goto("/accounts/2fa/totp/activate/")
    say_password(page)
    heading(page, "Set up an authenticator app")
    assert_fits(page)
    page.get_by_label("code").fill(digits(page.locator(".secret").inner_text()))
    page.get_by_role("button", name="Switch it on").click()
    heading(page, "Recovery codes")
    assert_fits(page)
    recovery = page.locator(".recovery-codes code").first.inner_text()
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "ada@example.com")
    heading(page, "Second factor")
    assert_fits(page)
    page.get_by_label("code").fill(recovery)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url("/")

    page.goto("/accounts/data/")
    assert_fits(page)
    page.get_by_role("button", name="Download it").click()
    heading(page, "Is it you?")
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_download() as download:
        page.get_by_role("button", name="Go on").click()
    download.value.save_as(tmp_path / "data.json")
    assert json.loads((tmp_path / "data.json").read_text())["profile"][0]["slug"] == "ada-byron"

    page.goto("/accounts/close/")
    assert_fits(page)
    page.get_by_label("leave them, without my name").check()
    page.get_by_label("Close my account for good").check()
    page.get_by_role("button", name="Close it").click()
    heading(page, "Your account is closed")
    assert letter().to == ["ada@example.com"]
    assert not User.objects.exists()
    assert Comment.objects.get().user_name == "Account closed"
    page.goto(reverse("account_email"))
    heading(page, "Sign in")
