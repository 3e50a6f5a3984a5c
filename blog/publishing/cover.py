"""The cover on a post's form: one of the pictures there are, or a new one with its words."""

from django import forms
from django.utils.translation import gettext_lazy

from blog.actions.library import save_words
from blog.actions.pictures import BadPicture, store_picture
from blog.models import Picture


class CoverForm(forms.ModelForm):
    new_cover = forms.FileField(
        label=gettext_lazy("A new picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=gettext_lazy("Without any picture, a cover is drawn."),
    )
    cover_alt = forms.CharField(
        label=gettext_lazy("What the cover shows"),
        required=False,
        max_length=Picture._meta.get_field("alt").max_length,
        help_text=gettext_lazy("Alternative text: what a person who cannot see it should know."),
    )
    cover_is_decorative = forms.BooleanField(
        label=gettext_lazy("It is decorative: it adds nothing to the text"), required=False
    )

    user = None  # who is writing

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if cover := self.instance.cover:
            self.initial |= {"cover_alt": cover.alt, "cover_is_decorative": cover.is_decorative}

    def clean(self):
        super().clean()
        if self.cleaned_data.get("cover_is_decorative"):
            self.cleaned_data["cover_alt"] = ""
        if upload := self.cleaned_data.get("new_cover"):
            self.keep(upload)

    def keep(self, upload):
        """Store the picture at once: an error elsewhere in the form must not lose it."""
        try:
            picture = store_picture(upload, by=self.user, **self.words())
        except BadPicture as reason:
            self.add_error("new_cover", str(reason))
            return
        self.cleaned_data["cover"] = picture
        self.data = self.data.copy()
        self.data["cover"] = picture.pk

    def words(self):
        return {
            "alt": self.cleaned_data.get("cover_alt", ""),
            "is_decorative": self.cleaned_data.get("cover_is_decorative", False),
        }

    def describe_cover(self):
        """Give the chosen picture the words typed beside it. Words that were only left standing are another's."""
        cover = self.cleaned_data.get("cover")
        is_meant = {"cover_alt", "cover_is_decorative"} & set(self.changed_data)
        if cover and is_meant and not self.cleaned_data.get("new_cover") and may_describe(self.user, cover):
            save_words(cover, **self.words())


def may_describe(user, picture):
    return picture.uploaded_by_id == user.pk or user.has_perm("blog.change_picture")
