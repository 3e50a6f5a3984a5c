"""A text with standing headings as the role it describes, before anything is written: for a move and for the desk."""

from dataclasses import dataclass

from blog.markup import clean_html
from blog.models.rich_text import CleanText
from blog.sections import Sections, find_sections
from blog.sections.opening import read_opening, take_closing_line

from .role_rows import Rows


@dataclass
class Composed:
    found: Sections
    values: dict  # fields of Post, but for what finds no section: see `body`
    tables: dict  # {model: unsaved rows without their role}
    opening: str  # HTML of what stands before the first section and is neither headline nor standfirst
    left: list  # HTML of what no row can hold
    cover_id: int | None = None

    def extra(self, *more):
        """HTML of what found no place, with some `more` that did not."""
        return clean_html("\n".join(filter(None, [self.found.extra, *self.left, *more])))

    def body(self, *more):
        return CleanText("\n".join(filter(None, [self.opening, self.extra(*more)])))


def compose_role(html, titles, wordings, *, has_cover=False):
    """`titles`: under which the post goes, so that its text need not repeat them. Relations are left in `found`."""
    found = find_sections(html, wordings=wordings)
    begun = read_opening(found.lead, titles, has_cover=has_cover)
    rows = Rows(found)
    name = "final" if found.final else "extra"
    rest, closing = take_closing_line(getattr(found, name))
    setattr(found, name, rest)
    values = {
        "why": CleanText(found.why),
        "what": CleanText(found.what),
        "final": CleanText(found.final),
        "choose_else": "\n".join(found.choose_else),
        "headline": begun.headline,
        "standfirst": begun.standfirst,
        "closing_line": closing,
    }
    return Composed(found, values, rows.tables, begun.rest, rows.left, begun.cover)
