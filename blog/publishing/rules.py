"""The moderators' rules, and the log of what they did."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from .log import ToldAdmin
from .times import time_in_short


class RuleAdmin(ToldAdmin):
    fields = ["kind", "pattern", "effect", "note"]
    list_display = ["pattern", "kind", "effect", "note", "since"]
    list_filter = ["kind", "effect"]
    search_fields = ["pattern", "note"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    @admin.display(description=_("since"), ordering="made_at")
    def since(self, rule):
        return time_in_short(rule.made_at, timezone.get_default_timezone())


class ActAdmin(admin.ModelAdmin):
    """Who did what, newest first; to be read."""

    list_display = ["when", "by", "verb", "on", "number", "reason", "taken_back"]
    list_display_links = None
    list_filter = ["verb"]
    list_select_related = ["by", "comment"]
    list_per_page = 50
    ordering = ["-pk"]
    search_fields = ["by__email", "by__name"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request):
        return super().get_queryset(request).defer("before")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("when"), ordering="pk")
    def when(self, act):
        return time_in_short(act.done_at, timezone.get_default_timezone())

    @admin.display(description=_("comment"), empty_value="—")
    def on(self, act):
        if act.comment is None:
            return None
        address = reverse("admin:blog_comment_queue_at", args=[act.comment.code])
        return format_html('<a href="{}">{}</a>', address, Truncator(str(act.comment)).chars(80))

    @admin.display(description=_("taken back"), ordering="undone_at", empty_value="—")
    def taken_back(self, act):
        return act.undone_at and time_in_short(act.undone_at, timezone.get_default_timezone())
