"""What a visitor wishes for, and where to write to."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from blog.stamped import StampedForm

LONGEST = 60
MOST_WORDS = 8
ADVERTISED = re.compile(r"@|://|www\.|\d(\D?\d){3}|[<>{}\[\]|\\]", re.IGNORECASE)
AROUND = "\"'.,;:!?()*/_=&%$^`~“”‘’„«» "


def clean_line(text):
    """One line of what can be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


class EmailForm(StampedForm):
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

    def __init__(self, data=None, **kwargs):
        super().__init__(data, auto_id="wish-%s", **kwargs)


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
