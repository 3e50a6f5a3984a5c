"""The second factor of an account: an authenticator app or passkeys, with recovery codes for when they are lost."""

from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

# Recovery codes alone are none: they run out.
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Apps and browsers list the account under the host that everyone knows, whatever a request named."""

    def _get_site_name(self):
        return urlsplit(settings.SITE_URL).hostname


def has_second_factor(user):
    return Authenticator.objects.filter(user=user, type__in=KINDS).exists()
