"""What was read, for who writes: posts by their readers, one post by day and by where its readers came from."""

import datetime

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from blog.actions.old_counts import DAYS_KEPT, REFERRALS_KEPT
from blog.models import Click, Post
from blog.models.standings import PERIODS

HOSTS_SHOWN = 50
FOLLOWED_DAYS = 365
REASONS_SHOWN = 20


class ToRead(admin.ModelAdmin):
    """Numbers that readers make and nobody types."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class ReadersAdmin(ToRead):
    list_display = ["post_title", "kind", "readers_7", "readers_30", "readers_365"]
    list_display_links = ["post_title"]
    list_filter = ["post__kind"]
    search_fields = ["post__title"]
    ordering = ["-readers_30", "-pk"]
    show_facets = admin.ShowFacets.NEVER

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        long_fields = [f"post__{field}" for field in Post.LONG_FIELDS]
        return super().get_queryset(request).select_related("post").defer(*long_fields)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The readers of one post."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        standing = self.get_object(request, object_id)
        if standing is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": standing.post.title,
            "post": standing.post,
            **readers_of(standing.post, timezone.localdate()),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/readers.html", context)

    @admin.display(description=_("post"), ordering="post__title")
    def post_title(self, standing):
        return standing.post.title

    @admin.display(description=_("kind"), ordering="post__kind")
    def kind(self, standing):
        return standing.post.get_kind_display()


def readers_of(post, today):
    """What the page about one post's readers shows."""
    oldest = today - datetime.timedelta(days=DAYS_KEPT)
    rows = list(post.readership.filter(day__gt=today - datetime.timedelta(days=max(PERIODS))).order_by("-day"))
    hosts = post.referrals.filter(day__gte=today - datetime.timedelta(days=REFERRALS_KEPT)).values("host")
    return {
        "periods": [(days, totals(rows, today - datetime.timedelta(days=days))) for days in PERIODS],
        "days": [row for row in rows if row.day > oldest],
        "hosts": hosts.annotate(number=Sum("views")).order_by("-number", "host")[:HOSTS_SHOWN],
        "answers": answers(post, today),
        "reasons": post.reasons.all()[:REASONS_SHOWN],
        "hosts_days": REFERRALS_KEPT,
        "resources": with_clicks(post.role_resources.select_related("resource"), "resource", today),
    }


def answers(post, today):
    """[(days, useful, not useful)] of late."""
    rows = list(post.usefulness.filter(day__gt=today - datetime.timedelta(days=max(PERIODS))))
    since = [(days, today - datetime.timedelta(days=days)) for days in PERIODS]
    return [
        (days, *(sum(getattr(row, name) for row in rows if row.day > after) for name in ("useful", "useless")))
        for days, after in since
    ]


def totals(rows, after):
    """Opened, readers and read after a day."""
    some = [row for row in rows if row.day > after]
    return {name: sum(getattr(row, name) for row in some) for name in ("views", "readers", "reads")}


def with_clicks(rows, resource="pk", today=None):
    """`rows` with how often the resource that `resource` names was `followed` of late."""
    since = (today or timezone.localdate()) - datetime.timedelta(days=FOLLOWED_DAYS)
    clicks = Click.objects.filter(resource=OuterRef(resource), day__gt=since).order_by().values("resource")
    number = Subquery(clicks.annotate(sum=Sum("number")).values("sum"), output_field=IntegerField())
    return rows.annotate(followed=Coalesce(number, 0))


class MissedSearchAdmin(ToRead):
    list_display = ["words", "times", "last"]
    list_display_links = None
    search_fields = ["words"]
    ordering = ["-times", "-last_on"]

    @admin.display(description=_("last"), ordering="last_on")
    def last(self, missed):
        return date_format(missed.last_on, _("j M Y"))


class ReasonAdmin(ToRead):
    list_display = ["words", "is_useful", "post", "said_on"]
    list_display_links = None
    list_filter = ["is_useful"]
    list_select_related = ["post"]
    search_fields = ["words", "post__title"]
    ordering = ["-said_on", "-pk"]
