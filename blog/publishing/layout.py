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
    prompt: str = ""  # what the series asks for here

    def fields(self):
        return [part for part in self.parts if not isinstance(part, type)]

    def inlines(self):
        return [part for part in self.parts if isinstance(part, type)]


def lines_of(layout):
    """The names of each line of the form, and of each list of rows."""
    for section in layout:
        for part in section.parts:
            yield [part.rows_name()] if isinstance(part, type) else [part] if isinstance(part, str) else list(part)


def anchors_of(layout):
    """{name of a field or of a list of rows: anchor of its section}, in the order of the form."""
    return {name: section.anchor for section in layout for line in lines_of([section]) for name in line}


@dataclass(frozen=True)
class Piece:
    """What the template draws of a section: some fields, or one list of rows; and what is noted below the last."""

    fieldset: Fieldset = None
    rows: object = None
    note: object = None


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
        notes = context.get("notes", {})
        context["sections"] = [
            {"section": section, "pieces": list(pieces(section, context["adminform"], drawn, notes))}
            for section in self.get_layout(request, obj)
        ]
        return super().render_change_form(request, context, add, change, form_url, obj)


def pieces(section, admin_form, drawn, notes):
    """
    The parts of a section as pieces, neighbouring fields together as far as nothing is noted between them; `drawn`
    holds the rows by inline class, `notes` what stands below a field or list, by its name.
    """
    for is_inline, parts in groupby(section.parts, key=lambda part: isinstance(part, type)):
        if is_inline:
            yield from (Piece(rows=drawn[part], note=notes.get(part.rows_name())) for part in parts if part in drawn)
        else:
            for run, note in runs(parts, notes):
                yield Piece(fieldset=fieldset_of(run, admin_form), note=note)


def runs(parts, notes):
    """([lines], note): each run of lines ends where something is noted below its last line."""
    run = []
    for part in parts:
        run.append(part)
        names = [part] if isinstance(part, str) else part
        if note := next((notes[name] for name in names if name in notes), None):
            yield run, note
            run = []
    if run:
        yield run, None


def fieldset_of(parts, admin_form):
    return Fieldset(
        admin_form.form,
        fields=list(parts),
        readonly_fields=admin_form.readonly_fields,
        model_admin=admin_form.model_admin,
    )
