"""What there is to say about a picture, and another file for it."""

from django import forms
from django.forms import modelformset_factory
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.actions.picture_files import read_replacement
from blog.actions.pictures import BadPicture, store_picture
from blog.models import Picture

WORDS = list(Picture.TEXTS)
UNDESCRIBED = gettext_lazy("Say what it shows, or mark it as decorative.")
ONE_PICTURE = {"accept": "image/*"}
LICENCES = ("CC BY 4.0", "CC BY-SA 4.0", "CC0 1.0", gettext_lazy("Public domain"), gettext_lazy("All rights reserved"))


class LicenceInput(forms.TextInput):
    """Any words, the usual ones offered."""

    def render(self, name, value, attrs=None, renderer=None):
        known = f"{(attrs or {}).get('id', name)}_known"
        field = super().render(name, value, {"class": "vTextField", **(attrs or {}), "list": known}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((licence,) for licence in LICENCES))
        return format_html('{}<datalist id="{}">{}</datalist>', field, known, options)


class WordsForm(forms.ModelForm):
    class Meta:
        model = Picture
        fields = WORDS
        widgets = {"licence": LicenceInput}

    def clean(self):
        super().clean()
        alt, is_decorative = self.cleaned_data.get("alt"), self.cleaned_data.get("is_decorative")
        if alt and is_decorative:
            self.add_error("is_decorative", _("A decorative picture has no alternative text: keep one of the two."))
        elif not alt and not is_decorative and "alt" not in self.errors:
            self.add_error("alt", UNDESCRIBED)


class UploadForm(WordsForm):
    """A new picture with its words. A valid form holds the stored one as `instance`."""

    upload = forms.FileField(label=gettext_lazy("Picture"), widget=forms.FileInput(attrs=ONE_PICTURE))

    user = None

    def clean(self):
        super().clean()
        if not self.errors:
            self.store()

    def store(self):
        words = {name: self.cleaned_data[name] for name in WORDS}
        try:
            self.instance = store_picture(self.cleaned_data["upload"], by=self.user, **words)
        except BadPicture as reason:
            self.add_error("upload", str(reason))

    def _post_clean(self):
        """Nothing: the picture is stored, and its own words stay where it was known already."""

    def save(self, commit=True):
        self.save_m2m = lambda: None
        return self.instance


def share():
    """A number from nothing to all, as a slider that works without script."""
    return forms.NumberInput(attrs={"type": "range", "min": "0", "max": "1", "step": "0.01"})


class PictureForm(WordsForm):
    """A picture that is there. `replacement` is what `replace_file` takes, if another file came."""

    new_file = forms.FileField(
        label=gettext_lazy("Another file"),
        required=False,
        widget=forms.FileInput(attrs=ONE_PICTURE),
        help_text=gettext_lazy("Every page shows it at once, and each address this picture ever had shows it too."),
    )

    replacement = None

    class Meta(WordsForm.Meta):
        fields = [*WORDS, "focal_x", "focal_y"]
        widgets = {**WordsForm.Meta.widgets, "focal_x": share(), "focal_y": share()}

    def clean(self):
        super().clean()
        upload = self.cleaned_data.get("new_file")
        if upload and not self.errors:
            try:
                self.replacement = read_replacement(upload, self.instance)
            except BadPicture as reason:
                self.add_error("new_file", str(reason))


DescribingForms = modelformset_factory(Picture, form=WordsForm, extra=0)
