"""The second factor of an account: an authenticator app or passkeys, with recovery codes for when they are lost."""

import logging
from functools import wraps
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from .sealed import Unreadable, is_readable, needs_sealing, seal, unseal

logger = logging.getLogger(__name__)
WAYS = ("mfa_reauthenticate", "mfa_reauthenticate_webauthn")
# Recovery codes alone are none: they run out.
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Apps and browsers list the account under the host that everyone knows, whatever a request named."""

    def _get_site_name(self):
        return urlsplit(settings.SITE_URL).hostname

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey") if number == 1 else gettext("Passkey %(number)d") % {"number": number}

    def encrypt(self, text):
        return seal(text)

    def decrypt(self, text):
        """What cannot be read any more is as good as a secret that nobody knows: every code is wrong."""
        try:
            return unseal(text)
        except Unreadable:
            logger.warning("A second factor was sealed by a SECRET_KEY that is not here (docs/settings.md).")
            return generate_totp_secret()


def note_set_up(request, user, authenticator, **_kwargs):
    """Whoever has just set one up has shown it: this session counts as opened by it."""
    if authenticator.type in KINDS:
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)


def has_second_factor(user):
    return Authenticator.objects.filter(user=user, type__in=KINDS).exists()


def is_proved(request):
    """Whether this session was opened, or confirmed since, by a second factor that still is one."""
    ways = {record["method"] for record in get_authentication_records(request, request.user)}
    return "mfa" in ways and has_second_factor(request.user)


def place_to_prove(request, place):
    """Where somebody shows theirs and is led on to `place`; with none, where they set one up."""
    if not has_second_factor(request.user):
        return reverse("mfa_index")
    way = next(way for way in get_adapter().get_reauthentication_methods(request.user) if way["id"] in WAYS)
    return f"{way['url']}?{urlencode({'next': place})}"


def secrets_of(authenticator):
    """What its codes are made from: texts by their names. Passkeys keep none here."""
    names = ("secret", "seed")
    return {name: authenticator.data[name] for name in names if name in authenticator.data}


def is_lost(authenticator):
    return not all(map(is_readable, secrets_of(authenticator).values()))


def is_old(authenticator):
    """Whether something of it lies open, or is sealed by a key since replaced."""
    return any(map(needs_sealing, secrets_of(authenticator).values()))


def seal_anew(authenticator):
    """Its row should be locked: a recovery code that is used is marked in the same column."""
    old = {name: text for name, text in secrets_of(authenticator).items() if needs_sealing(text)}
    authenticator.data |= {name: seal(unseal(text)) for name, text in old.items()}
    authenticator.save(update_fields=["data"])


def with_readable_codes(view):
    """In place of recovery codes that cannot be read any more, new ones are offered."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated:
            codes = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
            if codes and is_lost(codes):
                messages.warning(request, gettext("Your recovery codes cannot be read any more. Make new ones."))
                return redirect("mfa_generate_recovery_codes")
        return view(request, *args, **kwargs)

    return guarded
