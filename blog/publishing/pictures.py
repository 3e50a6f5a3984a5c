"""The shelf of pictures, and the way in for those of the rich text editor."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from blog.actions.pictures import BadPicture, store_picture
from blog.models import Picture

WORDS = ["alt", "is_decorative", "caption", "credit", "licence"]
UNDESCRIBED = gettext_lazy("Say what it shows, or mark it as decorative.")


class WordsForm(forms.ModelForm):
    """What there is to say about a picture."""

    class Meta:
        model = Picture
        fields = WORDS

    def clean(self):
        super().clean()
        alt, is_decorative = self.cleaned_data.get("alt"), self.cleaned_data.get("is_decorative")
        if alt and is_decorative:
            self.add_error("is_decorative", _("A decorative picture has no alternative text: keep one of the two."))
        elif not alt and not is_decorative and "alt" not in self.errors:
            self.add_error("alt", UNDESCRIBED)


class UploadForm(WordsForm):
    """A new picture with its words. A valid form holds the stored one as `instance`."""

    upload = forms.FileField(label=gettext_lazy("Picture"), widget=forms.FileInput(attrs={"accept": "image/*"}))

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


class PictureAdmin(admin.ModelAdmin):
    form = WordsForm
    list_display = ["thumbnail", "__str__", "size", "is_decorative", "uploaded_at"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = ["is_decorative"]
    list_per_page = 50
    search_fields = ["alt", "caption", "credit", "file"]
    show_full_result_count = False
    ordering = ["-pk"]
    readonly_fields = ["thumbnail", "size", "uploaded_by", "uploaded_at"]

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["upload", *WORDS]})]
        return [
            (None, {"fields": ["thumbnail", *WORDS, ("focal_x", "focal_y")]}),
            (_("Origin"), {"fields": ["size", "uploaded_by", "uploaded_at"]}),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            return type("UploadForm", (UploadForm,), {"user": request.user})
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)

    def get_urls(self):
        upload = self.admin_site.admin_view(self.upload_view)
        return [path("upload/", upload, name="blog_picture_upload"), *super().get_urls()]

    @method_decorator(require_POST)
    def upload_view(self, request):
        """
        A picture from the rich text editor: fields upload, alt, is_decorative, caption. Answers with
        {id, src, width, height, alt, caption}, or 400 and {error}.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.get_form(request)(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse({"error": " ".join(first for first, *_rest in form.errors.values())}, status=400)
        picture = form.instance
        return JsonResponse(
            {
                "id": picture.pk,
                "src": picture.file.url,
                "width": picture.width,
                "height": picture.height,
                "alt": request.POST.get("alt", ""),
                "caption": request.POST.get("caption", ""),
            }
        )

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, picture):
        return format_html('<img class="thumbnail" src="{}" alt="{}" loading="lazy">', picture.file.url, picture.alt)

    @admin.display(description=gettext_lazy("size"))
    def size(self, picture):
        return f"{picture.width} × {picture.height}"
