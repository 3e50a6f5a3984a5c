"""What an export holds, counted from the shelf: the same for every format."""

from blog.models.tags import fold

from ..entries import Status
from ..telling import numbered


def count_found(shelf, report):
    report.blog = shelf.blog.title
    for (is_page, status), number in shelf.count_entries().items():
        report.find("page" if is_page else "post", status, number)
    for (is_pingback, status), number in shelf.count_comments().items():
        report.find("pingback" if is_pingback else "comment", status, number)
    for status, number in shelf.count_replies().items():
        report.find("reply", status, number)
    labels, writers = set(), set()
    for entry in shelf.entries():
        labels.update(map(fold, [*entry.labels, *entry.categories]))
        writers.update(entry.writers)
    labels.update(fold(label.name) for label in shelf.labels())
    writers.update(writer.reference for writer in shelf.writers())
    for kind, number in (("label", len(labels)), ("writer", len(writers)), ("file", sum(1 for _f in shelf.files()))):
        if number:
            report.find(kind, "all", number)


def note_left_out(shelf, report):
    """What stays behind: posts out of the bin, and comments whose post is not in the export."""
    for entry in shelf.entries():
        if entry.status == Status.TRASHED:
            number = sum(1 for _comment in shelf.comments_of(entry.reference))
            report.note("left out", entry.title or entry.reference, trashed_sentence(number))
    if orphans := sum(1 for _comment in shelf.orphans()):
        report.note("left out", "Comments", f"{orphans} stand under posts that are not in the export.")


def trashed_sentence(comments):
    return f"It was in the bin there, with {numbered('comment', comments)}." if comments else "It was in the bin there."
