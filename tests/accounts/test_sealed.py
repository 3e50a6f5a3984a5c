"""The secrets of second factors lie sealed in the database, and open ones from before still work."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.urls import reverse

from accounts.sealed import Unreadable, seal, unseal
from blog.actions.people import seal_second_factors

from .people import confirmed, sign_in
from .test_ways_in import SECRET, digits

pytestmark = pytest.mark.django_db
SEED = "ab12" * 20


def held():
    """All that the table says."""
    return json.dumps(list(Authenticator.objects.order_by("pk").values_list("data", flat=True)))


def opens(client, user, code):
    client.cookies.clear()
    sign_in(client, user)
    return client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302


def of_before(user):
    """As they were kept before there was sealing."""
    for kind, data in (("totp", {"secret": SECRET}), ("recovery_codes", {"seed": SEED, "used_mask": 0})):
        Authenticator.objects.create(user=user, type=kind, data=data)
    return RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()


def test_what_codes_are_made_from_is_not_to_be_read_in_the_database(client):
    user = confirmed()
    TOTP.activate(user, SECRET)
    codes = RecoveryCodes.activate(user)
    assert SECRET not in held()
    assert unseal(codes.instance.data["seed"]) not in held()
    assert opens(client, user, digits())
    assert opens(client, user, codes.get_unused_codes()[0])


def test_open_ones_from_before_work_and_are_sealed_by_the_follow_up_work(client):
    user = confirmed()
    codes = of_before(user)
    assert opens(client, user, codes[0])
    seal_second_factors.call()
    assert SECRET not in held()
    assert SEED not in held()
    assert opens(client, user, digits())
    assert opens(client, user, codes[1])
    assert not opens(client, user, codes[0])


def test_a_replaced_key_is_still_read_and_then_needed_no_more(client, settings):
    user = confirmed()
    TOTP.activate(user, SECRET)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert opens(client, user, codes[0])
    seal_second_factors.call()
    settings.SECRET_KEY_FALLBACKS = []
    assert opens(client, user, digits())
    before = held()
    seal_second_factors.call()
    assert held() == before


def test_without_the_key_no_code_is_right_and_new_ones_are_offered(client, settings):
    user = confirmed()
    TOTP.activate(user, SECRET)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    settings.SECRET_KEY = "another"
    assert not opens(client, user, digits())
    assert not opens(client, user, code)
    client.force_login(user)
    for page in ("mfa_view_recovery_codes", "mfa_download_recovery_codes"):
        assert client.get(reverse(page)).url == reverse("mfa_generate_recovery_codes")
    assert client.get(reverse("mfa_index")).status_code == 200


def test_a_command_resets_all_that_cannot_be_read(settings, run_followups, mailoutbox):
    lost, well = confirmed(), confirmed()
    TOTP.activate(lost, SECRET)
    settings.SECRET_KEY = "another"
    TOTP.activate(well, SECRET)
    call_command("reset_second_factor", "--unreadable")
    assert Authenticator.objects.get().user == well
    run_followups()
    assert [letter.to for letter in mailoutbox] == [[lost.email]]


def test_nothing_is_sealed_by_a_key_that_dies_with_the_process(settings):
    settings.HAS_SECRET_KEY = False
    assert seal(SECRET) == SECRET
    of_before(confirmed())
    seal_second_factors.call()
    assert SECRET in held()


@pytest.mark.parametrize("damaged", ["sealed:", "sealed:000000000000:x", "{}x"])
def test_what_is_damaged_is_told_from_what_is_open(damaged):
    with pytest.raises(Unreadable):
        unseal(damaged.format(seal(SECRET)[:-4]))
