"""Rows checked as the model says, before the database sees them."""

from django.core.exceptions import ValidationError

from .report import Refused


def check_row(row, document, exclude=()):
    """Refuse a row that the model would not take, naming the line its text stands on."""
    # What it points to was looked up a moment ago; the database has the last word on it.
    relations = {field.name for field in row._meta.concrete_fields if field.is_relation}
    try:
        row.clean_fields(exclude={*exclude, *relations})
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        field = row._meta.get_field(name)
        words = str(getattr(row, name) or "")
        raise Refused(
            f"{row._meta.verbose_name}, {field.verbose_name}: {' '.join(messages)}", document.line_with(words)
        ) from error
