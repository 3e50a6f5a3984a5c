"""What whoever types somebody else's address gets out of it: nothing."""

import datetime
import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from blog.actions.people import CONFIRM_WITHIN, forget_unconfirmed_accounts
from tests.factories import UserFactory

from .people import confirmed

pytestmark = pytest.mark.django_db
THEIRS = "ines@example.net"
CHOSEN = "chosen-by-another-9"


def sign_in_by_code(client, email, letters):
    client.post(reverse("account_request_login_code"), {"email": email})
    found = re.search(r"\n\n([A-Z0-9]{4}-[A-Z0-9]{4})\n", letters()[-1].body)
    return found and client.post(reverse("account_confirm_login_code"), {"code": found[1]})


def test_who_signed_up_with_the_address_of_another_is_out_when_its_owner_comes_by_a_code(client, letters):
    sent = {"name": "Mallory", "email": THEIRS, "password1": CHOSEN}
    Client().post(reverse("account_signup"), sent)
    sign_in_by_code(client, THEIRS, letters)
    page = client.get(reverse("blog:account"))
    assert "The password chosen when the account was made is forgotten" in page.content.decode()
    other = Client()
    other.post(reverse("account_login"), {"login": THEIRS, "password": CHOSEN})
    assert "_auth_user_id" not in other.session


def test_who_confirmed_the_address_before_keeps_the_password_when_they_come_by_a_code(client, letters):
    user = confirmed()
    sign_in_by_code(client, user.email, letters)
    assert "is forgotten" not in client.get(reverse("blog:account")).content.decode()
    assert User.objects.get(pk=user.pk).has_usable_password()


@pytest.mark.parametrize("page", ["account_request_login_code", "account_reset_password"])
def test_an_address_that_waits_in_the_account_of_another_leads_nobody_into_it(client, letters, page):
    """Its owner would write there what is theirs, and all they wrote before would be told to the other."""
    EmailAddress.objects.create(user=confirmed(), email=THEIRS)
    client.post(reverse(page), {"email": THEIRS})
    (letter,) = letters()
    assert letter.to == [THEIRS]
    assert letter.subject.startswith("No account at")


def test_an_address_that_waits_in_the_account_of_another_may_have_an_account_of_its_own(client, letters):
    EmailAddress.objects.create(user=confirmed(), email=THEIRS)
    client.post(reverse("account_signup"), {"name": "Ines", "email": THEIRS, "password1": CHOSEN})
    sign_in_by_code(client, THEIRS, letters)
    assert EmailAddress.objects.get(verified=True, email=THEIRS).user == User.objects.get(email=THEIRS)


@pytest.mark.parametrize(("page", "most"), [("account_request_login_code", 15), ("account_reset_password", 10)])
def test_nobody_is_drowned_in_letters_by_whoever_knows_the_address(client, letters, monkeypatch, page, most):
    user, now = confirmed(), time.time()
    for minute in range(20):
        monkeypatch.setattr(time, "time", lambda at=now + 60 * minute: at)
        Client().post(reverse(page), {"email": user.email})
    monkeypatch.setattr(time, "time", lambda: now + 60 * 20)
    assert len(letters()) == most


def test_nobody_is_drowned_in_letters_about_accounts_that_are_not_there(client, letters):
    for n in range(8):
        answer = Client(REMOTE_ADDR=f"192.0.2.{n}").post(
            reverse("account_request_login_code"), {"email": f"in.es+{n}@gmail.com"}
        )
        assert answer.url == reverse("account_confirm_login_code")
    assert len(letters()) == 6


def test_an_account_that_nobody_confirms_is_forgotten_with_its_address(editor):
    long_ago = timezone.now() - CONFIRM_WITHIN - datetime.timedelta(hours=1)

    def joined(name, at, *, verified=False, **fields):
        user = UserFactory(email=f"{name}@example.net", date_joined=at, **fields)
        user.emailaddress_set.create(email=user.email, verified=verified, primary=True)
        return user

    joined("typed-by-another", long_ago)
    stay = [
        joined("new", timezone.now() - datetime.timedelta(days=4)),
        joined("confirmed", long_ago, verified=True),
        joined("was-in", long_ago, last_login=long_ago),
        joined("works-here", long_ago, is_staff=True),
        UserFactory(email="made-by-the-owner@example.net", date_joined=long_ago),
    ]
    forget_unconfirmed_accounts.call()
    assert set(User.objects.all()) == {editor, *stay}
    assert not EmailAddress.objects.filter(email="typed-by-another@example.net").exists()
