"""Rows of a list on a post's form: kept in order, moved by drag or keyboard, taken out with a tick."""

from django import forms
from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from blog.models import Post

from .widgets import NATIVE_INPUTS, RowSelect


class RowForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", None)
            if isinstance(widget, RowSelect) and self.instance.pk:
                widget.known = getattr(self.instance, name)

    @property
    def media(self):
        """Asked of each row, and the same for all of a list."""
        kind = type(self)
        if "_media" not in vars(kind):
            kind._media = super().media
        return kind._media

    def has_changed(self):
        # Script numbers every row; a number alone makes no new one.
        own = set(self.changed_data) - {"position"} if self.instance.pk is None else self.changed_data
        return bool(own)

    def validate_constraints(self):
        # Which rows of one post may stand beside each other is the formset's to judge, over what was typed: the
        # database still holds the rows as they were.
        exclude = {*self._get_validation_exclusions(), self.foreign_key}
        try:
            self.instance.validate_constraints(exclude=exclude)
        except forms.ValidationError as error:
            self._update_errors(error)


class RowFormSet(BaseInlineFormSet):
    # Django makes it anew whenever the rows are walked through, and they are, for what they need and to be drawn.
    empty_form = cached_property(BaseInlineFormSet.empty_form.fget)

    def _construct_form(self, *args, **kwargs):
        form = super()._construct_form(*args, **kwargs)
        form.foreign_key = self.fk.name
        return form

    @property
    def kept_forms(self):
        """The forms that will be rows after saving."""
        return [
            form
            for form in self.forms
            if not self._should_delete_form(form) and (form.instance.pk is not None or form.has_changed())
        ]

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        self.number_rows()

    def number_rows(self):
        """A row without a number goes to the end, in the order of the form."""
        ordered = [form for form in self.kept_forms if "position" in form.cleaned_data]
        last = max([form.cleaned_data["position"] or 0 for form in ordered], default=0)
        for form in ordered:
            if form.cleaned_data["position"] is None:
                last += 1
                form.cleaned_data["position"] = form.instance.position = last

    def save_existing_objects(self, commit=True):
        # Two rows that swap what is unique would meet for a moment: rows whose key changes leave before they come back.
        keys = {name for fields in self.model._meta.total_unique_constraints for name in fields.fields} - {self.fk.name}
        moved = [form.instance.pk for form in self.initial_forms if keys & set(form.changed_data)]
        if moved:
            self.model.objects.filter(pk__in=moved, **{self.fk.name: self.instance}).delete()
        return super().save_existing_objects(commit)


class RowInline(admin.StackedInline):
    """Whoever may edit the post may edit its rows."""

    form = RowForm
    formset = RowFormSet
    template = "admin/desk/rows.html"
    extra = 1
    formfield_overrides = NATIVE_INPUTS
    lines = ()  # how the fields stand beside each other
    is_quiet = False  # folded away until it holds something

    note = ""

    @classmethod
    def rows_name(cls):
        """The prefix of its formset: how the post calls these rows."""
        keys = [field for field in cls.model._meta.fields if field.is_relation and field.related_model is Post]
        key = next(field for field in keys if field.name == (cls.fk_name or field.name))
        return key.remote_field.get_accessor_name()

    @property
    def media(self):
        return forms.Media()

    def get_fieldsets(self, request, obj=None):
        ordered = [*self.lines, "position"] if self.is_ordered else self.lines
        return [(None, {"fields": ordered})]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related(*self.autocomplete_fields) if self.autocomplete_fields else rows

    @property
    def is_ordered(self):
        return any(field.name == "position" for field in self.opts.fields)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = RowSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "position":
            field.required, field.initial = False, None
        field.widget.can_delete_related = field.widget.can_view_related = False
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 2
        return field

    def parent_admin(self):
        return self.admin_site.get_model_admin(self.parent_model)

    def has_view_permission(self, request, obj=None):
        return self.parent_admin().has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return self.parent_admin().has_add_permission(request)
        return self.parent_admin().has_change_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)
