"""What a post still lacks to come out, shown beside the fields it is about."""

from dataclasses import dataclass

from blog.actions.checks import problems


@dataclass(frozen=True)
class Gap:
    """One thing missing: in which field or list of rows, what to do, and the section of the form that holds it."""

    field: str
    message: str
    anchor: str


def lacking(post, layout):
    """The gaps of a post that is not out yet. One that is out was let out as it is."""
    if post.pk is None or post.is_public():
        return []
    anchors = anchors_of(layout)
    return [Gap(found.field, found.message, anchors.get(found.field, "")) for found in problems(post)]


def anchors_of(layout):
    """{name of a field or of a list of rows: anchor of its section}"""
    anchors = {}
    for section in layout:
        for part in section.parts:
            names = [part.rows_name()] if isinstance(part, type) else [part] if isinstance(part, str) else part
            anchors |= dict.fromkeys(names, section.anchor)
    return anchors


def mark_lacking(gaps, form, row_sets):
    """Put each gap beside its field, as an error would stand, on a form that was not sent."""
    rows = {drawn.formset.prefix: drawn.formset for drawn in row_sets}
    for gap in gaps:
        if gap.field in form.fields:
            form.errors[gap.field] = form.error_class([gap.message])
        elif gap.field in rows:
            rows[gap.field].non_form_errors().append(gap.message)
