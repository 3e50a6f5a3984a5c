"""What the checks find in a post, shown beside its form."""

from dataclasses import dataclass

from blog.actions.checks import findings
from blog.models import stored_parts

from .layout import anchors_of


@dataclass(frozen=True)
class Gap:
    """One thing found: in which field or list of rows, what to do, and the section of the form that holds it."""

    field: str
    message: str
    anchor: str
    is_error: bool
    other: int | None  # the id of another role that is meant


def lacking(post, layout):
    """All that the checks say of a post as it is saved: what stops it first, then in the order of the form."""
    if post.pk is None:
        return []
    anchors = anchors_of(layout)
    gaps = [
        Gap(found.field, found.message, anchors.get(found.field, ""), found.is_error, found.other)
        for found in findings(post, stored_parts(post))
    ]
    places = list(anchors)
    return sorted(gaps, key=lambda gap: (not gap.is_error, places.index(gap.field) if gap.field in anchors else -1))


def mark_lacking(gaps, form, row_sets):
    """Put what stops it beside its field, as an error would stand, on a form that was not sent."""
    rows = {drawn.formset.prefix: drawn.formset for drawn in row_sets}
    for gap in gaps:
        if not gap.is_error:
            continue
        if gap.field in form.fields:
            form.errors[gap.field] = form.error_class([gap.message])
        elif gap.field in rows:
            rows[gap.field].non_form_errors().append(gap.message)
