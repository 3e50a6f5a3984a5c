"""What only the owner sees to: the site's settings and its people."""

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from blog.actions.closing import Comments, close_account, why_not
from blog.actions.people import reset_second_factor
from blog.models import SiteSettings

from .groups import GROUPS
from .log import ToldAdmin
from .widgets import NATIVE_INPUTS


class SiteSettingsAdmin(ToldAdmin):
    """One row: its list is its form."""

    formfield_overrides = NATIVE_INPUTS
    fieldsets = [
        (None, {"fields": ["name", "tagline", "footer"]}),
        (
            _("Comments"),
            {
                "fields": [
                    "comments_open",
                    "comment_hold",
                    "old_post_days",
                    "close_after_days",
                    "max_links",
                    "filter_spam",
                ]
            },
        ),
        (_("Links"), {"fields": ["check_links"]}),
    ]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_object(self, request, object_id, from_field=None):
        return SiteSettings.load()

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:blog_sitesettings_change", 1)


@admin.action(description=_("Reset the second factor, which they lost"), permissions=["change"])
def reset_second_factors(model_admin, request, queryset):
    lost = [user for user in queryset if may_touch(request.user, user) and reset_second_factor(user, by=request.user)]
    model_admin.message_user(request, _("Reset, and told by mail: %(number)d.") % {"number": len(lost)})


class UserAdmin(ToldAdmin, DjangoUserAdmin):
    """
    People by their e-mail address. What makes somebody a superuser is for superusers: an owner who could tick it would
    own the machine as well.
    """

    add_form = AdminUserCreationForm
    form = UserChangeForm
    ordering = ["email"]
    list_display = ["email", "name", "is_staff", "is_active", "date_joined"]
    list_filter = ["is_staff", "is_active", "groups"]
    search_fields = ["email", "name"]
    filter_horizontal = []
    show_full_result_count = False
    actions = [reset_second_factors]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (_("Shown to readers"), {"fields": ["name", "standing"]}),
        (_("What they may do"), {"fields": ["is_active", "is_staff", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["email", "name", "usable_password", "password1", "password2", "is_staff", "groups"],
            },
        )
    ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj and request.user.is_superuser:
            fieldsets = [*fieldsets, (_("Everything"), {"fields": ["is_superuser"]})]
        return fieldsets

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, widget=forms.CheckboxSelectMultiple, **kwargs)

    def save_model(self, request, obj, form, change):
        if "standing" in form.changed_data:
            obj.standing_confirmed_at = None
        super().save_model(request, obj, form, change)
        if not change:
            # Whoever makes the account vouches for its address; sign-in asks for a confirmed one.
            EmailAddress.objects.create(user=obj, email=obj.email, verified=True, primary=True)

    def get_deleted_objects(self, objs, request):
        """Nobody needs a right to delete what goes with an account, or stays without it: closing.py decides."""
        rows, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return rows, counts, set(), protected

    def delete_model(self, request, obj):
        """As when the person closes the account: what is the site's stays, the log too."""
        close_account(obj, Comments.ANONYMISE)

    def delete_queryset(self, request, queryset):
        for user in queryset:
            if self.has_delete_permission(request, user):
                close_account(user, Comments.ANONYMISE)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_touch(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj) and may_touch(request.user, obj)
        return may and not (obj and why_not(obj))


def may_touch(user, other):
    return other is None or user.is_superuser or not other.is_superuser


class GroupAdmin(DjangoGroupAdmin):
    """The groups of the house are the program's: what they may do is set anew with each version."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not is_of_the_house(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_of_the_house(obj)


def is_of_the_house(group):
    return group is not None and group.name in GROUPS
