"""What an import did, and what it could not do."""

from collections import Counter
from dataclasses import dataclass, field

from .. import reports


class Refused(reports.Refused):
    """Something in a file cannot be brought in; the message says what to do about it."""

    def __init__(self, message, line=None):
        super().__init__(message)
        self.line = line


@dataclass
class Remark:
    """About one line of one file, or about the whole file."""

    path: str
    message: str
    line: int | None = None

    def __str__(self):
        return f"{self.path}, line {self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


@dataclass
class Report:
    posts: list = field(default_factory=list)  # made or found, in the order of their files
    made: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    errors: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)  # what came in beside posts, by kind

    def refuse(self, path, refused):
        self.errors.append(Remark(str(path), str(refused), getattr(refused, "line", None)))

    def note(self, path, message, line=None):
        self.notes.append(Remark(str(path), message, line))

    def as_json(self):
        def remarks(rows):
            return [vars(row) for row in rows]

        return {
            "read": len(self.posts),
            "made": [post.get_absolute_url() for post in self.made],
            "changed": [post.get_absolute_url() for post in self.changed],
            "beside": dict(self.counts),
            "errors": remarks(self.errors),
            "notes": remarks(self.notes),
        }
