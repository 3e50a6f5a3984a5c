"""Roles, essays and pages on the desk, their forms in the order of the reader's page."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from blog.models import Post

from .from_text import FromTextAdmin
from .layout import Section
from .parts import (
    BylineInline,
    ChangeNoteInline,
    CodeInline,
    DrawbackInline,
    PayInline,
    PerkInline,
    RelationInline,
    ResourceInline,
    SectionReviewInline,
    SkillInline,
    SourceInline,
    StepInline,
    TaskInline,
    VoiceInline,
    WayInInline,
)
from .post_admin import FoundByName, PostAdmin
from .post_form import PageForm
from .states import StateFilter
from .templates import TemplatedAdmin

COVER = Section("cover", _("Cover"), ("cover_now", "cover", "new_cover", "cover_alt", "cover_is_decorative"))
DISCUSSION = Section("discussion", _("Discussion"), ("discussion",))


class RoleAdmin(FromTextAdmin, TemplatedAdmin, PostAdmin):
    kind = Post.Kind.ROLE

    form_scripts = [*PostAdmin.form_scripts, "from_text"]
    list_select_related = ["category", "slot__series__template"]
    list_display = ["day", "title_or_none", "state_now", "category", "comes_out", "author_names"]
    list_filter = [StateFilter, ("slot__series", admin.RelatedFieldListFilter), "category"]
    layout = [
        Section(
            "names",
            _("Names"),
            ("title", "headline", "standfirst", ("also_called", "hidden_names"), "slug", "description"),
        ),
        Section("day", _("Day and topic"), ("slot", "category", "tags", BylineInline)),
        COVER,
        Section(
            "facts",
            _("Facts"),
            (
                ("entry_level", "hours_a_week"),
                ("work_pattern", "work_pattern_note"),
                ("work_place", "work_place_note"),
                ("outlook", "outlook_text"),
                ("outlook_source", "outlook_region", "outlook_as_of"),
                "start_text",
                ("start_source", "start_region", "start_as_of"),
                PayInline,
                CodeInline,
            ),
            _("What is left empty is shown as “not stated”."),
        ),
        Section("why", _("Why it matters"), ("why",)),
        Section("what", _("What they do"), ("what", TaskInline)),
        Section("skills", _("Skills"), (SkillInline,)),
        Section("perks", _("Perks"), (PerkInline,)),
        Section("drawbacks", _("Drawbacks"), (DrawbackInline, "choose_else")),
        Section("start", _("How to get started"), (WayInInline, StepInline, ResourceInline)),
        Section("final", _("Final thoughts"), ("final", "closing_line")),
        Section("more", _("What else there is to say"), ("body", RelationInline, VoiceInline)),
        Section(
            "trust",
            _("Why to trust it"),
            ("based_on", SourceInline, ("reviewed_on", "review_due"), SectionReviewInline, ChangeNoteInline),
        ),
        DISCUSSION,
    ]

    @admin.display(description=_("day"), ordering="slot__day")
    def day(self, role):
        return role.day


class EssayAdmin(PostAdmin):
    kind = Post.Kind.ESSAY
    autocomplete_fields = ["cover", "mentions"]
    list_display = ["title_or_none", "state_now", "category", "comes_out", "author_names"]
    list_filter = [StateFilter, "category"]
    layout = [
        Section("names", _("Names"), ("title", "headline", "standfirst", "slug", "description", BylineInline)),
        Section("text", _("Text"), ("body", "closing_line")),
        COVER,
        Section("topic", _("Topic"), ("category", "tags", "mentions", "slot")),
        Section("trust", _("Why to trust it"), (SourceInline, ChangeNoteInline)),
        DISCUSSION,
    ]


class PageAdmin(PostAdmin):
    kind = Post.Kind.PAGE
    form = PageForm
    list_display = ["title_or_none", "state_now", "comes_out"]
    layout = [
        Section("names", _("Names"), ("title", "standfirst", "slug", "description")),
        Section("text", _("Text"), ("body",)),
        COVER,
        Section("trust", _("Why to trust it"), (ChangeNoteInline,)),
        DISCUSSION,
    ]


class PostLookup(FoundByName):
    """Roles to choose from where one names another; each kind is edited in its own place."""

    ordering = ["-popularity", "-pk"]

    def get_queryset(self, request):
        posts = super().get_queryset(request).defer(*Post.LONG_FIELDS)
        return posts.published() | posts.visible_to(request.user)

    def has_module_permission(self, request):
        return False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("blog.view_role")

    def has_add_permission(self, request):
        return False

    has_change_permission = has_delete_permission = lambda self, request, obj=None: False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        post = self.get_object(request, object_id)
        if post is None:
            raise PermissionDenied
        return redirect(f"admin:blog_{post.kind}_change", post.pk)
