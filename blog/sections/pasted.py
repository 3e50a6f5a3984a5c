"""What somebody pasted or typed, as HTML that `find_sections` can read: HTML, Markdown, or plain lines and notes."""

import re
from dataclasses import dataclass, field

from blog.markup import clean_html, markdown_to_html
from blog.markup.blocks import HEADINGS

from .items import text_of
from .opening import as_html, blocks_of, is_headline
from .titles import claim_of
from .wordings import LONGEST_HEADING, STANDING_WORDINGS, normalize

HTML = re.compile(
    r"\s*<(?:!doctype|html|body|meta|p|h[1-6]|ul|ol|div|table|section|article|span|b|strong)\b", re.IGNORECASE
)
MARKED = re.compile(r"\s*(?:[#>*+•·▪●○◦\-–—|]|\d{1,3}[.)]\s|`{3}|~{3}|\s{3}\S)")
LABELLED = re.compile(r"(?P<label>[^:.!?\n]{3,60}):\s+(?P<rest>\S.*)")
FENCE = re.compile(r"\s*(?:`{3}|~{3})")
FRONT = re.compile(r"\A\s*---[ \t]*\n(?P<front>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
# Lines with which the page around a text goes on.
FURNITURE = ("comments", "post a comment", "leave a comment", "popular posts from this blog", "popular posts")
FURNITURE += ("labels", "share this post", "related posts", "about the author", "subscribe to our newsletter")
LISTED = ("skills", "tasks", "perks", "drawbacks")  # where names with commas between them are the items of a list
MOST_WORDS = 6  # of such a name
# Lines of notes, before the first section, that are a field of the form.
FIELDS = {
    "title": "title",
    "role": "title",
    "headline": "headline",
    "standfirst": "standfirst",
    "summary": "standfirst",
    "in short": "standfirst",
    "description": "description",
    "tags": "tags",
    "category": "category",
    "also called": "also_called",
    "also known as": "also_called",
    "hours": "hours_a_week",
    "hours a week": "hours_a_week",
    "closing line": "closing_line",
}


@dataclass
class Pasted:
    html: str  # safe
    around: str  # safe HTML of what belongs to the page it was copied from
    fields: dict = field(default_factory=dict)  # what was said of fields by their labels
    title: str = ""  # without its day
    day: int | None = None
    names: tuple = ()  # under which the text may name itself once more


def read_pasted(text, wordings=STANDING_WORDINGS, *, title=""):
    """`title`: that of the post already; without one the first line may be it."""
    text = text.replace("\r\n", "\n")
    fields, text = ({}, text) if HTML.match(text) else take_fields(text, wordings)
    html = text if HTML.match(text) else markdown_to_html(set_apart(text, wordings), with_breaks=True)
    found = Pasted(*part_from_page(clean_html(html, lowest_heading=6), wordings), fields)
    said = found.fields.pop("title", "") or first_line(found.html, wordings)
    claim = claim_of(said)
    is_title = not title or normalize(claim.title if claim else said) == normalize(title)
    if said and is_title:
        found.title, found.day = (claim.title, claim.day) if claim else (said, None)
        found.names = (said, found.title)
    return found


def part_from_page(html, wordings):
    """(the text, what stands below it on the page that it was copied from with all its furniture)."""
    blocks, is_text = blocks_of(html), False
    for n, block in enumerate(blocks):
        line = text_of(block)
        if is_text and block.tag in ("p", *HEADINGS) and normalize(line) in FURNITURE:
            return as_html(blocks[:n]), as_html(blocks[n:])
        is_text = is_text or bool(wordings.section_of(line))
    return html, ""


def first_line(html, wordings):
    """The first line of a text, if it can be a title."""
    blocks = blocks_of(html)
    if len(blocks) < 2 or not is_headline(blocks[0]):
        return ""
    line = text_of(blocks[0])
    return "" if wordings.section_of(line) else line


def take_fields(text, wordings):
    """({field: value}, the text without these lines)."""
    fields, kept = {}, []
    front = FRONT.match(text)
    lines = [*(front["front"].split("\n") if front else []), *text[front.end() if front else 0 :].split("\n")]
    is_lead = True
    for line in lines:
        labelled = LABELLED.fullmatch(line.strip())
        name = FIELDS.get(normalize(labelled["label"])) if labelled and is_lead else None
        if name and name not in fields:
            fields[name] = labelled["rest"].strip().strip("[]\"'")
        else:
            is_lead = is_lead and not begins_section(line, wordings)
            kept.append(line)
    return fields, "\n".join(kept)


def begins_section(line, wordings):
    line = line.strip().strip("#*_ ")
    labelled = LABELLED.fullmatch(line)
    return bool(wordings.section_of(line.rstrip(":")) or (labelled and normalize(labelled["label"]) in wordings.exact))


def set_apart(text, wordings):
    """Markdown in which each line that is a standing heading is one, whatever stands above and below it."""
    lines, is_code, is_below_another = [], False, False
    for line in text.split("\n"):
        is_code ^= bool(FENCE.match(line))
        made = None if is_code else heading_of(line, wordings, is_below_another, not lines or not lines[-1].strip())
        is_below_another = is_below_another or bool(made)
        lines += made or [line]
    return "\n".join(lines)


def heading_of(line, wordings, is_below_another, is_after_space):
    """The lines in place of one that is a standing heading, alone or with text behind a colon; or None."""
    bare = line.strip()
    if not bare or len(bare) > 2000 or MARKED.match(line):
        return None
    can_be_one = len(bare) <= LONGEST_HEADING and bare[-1] not in ".,;!" and (is_after_space or bare[:1].isupper())
    if can_be_one and wordings.section_of(bare.rstrip(":"), is_below_another=is_below_another):
        return ["", f"## {bare.rstrip(':')}", ""]
    labelled = LABELLED.fullmatch(bare)
    section = labelled and wordings.exact.get(normalize(labelled["label"]))
    return section and ["", f"## {labelled['label']}", "", *listed(section, labelled["rest"])]


def listed(section, rest):
    """Names with commas between them as a list, where a section wants one."""
    names = [name.strip() for name in rest.rstrip(".").split(",")]
    is_list = section in LISTED and len(names) > 1 and all(0 < len(name.split()) <= MOST_WORDS for name in names)
    return [f"- {name}" for name in names] if is_list else [rest]
