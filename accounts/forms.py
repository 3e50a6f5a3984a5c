from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from .models import User
from .names import check_name, clean_name


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


class AddPasskeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["passwordless"].label = _("Let it sign me in by itself, without a password")
        self.fields["passwordless"].help_text = _("It then asks for your finger, face or PIN each time.")
