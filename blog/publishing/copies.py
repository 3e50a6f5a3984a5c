"""A post as the beginning of another; and the end of the links under which a draft was shown to outsiders."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from blog.actions.duplicating import duplicate_post
from blog.models import PREVIEW_FOR, end_previews

from .sheets import clock


class CopiedAdmin:
    """A ModelAdmin of posts that are duplicated and lent out."""

    def get_urls(self):
        name, wrap = f"blog_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<int:pk>/duplicate/", wrap(require_POST(self.duplicate_view)), name=f"{name}_duplicate"),
            path("<int:pk>/previews/end/", wrap(require_POST(self.end_previews_view)), name=f"{name}_end_previews"),
            *super().get_urls(),
        ]

    def duplicate_view(self, request, pk):
        post = self.post_to_see(request, pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        copy = duplicate_post(post, by=request.user)
        done = _("This is a copy, a draft of its own. Give it its name; its address follows that.")
        messages.success(request, done)
        return redirect(self.form_address(copy))

    def end_previews_view(self, request, pk):
        post = self.post_to_see(request, pk)
        if not self.has_change_permission(request, post):
            raise PermissionDenied
        end_previews(post)
        messages.success(request, _("The links given out until now show nothing any more."))
        return redirect(self.form_address(post))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and obj.pk:
            name, may_copy = f"admin:blog_{self.opts.model_name}", self.has_add_permission(request)
            context |= {
                "duplicate_address": reverse(f"{name}_duplicate", args=[obj.pk]) if may_copy else "",
                "end_previews_address": reverse(f"{name}_end_previews", args=[obj.pk]),
                "link_until": clock(timezone.now() + PREVIEW_FOR),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)
