"""What roles, essays and pages share on the desk: their form, its buttons, their lists."""

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from js_asset import Script

from blog.absolute import absolute
from blog.actions.checks import NotReady
from blog.actions.posts import refresh_post
from blog.actions.saving import Before, Refused, recount_what_left, refuse_new_gaps
from blog.models import Post, preview_token
from blog.search import titles

from .bulk import BulkAdmin
from .bylines import name_the_writer
from .conflicts import ConflictAdmin
from .copies import CopiedAdmin
from .lacking import lacking, mark_lacking
from .layout import SectionedAdmin
from .nonces import NoncedAdmin
from .post_form import PostForm
from .remarks import RemarkedAdmin
from .revisions import RevisedAdmin
from .sheet_admin import SheetAdmin
from .sheets import drop_sheet
from .states import NAMES, StateFilter, state_of
from .times import time_in_short, zone_of
from .verbs import UNFINISHED, asked_verb, state_in_words, verbs_for
from .widgets import NATIVE_INPUTS, RichTextWidget


class PostChangeList(ChangeList):
    def get_queryset(self, *args, **kwargs):
        return super().get_queryset(*args, **kwargs).prefetch_related("bylines__author").defer(*Post.LONG_FIELDS)


class FoundByName(admin.ModelAdmin):
    """A list of posts that is searched by the index of names: a look at each row takes as long as there are rows."""

    search_fields = titles.NAMES  # shows the field of the search
    show_full_result_count = False

    def get_search_results(self, request, queryset, search_term):
        return (queryset.filter(titles.named(search_term)) if search_term.strip() else queryset), False


class PostAdmin(
    BulkAdmin,
    CopiedAdmin,
    SheetAdmin,
    ConflictAdmin,
    RevisedAdmin,
    RemarkedAdmin,
    SectionedAdmin,
    NoncedAdmin,
    FoundByName,
):
    form = PostForm
    change_form_template = "admin/desk/post.html"
    formfield_overrides = NATIVE_INPUTS
    autocomplete_fields = ["cover"]
    readonly_fields = ["cover_now"]
    kind = None

    # Of the form alone: on the lists there is no import map, without which some of them do not start.
    form_styles = ["keeping", "library", "writing"]
    form_scripts = ["rows", "post", "keeping", "cover", "suggest", "pane"]

    list_display = ["title_or_none", "state_now", "comes_out", "author_names"]
    list_display_links = ["title_or_none"]
    list_filter = [StateFilter]
    list_select_related = ["category", "slot__series"]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    ordering = ["-updated_at", "-pk"]

    # Who sees and does what

    def get_queryset(self, request):
        # The form asks for the day more than once; with its series it is read with the post.
        return super().get_queryset(request).select_related(*self.list_select_related).visible_to(request.user)

    def get_ordering(self, request):
        # What has its time stands by it, as its index does; the rest by when it was last touched.
        has_time = request.GET.get(StateFilter.parameter_name) in ("published", "scheduled")
        return ["-publish_at", "-pk"] if has_time else self.ordering

    def get_object(self, request, object_id, from_field=None):
        post = super().get_object(request, object_id, from_field)
        if post is None and object_id.isdecimal() and self.model.objects.filter(pk=object_id).exists():
            raise PermissionDenied
        return post

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or request.user.has_perm("blog.edit_all_posts"):
            return True
        return obj.state in UNFINISHED and obj.can_be_edited_by(request.user)

    def has_delete_permission(self, request, obj=None):
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or (not obj.had_public_address() and self.has_change_permission(request, obj))

    # Saving

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.kind, form.user, form.refused = self.kind, request.user, getattr(request, "refused", ())
        form.verb = asked_verb(request.POST) if request.method == "POST" else None
        return form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in Post.RICH_FIELDS:
            return db_field.formfield(widget=RichTextWidget)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.can_delete_related = False
        return field

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and not asked_verb(request.POST).is_allowed(request.user):
            raise PermissionDenied
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            # Nothing was saved. Once more, so that the form comes back with all that was typed and what is missing.
            request.refused = refusal.problems
            for file in request.FILES.values():
                file.seek(0)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        request.before = Before.of(obj)
        if not change:
            obj.created_by = request.user
        form.describe_cover()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        post, verb = form.instance, form.verb
        if not change:
            name_the_writer(post, request.user)
        refresh_post(post)
        if post.publish_at:
            if not verb.takes_back:
                refuse_new_gaps(post, request.before)
            recount_what_left(post, request.before)
        self.keep_remarks(request, post)
        self.perform(request, verb, post, form.cleaned_data.get("comes_out_at"))
        self.keep_revision(request, post)
        drop_sheet(request.POST, post)

    def perform(self, request, verb, post, at):
        if verb.act is None:
            messages.success(request, _("Saved."))
        elif not verb.fits(post):
            now = {"state": state_in_words(post)}
            messages.warning(request, _("Saved. It has moved on meanwhile: %(state)s") % now)
        else:
            try:
                messages.success(request, verb.act(post, by=request.user, at=at))
            except NotReady as reason:
                request.is_lacking = True
                messages.error(request, lacking_in_words(len(reason.problems)))

    def response_add(self, request, obj, post_url_continue=None):
        return self.response_change(request, obj)

    def response_change(self, request, obj):
        if "_preview" in request.POST:
            return redirect(preview_address(obj))
        return redirect(self.form_address(obj) + ("?missing=1" if getattr(request, "is_lacking", False) else ""))

    def form_address(self, post):
        return reverse(f"admin:blog_{self.opts.model_name}_change", args=[post.pk])

    def add_address(self):
        return reverse(f"admin:blog_{self.opts.model_name}_add")

    # Drawing

    def view_on_site(self, obj):
        return obj.get_absolute_url() if obj.is_public() else None

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        post = obj or context["adminform"].form.instance
        may_change = self.has_add_permission(request) if add else self.has_change_permission(request, obj)
        is_sent = context["adminform"].form.is_bound
        if obj and not is_sent:
            # The checks count them: they are read already.
            rows = {inline.formset.prefix: inline.formset for inline in context["inline_admin_formsets"]}
            post.keep_related(**{"bylines": rows["bylines"].get_queryset()} if "bylines" in rows else {})
        gaps = lacking(stored(post) if is_sent else post, self.get_layout(request, obj))
        is_asked = "missing" in request.GET and not is_sent
        if is_asked:
            mark_lacking(gaps, context["adminform"].form, context["inline_admin_formsets"])
        context["media"] += self.form_media()
        context |= {
            "gaps": gaps,
            "is_asked": is_asked,
            "verbs": {verb.name: verb for verb in verbs_for(request.user, post)} if may_change else {},
            "state": state_of(post),
            "state_name": NAMES[state_of(post)],
            "state_in_words": state_in_words(post),
            "preview_address": preview_address(post) if post.pk else "",
            "absolute_preview": absolute(preview_address(post)) if post.pk else "",
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def form_media(self):
        scripts = [Script(f"js/desk/{name}.js", type="module") for name in self.form_scripts]
        return Media(css={"all": [f"css/{name}.css" for name in self.form_styles]}, js=scripts)

    def get_changelist(self, request, **kwargs):
        return PostChangeList

    @admin.display(description=gettext_lazy("the cover now"))
    def cover_now(self, post):
        if not post.cover:
            return _("None: one is drawn.")
        return format_html('<img class="thumbnail" src="{}" alt="{}">', post.cover.file.url, post.cover.alt)

    @admin.display(description=gettext_lazy("title"), ordering="title")
    def title_or_none(self, post):
        return post.title or _("without a title")

    @admin.display(description=gettext_lazy("state"))
    def state_now(self, post):
        state = state_of(post)
        return format_html('<span class="state state-{}">{}</span>', state, NAMES[state])

    @admin.display(description=gettext_lazy("comes out"), ordering="publish_at")
    def comes_out(self, post):
        return time_in_short(post.publish_at, zone_of(post)) if post.publish_at else None

    @admin.display(description=gettext_lazy("authors"))
    def author_names(self, post):
        return ", ".join(byline.author.name for byline in post.bylines.all())


def stored(post):
    """The post as it is in the database, whatever a form made of it."""
    return Post.objects.get(pk=post.pk) if post.pk else post


def preview_address(post):
    return reverse("blog:preview", args=[preview_token(post)])


def lacking_in_words(count):
    return ngettext(
        "Saved, but not published: one thing is missing. It is named below.",
        "Saved, but not published: %(count)d things are missing. They are named below.",
        count,
    ) % {"count": count}
