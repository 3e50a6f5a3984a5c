"""A long form in sections, each with fields and lists of rows in the order in which the reader meets them."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib.admin.helpers import Fieldset


@dataclass(frozen=True)
class Section:
    """`parts`: names of fields (a tuple of names stands on one line) and inline classes, in order."""

    anchor: str
    title: str
    parts: tuple
    note: str = ""

    def fields(self):
        return [part for part in self.parts if not isinstance(part, type)]

    def inlines(self):
        return [part for part in self.parts if isinstance(part, type)]


@dataclass(frozen=True)
class Piece:
    """What the template draws of a section: some fields, or one list of rows."""

    fieldset: Fieldset = None
    rows: object = None


class SectionedAdmin:
    """A ModelAdmin whose form is `layout`, a list of sections; they also make the contents list beside it."""

    change_form_template = "admin/desk/sections.html"
    layout = ()

    def get_layout(self, request, obj=None):
        return self.layout

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": section.fields()}) for section in self.get_layout(request, obj) if section.fields()]

    def get_inlines(self, request, obj):
        return [inline for section in self.get_layout(request, obj) for inline in section.inlines()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        drawn = {type(rows.opts): rows for rows in context["inline_admin_formsets"]}
        context["sections"] = [
            {"section": section, "pieces": list(pieces(section, context["adminform"], drawn))}
            for section in self.get_layout(request, obj)
        ]
        return super().render_change_form(request, context, add, change, form_url, obj)


def pieces(section, admin_form, drawn):
    """The parts of a section as pieces, neighbouring fields together; `drawn` holds the rows by inline class."""
    for is_inline, parts in groupby(section.parts, key=lambda part: isinstance(part, type)):
        if is_inline:
            yield from (Piece(rows=drawn[inline]) for inline in parts if inline in drawn)
        else:
            yield Piece(
                fieldset=Fieldset(
                    admin_form.form,
                    fields=list(parts),
                    readonly_fields=admin_form.readonly_fields,
                    model_admin=admin_form.model_admin,
                )
            )
