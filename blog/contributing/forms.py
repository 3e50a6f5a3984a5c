"""What a reader says should change, and how they may be thanked and told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from blog.models.corrections import MAX_CORRECTION_LENGTH, MAX_CREDIT_LENGTH, MAX_SOURCE_LENGTH
from blog.models.usefulness import MAX_REASON_LENGTH
from blog.stamped import StampedForm


def one_line(text):
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def shown(text):
    """Without signs that no reader sees, but for the ends of lines."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t").strip()


class CorrectionForm(StampedForm):
    text = forms.CharField(
        label=_("What should change"),
        max_length=MAX_CORRECTION_LENGTH,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
        help_text=_("What is wrong, and what would be right."),
        error_messages={"required": _("Say what should change.")},
    )
    source = forms.CharField(
        label=_("How do you know?"),
        max_length=MAX_SOURCE_LENGTH,
        required=False,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
        help_text=_("A link, a book, or your own work."),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=MAX_CREDIT_LENGTH,
        required=False,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "name"}),
        help_text=_("If it is taken over, the page thanks you by it, for all to read. Left empty, nobody is named."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("For one letter, when it is decided; then it is deleted. A link goes there first, to confirm it."),
        error_messages={"invalid": _("This is no whole e-mail address. It should look like name@example.org.")},
    )
    field_order = ["text", "source", "name", "email"]

    def __init__(self, data=None, **kwargs):
        super().__init__(data, auto_id="correct-%s", **kwargs)

    def seen(self):
        """The fields that a reader sees."""
        return [self[name] for name in self.field_order]

    def clean_text(self):
        text = shown(self.cleaned_data["text"].replace("\r\n", "\n"))
        if not any(map(str.isalnum, text)):
            raise forms.ValidationError(_("Say what should change."))
        return text

    def clean_source(self):
        return one_line(self.cleaned_data["source"])

    def clean_name(self):
        return one_line(self.cleaned_data["name"])


class ReasonForm(StampedForm):
    words = forms.CharField(
        label=_("Why?"),
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("Only editors read it, and nothing says that it was you. Please leave out names and addresses."),
        error_messages={"required": _("Write a word or two, or close this page: your answer counts already.")},
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, auto_id="reason-%s", **kwargs)

    def seen(self):
        return [self["words"]]

    def clean_words(self):
        words = one_line(self.cleaned_data["words"])
        if not any(map(str.isalnum, words)):
            raise forms.ValidationError(self.fields["words"].error_messages["required"])
        return words
