"""Which letters one gets: everybody at the desk chooses for themselves."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from blog.models import DeskLetters

WHO_HEARS = ("blog.moderate_comment", "blog.view_role")  # moderators of comments, authors of their posts


class DeskLettersAdmin(admin.ModelAdmin):
    """One row a person: its list is the form of who asks."""

    fields = ["held", "every", "reviews", "own"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return any(map(request.user.has_perm, WHO_HEARS)) and (obj is None or obj.pk == request.user.pk)

    def has_module_permission(self, request):
        return self.has_change_permission(request)

    def get_object(self, request, object_id, from_field=None):
        if object_id != str(request.user.pk):
            raise PermissionDenied
        return DeskLetters.objects.filter(pk=request.user.pk).first() or DeskLetters(user=request.user)

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:blog_deskletters_change", request.user.pk)

    def response_post_save_change(self, request, obj):
        return redirect("admin:index")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return super().change_view(request, object_id, form_url, {"title": _("Letters to me"), **(extra_context or {})})
