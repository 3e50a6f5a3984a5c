"""Accounts in a browser: passkeys by a virtual authenticator, and a whole stay on a phone without script."""

import json
import re

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from blog.models import Comment
from tests.accounts.people import confirmed
from tests.accounts.test_ways_in import SECRET, code_in, digits
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


ENTRANCES = [
    *("login", "signup", "request_login_code", "reset_password", "email_verification_sent", "reset_password_done"),
    *("reset_password_from_key_done", "inactive"),
]
AFTER_PROOF = [
    *("mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_list_webauthn", "mfa_add_webauthn"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "account_email", "account_change_password"),
    *("account_reauthenticate", "account_logout", "usersessions_list", "socialaccount_connections"),
    *("blog:account", "blog:profile", "blog:account-data", "blog:account-close", "blog:my-desk", "blog:kept"),
    *("blog:read-posts", "blog:follows", "blog:talk", "blog:mail", "blog:story-list", "blog:story-new"),
]
TWICE_AS_LARGE = {"width": 640, "height": 400}  # what is left of 1280 by 800 at 200 %


def look_at(page, path, assert_accessible, assert_fits):
    page.goto(path)
    expect(page.locator("h1")).to_have_count(1)
    assert_accessible(page)
    for size in ({"width": 320, "height": 640}, TWICE_AS_LARGE):
        page.set_viewport_size(size)
        assert_fits(page)


def test_every_entrance_is_accessible_and_fits(page, assert_accessible, assert_fits):
    for name in ENTRANCES:
        look_at(page, reverse(f"account_{name}"), assert_accessible, assert_fits)
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Email").fill("nobody@example.com")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".notice-error")).to_be_visible()
    assert_accessible(page)


def test_every_page_of_ones_own_is_accessible_and_fits(page, assert_accessible, assert_fits):
    user = confirmed(
        name="A name that is as long as names are, of somebody from far away", email=f"{'long' * 15}@example.com"
    )
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    sign_in(page, user.email)
    page.get_by_label("code").fill(digits(SECRET))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url("/")
    for name in AFTER_PROOF:
        look_at(page, reverse(name), assert_accessible, assert_fits)


def test_buttons_and_the_focus_show_in_forced_colours(open_page):
    page = open_page(viewport={"width": 360, "height": 740}, forced_colors="active")
    user = confirmed(name="Ada")
    sign_in(page, user.email)
    expect(page).to_have_url("/")
    page.goto(reverse("blog:account-close"))
    page.get_by_role("button", name="Close it").focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    border = page.evaluate("getComputedStyle(document.activeElement).borderTopStyle")
    assert border != "none"
