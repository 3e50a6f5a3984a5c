"""Series and their days."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from blog.actions.series import MOST_DAYS, add_days
from blog.models import Post, Series

from .log import ToldAdmin
from .states import NAMES, state_of
from .templates import PROMPTS, TemplateForm
from .widgets import NATIVE_INPUTS


class SeriesForm(TemplateForm):
    days = forms.IntegerField(
        label=_("Add days"),
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        help_text=_("How many days to add at the end, numbered on."),
    )
    starts_on = forms.DateField(
        label=_("The first of them is for"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("One day a date from here. Empty: on from the last planned date."),
    )

    def clean(self):
        super().clean()
        if self.cleaned_data.get("is_default"):
            others = Series.objects.filter(is_default=True).exclude(pk=self.instance.pk)
            if other := others.first():
                message = _("“%(series)s” is the main series. Take the mark off it first.") % {"series": other}
                self.add_error("is_default", message)


class SeriesAdmin(ToldAdmin):
    form = SeriesForm
    formfield_overrides = NATIVE_INPUTS
    fieldsets = [
        (None, {"fields": ["name", "slug", "description", "is_default", ("days", "starts_on")]}),
        (
            _("What a new role starts with"),
            {
                "fields": [("go_live_time", "time_zone"), "category", "tags", "authors", "closing_line"],
                "description": _("Roles that are there already stay as they are."),
            },
        ),
        (
            _("Prompts"),
            {
                "fields": list(PROMPTS),
                "description": _("They stand beside the parts of the form of a role, and never in its text."),
            },
        ),
    ]
    list_display = ["name", "ledger", "day_count", "go_live_time", "time_zone", "is_default"]
    search_fields = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(days_in_all=Count("slots"))

    @admin.display(description=_("days"), ordering="days_in_all")
    def day_count(self, series):
        return series.days_in_all

    @admin.display(description=_("ledger"))
    def ledger(self, series):
        said = _t("Ledger of %(series)s") % {"series": series}
        return format_html(
            '<a href="{}" aria-label="{}">{}</a>', reverse("admin:ledger", args=[series.slug]), said, _t("Day by day")
        )

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        form.keep_template(obj)
        if count := form.cleaned_data.get("days"):
            add_days(obj, count, form.cleaned_data.get("starts_on"))


class EmptyFilter(admin.SimpleListFilter):
    title = _("post")
    parameter_name = "post"

    def lookups(self, request, model_admin):
        return [("free", _("free")), ("taken", _("taken")), ("skipped", _("skipped"))]

    def queryset(self, request, queryset):
        match self.value():
            case "free":
                return queryset.free()
            case "taken":
                return queryset.exclude(post=None)
            case "skipped":
                return queryset.exclude(skip_reason="")
        return queryset


class SlotAdmin(ToldAdmin):
    formfield_overrides = NATIVE_INPUTS
    fields = ["series", "day", "planned_on", "idea", "skip_reason"]
    autocomplete_fields = ["idea"]
    list_display = ["day", "series", "planned_on", "what_stands_there", "idea", "skip_reason"]
    list_filter = ["series", EmptyFilter]
    list_select_related = ["series", "post", "idea"]
    list_per_page = 60
    ordering = ["series_id", "day"]  # that of the index; a series' own order would sort them all
    search_fields = ["=day", "post__title", "idea__words"]
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).defer(*(f"post__{name}" for name in Post.LONG_FIELDS))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not hasattr(obj, "post")

    @admin.display(description=_("post"))
    def what_stands_there(self, slot):
        if hasattr(slot, "post"):
            title, state = slot.post.title or _("without a title"), state_of(slot.post)
            return format_html('{} <span class="state state-{}">{}</span>', title, state, NAMES[state])
        if slot.skip_reason:
            return None
        return format_html('<a href="{}?slot={}">{}</a>', reverse("admin:blog_role_add"), slot.pk, _("Write it"))
