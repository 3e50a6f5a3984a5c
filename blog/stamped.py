"""Forms that anybody may send, without account and cookie: signed with the time, and with a field only robots fill."""

import time

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

LEAST_SECONDS = 2  # in which nobody reads a form and fills it
GOOD_FOR = 24 * 60 * 60  # seconds
SIGNER = signing.Signer(salt="stamped-form")


def stamp():
    return SIGNER.sign(str(int(time.time())))


def signed_at(stamped):
    """The time of a form of ours, in seconds; long ago for what is none."""
    try:
        return int(SIGNER.unsign(stamped))
    except signing.BadSignature:
        return 0


class StampedForm(forms.Form):
    website = forms.CharField(label=_("Leave this empty"), required=False, max_length=200)
    stamp = forms.CharField(required=False, max_length=200)

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
