import re

import pytest
from django.urls import reverse
from lxml import html

from accounts.models import User
from tests.factories import PASSWORD, UserFactory

from .people import prove

pytestmark = pytest.mark.django_db


NEW = {"name": "Ada", "email": "ada@example.com", "password1": "a long enough sentence"}


def link_in(letter):
    return re.search(r"http://\S+", letter.body).group()


def sign_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password, "remember": "on"})


def test_a_stranger_makes_an_account_confirms_it_and_signs_in(client, letters):
    assert client.post(reverse("account_signup"), NEW).status_code == 302
    (letter,) = letters()
    assert letter.to == ["ada@example.com"]
    assert sign_in(client, NEW["email"], NEW["password1"]).url == reverse("account_email_verification_sent")
    link = link_in(letter)
    assert "confirm it" in client.get(link).content.decode()
    client.post(link)
    assert sign_in(client, NEW["email"], NEW["password1"]).url == "/"
    assert User.objects.get().name == "Ada"


def test_opening_the_mailed_link_confirms_nothing(client, letters):
    client.post(reverse("account_signup"), NEW)
    client.get(link_in(letters()[0]))
    assert not User.objects.get().emailaddress_set.get().verified


@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_link_that_confirms_nothing_any_more_is_not_found_and_says_what_to_do(client, verb):
    answer = getattr(client, verb)("/accounts/confirm-email/Mg:cut-off/")
    assert answer.status_code == 404
    assert "Sign in, and we send a new one" in answer.content.decode()


def test_what_was_said_at_sign_in_does_not_stand_on_a_page_that_comes_later(client):
    user = UserFactory(email="ada@example.com")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    sign_in(client, user.email)
    assert "notice" not in client.get(reverse("account_email")).content.decode()
    client.post(reverse("account_logout"))
    assert "notice" not in client.get(reverse("account_login")).content.decode()


def acts_offered(client):
    """For each address on the page what can be done with it."""
    page = html.fromstring(client.get(reverse("account_email")).content)
    rows = page.xpath("//main//ul[contains(@class, 'entries')]/li")
    return {row.xpath("p")[0].text.strip(): row.xpath(".//button/@name") for row in rows}


def test_for_each_address_only_what_can_be_done_is_offered(client):
    user = UserFactory(email="ada@example.com")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    sign_in(client, user.email)
    assert acts_offered(client) == {"ada@example.com": []}
    user.emailaddress_set.create(email="ada@example.net", verified=True)
    user.emailaddress_set.create(email="ada@example.org")
    assert acts_offered(client) == {
        "ada@example.com": [],
        "ada@example.net": ["action_primary", "action_remove"],
        "ada@example.org": ["action_send", "action_remove"],
    }


def test_whoever_confirms_another_address_is_led_to_where_it_is_said(client, letters):
    user = UserFactory(email="ada@example.com")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    sign_in(client, user.email)
    prove(client)
    client.post(reverse("account_email"), {"email": "ada@example.org", "action_add": ""})
    answer = client.post(link_in(letters()[-1]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("account_email")
    assert "You have confirmed ada@example.org" in answer.content.decode()


def test_links_in_mail_lead_to_the_site_whatever_host_was_asked(client, letters, settings):
    settings.SITE_URL = "http://careers.example"
    settings.ALLOWED_HOSTS = ["elsewhere.example"]
    client.post(reverse("account_signup"), NEW, headers={"host": "elsewhere.example"})
    assert link_in(letters()[0]).startswith("http://careers.example/accounts/")


def test_signing_up_with_a_known_address_tells_only_its_owner(client, letters):
    UserFactory(email=NEW["email"])
    answer = client.post(reverse("account_signup"), NEW)
    assert answer.url == reverse("account_email_verification_sent")
    assert "You have an account" in letters()[0].subject
    assert User.objects.count() == 1


def test_a_name_typed_is_still_there_after_an_error(client):
    answer = client.post(reverse("account_signup"), {**NEW, "password1": "short"})
    page = answer.content.decode()
    assert 'value="Ada"' in page
    assert "Nothing you typed is lost" in page


def test_a_forgotten_password_is_replaced_by_a_mailed_link(client, letters):
    user = UserFactory(email="ada@example.com")
    client.post(reverse("account_reset_password"), {"email": "ada@example.com"})
    link = link_in(letters()[0])
    form = client.get(link, follow=True)
    client.post(
        form.redirect_chain[-1][0], {"password1": "another long sentence", "password2": "another long sentence"}
    )
    user.refresh_from_db()
    assert user.check_password("another long sentence")
    late = client.get(link, follow=True)
    assert late.status_code == 404
    assert "does not work any more" in late.content.decode()


def test_asking_for_a_new_password_says_the_same_to_everyone(client, letters):
    known = UserFactory(email="ada@example.com")
    answers = [
        client.post(reverse("account_reset_password"), {"email": e}) for e in (known.email, "nobody@example.com")
    ]
    assert answers[0].url == answers[1].url


def test_too_many_wrong_passwords_lock_the_door_for_a_while(client):
    user = UserFactory()
    for _n in range(6):
        sign_in(client, user.email, "wrong")
    assert "Too many" in sign_in(client, user.email).content.decode()


def test_after_sign_in_one_is_not_led_to_another_site(client):
    user = UserFactory(email="ada@example.com")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    answer = client.post(
        reverse("account_login") + "?next=https://evil.example/", {"login": user.email, "password": PASSWORD}
    )
    assert answer.url == "/"


def test_the_plain_cookie_comes_with_sign_in_and_goes_with_sign_out(client):
    user = UserFactory(email="ada@example.com")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    assert sign_in(client, user.email).cookies["signed_in"].value == "1"
    assert client.post(reverse("account_logout")).cookies["signed_in"].value == ""


@pytest.mark.parametrize(
    "name", ["login", "signup", "reset_password", "email_verification_sent", "reset_password_done", "inactive"]
)
def test_each_entrance_page_has_one_heading_and_stays_out_of_search_engines(client, name):
    page = client.get(reverse(f"account_{name}")).content.decode()
    assert page.count("<h1") == 1
    assert '<meta name="robots" content="noindex">' in page


def test_addresses_are_unique_whatever_their_case():
    UserFactory(email="ada@example.com")
    found = User.objects.get_by_natural_key("ADA@example.com")
    assert found.email == "ada@example.com"


def test_a_reader_is_never_shown_by_address():
    assert "@" not in str(UserFactory(name="", email="ada@example.com"))


def test_signing_up_twice_in_a_row_says_nothing_of_the_first(client, letters):
    """To an address that had a letter a moment ago goes no second one, and nothing on the page may tell."""
    pages = []
    for email in ("ada@example.com", "ada@example.com", "bob@example.com"):
        client.cookies.clear()
        answer = client.post(reverse("account_signup"), NEW | {"email": email}, follow=True)
        pages.append(re.sub(r'value="[^"]{20,}"', "", answer.content.decode()))
    assert pages[0] == pages[1] == pages[2]
    assert len(letters()) == 2


def test_a_letter_that_goes_at_sign_in_is_still_told_of(client, letters):
    client.post(reverse("account_signup"), NEW)
    user = User.objects.get()
    user.emailaddress_set.update(email="moved@example.com")
    User.objects.update(email="moved@example.com")
    answer = client.post(
        reverse("account_login"), {"login": "moved@example.com", "password": NEW["password1"]}, follow=True
    )
    assert "Confirmation email sent to moved@example.com" in answer.content.decode()


def test_a_letter_says_whether_an_account_is_new_or_gets_another_address(client, letters):
    """Whoever adds somebody else's address must not get it confirmed as if it were that person's own sign-up."""
    client.post(reverse("account_signup"), NEW)
    assert "made an account" in letters()[-1].body
    assert "added to an account" not in client.get(link_in(letters()[-1])).content.decode()
    client.post(link_in(letters()[-1]))
    sign_in(client, NEW["email"], NEW["password1"])
    client.post(reverse("account_reauthenticate"), {"password": NEW["password1"]})
    client.post(reverse("account_email"), {"email": "victim@example.com", "action_add": ""})
    letter = letters()[-1]
    assert letter.to == ["victim@example.com"]
    assert "asked to add this address" in letter.body
    assert "made an account" not in letter.body
    assert "added to an account" in client.get(link_in(letter)).content.decode()
