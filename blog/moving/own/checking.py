"""Records checked before anything is made of them: an export may have been edited, or be nobody's."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ..markdown.report import Refused

LARGEST = 2**31 - 1  # that every database takes


def checked(row, exclude=()):
    """The unsaved row, if the model would take it."""
    relations = {field.name for field in row._meta.concrete_fields if field.is_relation}
    try:
        row.clean_fields(exclude={*exclude, *relations})
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise Refused(f"{row._meta.verbose_name} “{row}”, {name}: {' '.join(messages)}") from error
    return row


def text(record, name, default=""):
    value = record.get(name)
    if value is None:
        return default
    if isinstance(value, (dict, list)):
        raise Refused(f"{name}: Write a text here.")
    return str(value).replace("\0", "")


def instant(record, name):
    """An aware time, or None."""
    value = record.get(name)
    if isinstance(value, str):
        try:
            value = parse_datetime(value)
        except ValueError:
            value = None
        if value is None:
            raise Refused(f"{name}: Write a time here: 2026-11-01T09:00:00+01:00")
    if isinstance(value, datetime.datetime):
        return timezone.make_aware(value) if timezone.is_naive(value) else value
    if value is not None:
        raise Refused(f"{name}: Write a time here: 2026-11-01T09:00:00+01:00")
    return None


def number(record, name):
    value = record.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        raise Refused(f"{name}: Write a whole number here.")
    return value


def mappings(value, name):
    """A list of mappings, or nothing."""
    rows = value or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused(f"{name}: Write a list here, each row with its fields.")
    return rows
