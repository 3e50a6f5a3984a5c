"""Reads an export as every import begins, and keeps what lay on the shelf."""

from dataclasses import dataclass

from blog.moving.formats import find_format
from blog.moving.reports import Report
from blog.moving.shelf import Shelf
from blog.moving.sources import open_source


@dataclass
class Laid:
    report: Report
    format: str
    blog: object
    entries: list  # the oldest first
    comments: dict  # by reference
    writers: list
    labels: list
    files: dict  # by url

    def entry(self, title):
        return next(entry for entry in self.entries if entry.title == title)

    @property
    def entry_only(self):
        (entry,) = self.entries
        return entry

    @property
    def comment_only(self):
        (comment,) = self.comments.values()
        return comment

    def notes(self, topic):
        return [f"{about}: {sentence}" for about, sentence in self.report.notes.get(topic, [])]


def lay(path, *, host=None, name=None):
    report = Report()
    with open_source(path, host=host) as source, Shelf() as shelf:
        format = find_format(source, name)
        format.read(source, shelf, report)
        entries = list(shelf.entries())
        comments = [comment for entry in entries for comment in shelf.comments_of(entry.reference)]
        return Laid(
            report,
            format.NAME,
            shelf.blog,
            entries,
            {comment.reference: comment for comment in [*comments, *shelf.orphans()]},
            list(shelf.writers()),
            list(shelf.labels()),
            {file.url: file for file in shelf.files()},
        )
