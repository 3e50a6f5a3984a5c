"""The moderators' list: what waits, why, and what becomes of it."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.actions.moderation import judge
from blog.actions.reasons import why_held
from blog.models import Act, Comment, Post

from .queue import Queue, place_of
from .spam import HiddenSpam
from .times import time_in_short

MODERATE = "blog.moderate_comment"


class CommentStateFilter(admin.SimpleListFilter):
    """What waits is shown first: it is what one comes for."""

    title = _("state")
    parameter_name = "state"
    everything = "all"

    def lookups(self, request, model_admin):
        return [*Comment.State.choices, (self.everything, _("all"))]

    def value(self):
        return super().value() or Comment.State.HELD

    def choices(self, changelist):
        for value, label in self.lookup_choices:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() in Comment.State.values else queryset


class CommentAdmin(HiddenSpam, Queue, admin.ModelAdmin):
    list_display = ["excerpt", "writer", "on_post", "state_and_reason", "posted"]
    list_filter = [CommentStateFilter, "hold_reason"]
    list_per_page = 50
    search_fields = ["comment", "user_name", "folded_email"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ["-posted_at", "-pk"]
    actions = ["approve", "hold", "reject", "spam", "remove"]
    fields = ["on_post", "writer", "posted", "state_and_reason", "comment", "like_count", "reports", "in_queue"]
    readonly_fields = fields

    def get_queryset(self, request):
        comments = super().get_queryset(request).select_related("post__slot__series")
        return comments.defer(*(f"post__{name}" for name in Post.LONG_FIELDS))

    def get_ordering(self, request):
        # Within one state an index holds the order of time; over all of them only that of their numbers is at hand.
        is_everything = request.GET.get(CommentStateFilter.parameter_name) == CommentStateFilter.everything
        return ["-pk"] if is_everything else self.ordering

    # A comment is never rewritten on the desk and never added here; it goes by its writer's wish or by `remove`.

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(MODERATE)

    def has_change_permission(self, request, obj=None):
        return False

    def has_module_permission(self, request):
        return request.user.has_perm(MODERATE)

    def has_moderate_permission(self, request):
        return request.user.has_perm(MODERATE)

    # What a moderator does

    @admin.action(description=_("Approve: readers see them"), permissions=["moderate"])
    def approve(self, request, queryset):
        self.judge(request, queryset, Act.Verb.APPROVE)

    @admin.action(description=_("Hold: they wait"), permissions=["moderate"])
    def hold(self, request, queryset):
        self.judge(request, queryset, Act.Verb.HOLD)

    @admin.action(description=_("Reject: their writers can read why nobody sees them"), permissions=["moderate"])
    def reject(self, request, queryset):
        self.judge(request, queryset, Act.Verb.REJECT)

    @admin.action(description=_("Mark as spam"), permissions=["moderate"])
    def spam(self, request, queryset):
        self.judge(request, queryset, Act.Verb.SPAM)

    @admin.action(description=_("Remove from the page"), permissions=["moderate"])
    def remove(self, request, queryset):
        self.judge(request, queryset, Act.Verb.REMOVE)

    def judge(self, request, comments, verb):
        act = judge(verb, comments, by=request.user)
        count = act.number if act else 0
        words = ngettext("%(count)d comment: %(done)s.", "%(count)d comments: %(done)s.", count)
        messages.success(request, words % {"count": count, "done": verb.label})

    # What the list shows

    @admin.display(description=_("comment"))
    def excerpt(self, comment):
        return Truncator(comment.comment).chars(140) or "–"

    @admin.display(description=_("in the queue"))
    def in_queue(self, comment):
        return format_html('<a href="{}">{}</a>', place_of(comment), _("Judge it in its thread"))

    @admin.display(description=_("writer"), ordering="user_name")
    def writer(self, comment):
        return format_html('{}<br><span class="quiet">{}</span>', comment.user_name, comment.user_email)

    @admin.display(description=_("post"))
    def on_post(self, comment):
        post = comment.post
        label = f"{post.day} {post}" if post.day else str(post)
        if not post.is_public():
            return label
        address = comment.get_absolute_url() if comment.is_shown() else post.get_absolute_url()
        return format_html('<a href="{}">{}</a>', address, label)

    @admin.display(description=_("written"), ordering="posted_at")
    def posted(self, comment):
        return time_in_short(comment.posted_at, timezone.get_default_timezone())

    @admin.display(description=_("state"), ordering="state")
    def state_and_reason(self, comment):
        reason = why_held(comment) if comment.hold_reason else comment.verdict
        return format_html(
            '<span class="state state-{}">{}</span>{}',
            comment.state,
            comment.get_state_display(),
            format_html(' <span class="quiet">{}</span>', reason) if reason else "",
        )

    @admin.display(description=_("reports"))
    def reports(self, comment):
        return "\n".join(f"{report.get_reason_display()} {report.note}".strip() for report in comment.reports.all())
