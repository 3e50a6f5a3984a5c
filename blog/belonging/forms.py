"""What somebody says about themselves, as text."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import check_name, clean_name
from blog.actions.pictures import BadPicture
from blog.actions.profiles import store_portrait
from blog.models import Profile
from blog.models.links import LinkField
from blog.models.profiles import MAX_LINKS
from blog.models.slugs import slugify

MAX_UPLOAD = 8 * 1024 * 1024


class ProfileForm(forms.ModelForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=User._meta.get_field("name").max_length,
        help_text=_("Shown beside your comments, also those you wrote before. A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    standing = forms.ChoiceField(label=_("About the roles you comment on"), choices=User.Standing, required=False)
    upload = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("A square of it is kept, without anything else the file says."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    no_picture = forms.BooleanField(label=_("No picture"), required=False)

    field_order = ["name", "standing", "about", "link_1", "link_2", "link_3", "upload", "no_picture", "is_public"]

    class Meta:
        model = Profile
        fields = ["about", "is_public", "is_indexed", "slug"]
        widgets = {"about": forms.Textarea(attrs={"rows": 3})}
        labels = {"slug": _("Address of your page")}
        help_texts = {"slug": _("Its last part. It follows your name unless you change it; old ones lead to it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user, links = self.instance.user, self.instance.links
        self.initial |= {"name": user.name, "standing": user.standing}
        for n in range(MAX_LINKS):
            label = _("Link %(number)d") % {"number": n + 1}
            # As text: browsers refuse an address without its scheme, which is added here.
            words = forms.TextInput(attrs={"inputmode": "url"})
            self.fields[f"link_{n + 1}"] = LinkField(blank=True).formfield(label=label, required=False, widget=words)
            self.initial[f"link_{n + 1}"] = links[n] if n < len(links) else ""
        self.order_fields(self.field_order)
        if not self.instance.picture_id:
            del self.fields["no_picture"]
        self.portrait = self.instance.picture

    def clean_name(self):
        name = clean_name(self.cleaned_data["name"])
        if name != self.instance.user.name:
            check_name(name, self.instance.user)
        return name

    def clean_about(self):
        return clean_name(self.cleaned_data["about"])

    def clean_upload(self):
        file = self.cleaned_data["upload"]
        if file and file.size > MAX_UPLOAD:
            raise ValidationError(_("This file is larger than 8 MB. Save the picture smaller and try again."))
        return file

    def clean(self):
        super().clean()
        data, user = self.cleaned_data, self.instance.user
        data["links"] = [link for n in range(MAX_LINKS) if (link := data.get(f"link_{n + 1}"))]
        followed = self.instance.slug == self.initial.get("slug") == data.get("slug") == slugify(user.get_full_name())
        if followed and data.get("name"):
            data["slug"] = "" if slugify(data["name"]) != data["slug"] else data["slug"]
        if not self.errors:
            self.take_portrait(data.get("upload"))

    def take_portrait(self, file):
        if file:
            try:
                self.portrait = store_portrait(file, self.instance.user)
            except BadPicture as reason:
                self.add_error("upload", str(reason))
        elif self.cleaned_data.get("no_picture"):
            self.portrait = None

    def _post_clean(self):
        super()._post_clean()
        self.instance.links = self.cleaned_data.get("links", self.instance.links)
