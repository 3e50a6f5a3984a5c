"""Times left as the database writes them: turning one into a `datetime` costs more than reading its row."""

import datetime

from django.db.models import TextField
from django.db.models.functions import Cast


def as_text(field):
    """A column as its text, for `values_list`. Texts of times, in one database, stand in the order of the times."""
    return Cast(field, TextField())


def instant(text):
    """The moment that such a text says."""
    at = datetime.datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=datetime.UTC)  # SQLite says none
