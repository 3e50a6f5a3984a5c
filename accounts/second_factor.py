"""The second factor of an account: an authenticator app or passkeys, with recovery codes for when they are lost."""

from urllib.parse import urlsplit

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext

# Recovery codes alone are none: they run out.
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Apps and browsers list the account under the host that everyone knows, whatever a request named."""

    def _get_site_name(self):
        return urlsplit(settings.SITE_URL).hostname

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey") if number == 1 else gettext("Passkey %(number)d") % {"number": number}


def note_set_up(request, user, authenticator, **_kwargs):
    """Whoever has just set one up has shown it: this session counts as opened by it."""
    if authenticator.type in KINDS:
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)


def has_second_factor(user):
    return Authenticator.objects.filter(user=user, type__in=KINDS).exists()
