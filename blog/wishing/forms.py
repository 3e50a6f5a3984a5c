"""What a visitor wishes for, and where to write to."""

import re
import time
import unicodedata

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

LONGEST = 60
MOST_WORDS = 8
LEAST_SECONDS = 2  # in which nobody reads a form and fills it
GOOD_FOR = 24 * 60 * 60  # seconds
SIGNER = signing.Signer(salt="wish-form")
ADVERTISED = re.compile(r"@|://|www\.|\d(\D?\d){3}|[<>{}\[\]|\\]", re.IGNORECASE)
AROUND = "\"'.,;:!?()*/_=&%$^`~“”‘’„«» "


def stamp():
    return SIGNER.sign(str(int(time.time())))


def signed_at(stamped):
    """The time of a form of ours, in seconds; long ago for what is none."""
    try:
        return int(SIGNER.unsign(stamped))
    except signing.BadSignature:
        return 0


def clean_line(text):
    """One line of what can be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_(
            "For one letter, when the role is here; then it is deleted. A link goes there first, to confirm it."
        ),
        error_messages={
            "required": _("We need an address to write to."),
            "invalid": _("This is no whole e-mail address. It should look like name@example.org."),
        },
    )
    website = forms.CharField(label=_("Leave this empty"), required=False, max_length=200)
    stamp = forms.CharField(required=False, max_length=200)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, auto_id="wish-%s", **kwargs)

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("There is a field that only robots fill. Leave it empty."))
        return ""

    def clean_stamp(self):
        age = time.time() - signed_at(self.cleaned_data["stamp"])
        if not LEAST_SECONDS <= age <= GOOD_FOR:
            raise forms.ValidationError(
                _("The form was open for long, or very short. Nothing is lost: send it once more.")
            )
        return ""

    def general_errors(self):
        """What is wrong with the form rather than with a field that a visitor sees."""
        return [error for name in ("website", "stamp") for error in self.errors.get(name, [])]

    def stamped(self):
        """A new stamp of time, whatever came in."""
        return stamp()


class WishForm(EmailForm):
    words = forms.CharField(
        label=_("The role"),
        max_length=LONGEST,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
        help_text=_("Its name alone, as “Zeppelin pilot”."),
        error_messages={"required": _("Say which role you would like to read about.")},
    )
    sure = forms.BooleanField(required=False)
    field_order = ["words", "email"]

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["email"].required = False

    def clean_words(self):
        words = unicodedata.normalize("NFC", clean_line(self.cleaned_data["words"])).strip(AROUND)
        if sum(sign.isalpha() for sign in words) < 2:
            raise forms.ValidationError(_("Say which role you would like to read about."))
        if len(words.split()) > MOST_WORDS or ADVERTISED.search(words):
            raise forms.ValidationError(_("Write the name of a role and nothing else: no address, number or sentence."))
        return words
