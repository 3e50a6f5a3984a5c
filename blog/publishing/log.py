"""Who did what and when, for the owner to read: nobody changes or deletes a line of it."""

import json

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .times import time_in_short

PEOPLE_SHOWN = 100
LONGEST_VALUE = 80  # letters of a value told in a line
NEVER_TOLD = "password"


class PersonFilter(admin.SimpleListFilter):
    title = _("person")
    parameter_name = "by"

    def lookups(self, request, model_admin):
        people = User.objects.filter(is_staff=True).order_by("name", "email")
        return [(str(person.pk), person.name or person.email) for person in people[:PEOPLE_SHOWN]]

    def queryset(self, request, queryset):
        return queryset.filter(user=self.value()) if (self.value() or "").isdecimal() else queryset


class KindFilter(admin.SimpleListFilter):
    """Kinds of things that stand on the desk. A post is one thing, whichever list it was opened from."""

    title = _("kind of thing")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        names = {}
        for model in model_admin.admin_site._registry:
            names.setdefault(model._meta.concrete_model, str(model._meta.concrete_model._meta.verbose_name))
        kinds = [(model._meta.label_lower, capfirst(name)) for model, name in names.items()]
        return sorted(kinds, key=lambda kind: kind[1])

    def queryset(self, request, queryset):
        types = [pk for pk, label in concrete_labels().items() if label == self.value()]
        return queryset.filter(content_type__in=types) if self.value() else queryset


class ThingFilter(admin.SimpleListFilter):
    """One thing alone: reached from each line of the list."""

    title = _("one thing")
    parameter_name = "of"

    def lookups(self, request, model_admin):
        return [(of, _("this one alone"))] if (of := request.GET.get(self.parameter_name)) else []

    def queryset(self, request, queryset):
        label, _dash, pk = (self.value() or "").partition("-")
        types = [key for key, found in concrete_labels().items() if found == label]
        return queryset.filter(content_type__in=types, object_id=pk[:40].replace("\0", "")) if label else queryset


def concrete_labels():
    """{id of a content type: label of the model whose table it stands for}"""
    models = {ct.pk: ct.model_class() for ct in ContentType.objects.all()}
    return {pk: model._meta.concrete_model._meta.label_lower for pk, model in models.items() if model}


class LogAdmin(admin.ModelAdmin):
    list_display = ["when", "who", "did", "thing", "said", "all_of_it"]
    list_display_links = None
    list_filter = [PersonFilter, KindFilter, ThingFilter, ("action_time", admin.DateFieldListFilter), "action_flag"]
    list_per_page = 50
    list_select_related = ["user", "content_type"]
    ordering = ["-pk"]
    search_fields = ["object_repr", "change_message", "user__email", "user__name"]
    search_help_text = _("Names of things, words of what was done, names and addresses of people.")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fields = ["when", "who", "did", "thing", "said"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("when"), ordering="pk")
    def when(self, entry):
        return time_in_short(entry.action_time, timezone.get_default_timezone())

    @admin.display(description=_("who"))
    def who(self, entry):
        return entry.user.name or entry.user.email

    @admin.display(description=_("did"))
    def did(self, entry):
        return entry.get_action_flag_display()

    @admin.display(description=_("what"))
    def thing(self, entry):
        kind = capfirst(entry.content_type.name if entry.content_type else "")
        name = Truncator(entry.object_repr).chars(LONGEST_VALUE) or _t("without a title")
        address = None if entry.is_deletion() else entry.get_admin_url()
        return format_html('{} <a href="{}">{}</a>', kind, address, name) if address else f"{kind} {name}"

    @admin.display(description=_("in words"))
    def said(self, entry):
        return entry.get_change_message()

    @admin.display(description=_("all of it"))
    def all_of_it(self, entry):
        model = entry.content_type and entry.content_type.model_class()
        if model is None:
            return ""
        label = model._meta.concrete_model._meta.label_lower
        return format_html('<a href="?of={}-{}">{}</a>', label, entry.object_id, _t("history"))


class ToldAdmin(admin.ModelAdmin):
    """A ModelAdmin whose log says what each field was and became."""

    def construct_change_message(self, request, form, formsets, add=False):
        told = super().construct_change_message(request, form, formsets, add)
        if add or not form.changed_data:
            return told
        rest = [said for said in told if "name" in next(iter(said.values()), {})]
        words = [change_in_words(form, name) for name in form.changed_data]
        if rest:
            words.append(LogEntry(change_message=json.dumps(rest)).get_change_message())
        return " ".join(words)


def change_in_words(form, name):
    field = form.fields.get(name)
    label = capfirst(str((field and field.label) or name))
    if field is None or NEVER_TOLD in name:
        return _t("%(field)s changed.") % {"field": label}
    old, new = (value_in_words(form, name, values) for values in (form.initial, form.cleaned_data))
    return f"{label}: {old} → {new}."


def value_in_words(form, name, values):
    value = values.get(name)
    if isinstance(value, (list, tuple, QuerySet)):
        return ", ".join(sorted(map(str, value))) or "—"
    if isinstance(value, bool):
        return _t("yes") if value else _t("no")
    if value in (None, ""):
        return "—"
    field = form.fields[name]
    if hasattr(field, "queryset"):
        words = value if isinstance(value, Model) else field.queryset.filter(pk=value).first() or value
    else:
        words = dict(getattr(field, "choices", ())).get(value, value)
    return f"“{Truncator(str(words)).chars(LONGEST_VALUE)}”"
