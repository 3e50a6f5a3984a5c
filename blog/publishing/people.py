"""Readers as they show themselves: an editor confirms what they say they are."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.actions.profiles import confirm_standing
from blog.models import Profile

from .log import ToldAdmin


class StandingForm(forms.ModelForm):
    is_confirmed = forms.BooleanField(
        label=_("I know that it is so"),
        required=False,
        help_text=_("Shown beside the standing. It goes when the person changes theirs."),
    )

    class Meta:
        model = Profile
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["is_confirmed"] = self.instance.user.is_standing_confirmed()


class ProfileAdmin(ToldAdmin):
    form = StandingForm
    list_display = ["name", "standing", "is_confirmed", "page"]
    list_filter = ["user__standing"]
    list_per_page = 50
    list_select_related = ["user"]
    search_fields = ["user__name", "slug"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fields = ["name", "standing", "is_confirmed", "about", "their_links", "page"]
    readonly_fields = ["name", "standing", "about", "their_links", "page"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")

    def save_model(self, request, profile, form, change):
        confirm_standing(profile.user, form.cleaned_data["is_confirmed"])

    @admin.display(description=_("name"), ordering="user__name")
    def name(self, profile):
        return profile.user.get_full_name()

    @admin.display(description=_("standing"), ordering="user__standing")
    def standing(self, profile):
        return User.Standing(profile.user.standing).label

    @admin.display(description=_("confirmed"), boolean=True)
    def is_confirmed(self, profile):
        return profile.user.is_standing_confirmed()

    @admin.display(description=_("links"))
    def their_links(self, profile):
        return "\n".join(profile.links) or "-"

    @admin.display(description=_("page"))
    def page(self, profile):
        return (
            format_html('<a href="{}">{}</a>', profile.get_absolute_url(), profile.slug) if profile.is_public else "-"
        )
