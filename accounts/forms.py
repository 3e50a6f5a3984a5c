from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from .models import User
from .names import check_name, clean_name

AS_LONG_AS_RIGHT = (2 * app_settings.TOTP_TOLERANCE + 1) * app_settings.TOTP_PERIOD  # seconds


class SignupForm(forms.Form):
    """What sign-up asks beside the library's address and password."""

    name = forms.CharField(
        label=_("Name"),
        max_length=User._meta.get_field("name").max_length,
        help_text=_("Shown beside your comments. A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    field_order = ["name", "email", "password1"]

    def clean_name(self):
        name = clean_name(self.cleaned_data["name"])
        check_name(name)
        return name

    def signup(self, request, user):
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class OnceOnly:
    """
    Digits that opened something open nothing more, for as long as they could be right: the library forgets after half
    a minute that they were used, and takes those of half a minute ago.
    """

    def clean_code(self):
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not cache.add(
            self.used_key(code), "y", AS_LONG_AS_RIGHT
        ):
            raise get_adapter().validation_error("incorrect_code")
        return code

    def used_key(self, code):
        digits = "".join(filter(str.isdigit, code))
        return f"second-factor-used:{self.user.pk}:{digits}"


class SecondFactorForm(OnceOnly, AuthenticateForm):
    pass


class SecondFactorAgainForm(OnceOnly, ReauthenticateForm):
    pass


class AddPasskeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["passwordless"].label = _("Let it sign me in by itself, without a password")
        self.fields["passwordless"].help_text = _("It then asks for your finger, face or PIN each time.")
