"""Values out of front matter, each checked for its shape. What is wrong is said with its line."""

import datetime
import difflib
from contextlib import suppress

from django.utils import timezone

from .report import Refused


class Fields:
    """One mapping of front matter. `line(key)` finds where a key stands."""

    def __init__(self, values, line, name=""):
        self.values, self.line, self.name = values, line, name

    def refuse(self, key, message):
        name = f"{self.name} → {key}" if self.name else key
        raise Refused(f"{name}: {message}", self.line(key))

    def has(self, key):
        return self.values.get(key) is not None

    def text(self, key, default="", *, needed=False):
        value = self.values.get(key)
        if value is None or value == "":
            if needed:
                self.refuse(key, "Fill this in.")
            return default
        if isinstance(value, (bool, list, dict)):
            self.refuse(key, "Write a text here; put it into quotes.")
        return str(value).strip()

    def number(self, key, *, needed=False):
        value = self.values.get(key)
        if value is None and not needed:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.refuse(key, "Write a whole number here.")
        return value

    def texts(self, key):
        """A list of texts, or one text."""
        value = self.values.get(key)
        if value is None:
            return []
        rows = value if isinstance(value, list) else [value]
        if any(isinstance(row, (bool, list, dict)) or row is None for row in rows):
            self.refuse(key, "Write a list of texts here: [one, two].")
        return [text for row in rows if (text := str(row).strip())]

    def names(self, key):
        """[(name, slug or "")] of a list of names, each alone or as {name: ..., slug: ...}."""
        value = self.values.get(key)
        rows = value if isinstance(value, list) else [value]
        found = []
        for row in rows if value is not None else ():
            said = Fields(row if isinstance(row, dict) else {"name": row}, lambda _key: self.line(key), key)
            if name := said.text("name"):
                found.append((name, said.text("slug")))
        return found

    def date(self, key, *, needed=False):
        value = self.values.get(key)
        if value is None and not needed:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, str):
            with suppress(ValueError):
                value = datetime.date.fromisoformat(value.strip())
        if not isinstance(value, datetime.date):
            self.refuse(key, "Write a date here: 2026-10-01.")
        return value

    def instant(self, key):
        """A date with its time, or a date alone as it stands. Without a zone the site's is meant."""
        value = self.values.get(key)
        if isinstance(value, str):
            try:
                value = datetime.datetime.fromisoformat(value.strip())
            except ValueError:
                self.refuse(key, "Write a time here: 2026-11-01T09:00:00+01:00.")
        if isinstance(value, datetime.datetime) and value.tzinfo is None:
            return timezone.make_aware(value)
        if value is not None and not isinstance(value, datetime.date):
            self.refuse(key, "Write a time here: 2026-11-01T09:00:00+01:00.")
        return value

    def choice(self, key, choices, default=""):
        value = self.text(key, default)
        if value and value not in choices:
            self.refuse(key, f"“{value}” is none of these: {', '.join(choices)}.")
        return value

    def mapping(self, key):
        value = self.values.get(key)
        if value is None:
            return Fields({}, self.line, key)
        if not isinstance(value, dict):
            self.refuse(key, "Write fields here: {one: ..., two: ...}.")
        return Fields(value, lambda _key: self.line(key), key)

    def mappings(self, key):
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.refuse(key, "Write a list here, each row with its fields: - {one: ..., two: ...}.")
        return [Fields(row, lambda _key: self.line(key), key) for row in value]

    def unknown(self, known):
        """(key, the known one it may be meant for, or None) for each key that is not known."""
        for key in self.values:
            if key not in known:
                near = difflib.get_close_matches(str(key), known, n=1)
                yield key, near[0] if near else None
