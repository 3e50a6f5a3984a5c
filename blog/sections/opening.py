"""The lines around a text: its own title once more, the headline, the standfirst; the closing line at its end."""

import re
from dataclasses import dataclass

from blog.markup import clean_html, plain_text, tree
from blog.markup.blocks import HEADINGS

from .items import is_all_strong, text_of
from .titles import WORDS
from .wordings import normalize

HEADLINE_LENGTH, STANDFIRST_LENGTH, CLOSING_LENGTH = 200, 600, 300
SHORT_LINE = 160  # what ends a text in so few characters is its closing line
DAY_LINE = re.compile(rf"\W*(?:{WORDS})[\s.:#-]*\d+(?:\s*(?:/|of|out of)\s*\d+)?(?:\s+\w+){{0,3}}\W*", re.IGNORECASE)
NAMES_A_POST = re.compile(r"(?:how to become|why (?:you should )?become)\b", re.IGNORECASE)
ASKS_READERS = re.compile(r"(?:any )?(?:questions|comments|thoughts|feedback)\b.*\?", re.IGNORECASE)


@dataclass
class Opening:
    headline: str = ""
    standfirst: str = ""
    rest: str = ""  # HTML of what is neither
    cover: int | None = None  # number of the picture it begins with


def blocks_of(html):
    blocks = list(tree.parse(html)) if html else []
    for block in blocks:
        block.tail = None
    return blocks


def as_html(blocks):
    return clean_html("".join(map(tree.outer, blocks)))


def without_day_lines(blocks):
    """Lines like "Day 31 of 365" are printed from the slot."""
    return [block for block in blocks if not (block.tag in ("p", *HEADINGS) and DAY_LINE.fullmatch(text_of(block)))]


def read_opening(html, titles, *, has_cover=False):
    """
    What stands before the first section of a role. `titles`: under which the post goes, with its day and without. A
    picture at its beginning is its cover, unless it has one.
    """
    found, blocks = Opening(), without_day_lines(blocks_of(html))
    pictures = [blocks.pop(0)] if blocks and only_picture(blocks[0]) else []
    if pictures and not has_cover:
        found.cover = only_picture(pictures.pop())
    repeated = {normalize(title) for title in titles}
    while blocks and blocks[0].tag in ("p", *HEADINGS) and normalize(text_of(blocks[0])) in repeated:
        blocks.pop(0)
    if blocks and is_headline(blocks[0]) and (len(blocks) > 1 or NAMES_A_POST.match(text_of(blocks[0]))):
        found.headline = text_of(blocks.pop(0))
    if blocks and is_plain(blocks[0]) and len(text_of(blocks[0])) <= STANDFIRST_LENGTH:
        found.standfirst = text_of(blocks.pop(0))
    found.rest = as_html([*pictures, *blocks])
    return found


def only_picture(block):
    """The number of the stored picture that is all this block shows, without a caption of its own; or None."""
    pictures = list(block.iter("img"))
    if block.tag not in ("p", "figure") or len(pictures) != 1 or text_of(block):
        return None
    number = pictures[0].get("data-picture", "")
    return int(number) if number.isdecimal() else None


def is_headline(block):
    text = text_of(block)
    if not text or len(text) > HEADLINE_LENGTH or block.find(".//a") is not None or block.find(".//img") is not None:
        return False
    return block.tag in HEADINGS or is_all_strong(block) or (block.tag == "p" and text[-1] not in ".,;!?…")


def is_plain(block):
    """Whether it is a paragraph of words alone, of which nothing is lost as plain text."""
    return block.tag == "p" and not any(inner.tag in ("a", "img", "code", "br") for inner in block.iterdescendants())


def take_closing_line(html):
    """(the HTML without it, the line), if the text of a role ends in a line of its own."""
    blocks = without_day_lines(blocks_of(html))
    line = ""
    if len(blocks) > 1 and is_plain(blocks[-1]) and len(text_of(blocks[-1])) <= SHORT_LINE and not begins(blocks[-2]):
        line = text_of(blocks.pop())
    return as_html(blocks), line


def begins(block):
    """Whether it is the heading of what follows."""
    return block.tag in HEADINGS or is_all_strong(block)


def take_question(html):
    """The same of an essay, whose last paragraph counts only if it asks the readers for their word."""
    blocks = blocks_of(html)
    if len(blocks) < 2 or not is_plain(blocks[-1]) or not is_question(text_of(blocks[-1])):
        return html, ""
    line = text_of(blocks.pop())
    while blocks and blocks[-1].tag == "hr":
        blocks.pop()
    return as_html(blocks), line


def is_question(text):
    return len(text) <= CLOSING_LENGTH and ASKS_READERS.match(text) is not None


@dataclass
class Excerpt:
    """`standfirst`: the words above the text; `description`: those that stand in the text already."""

    rest: str  # HTML of the text
    standfirst: str = ""
    description: str = ""


def take_excerpt(html, excerpt):
    """
    What stands before a jump break is the beginning of the text and is not said twice: its words move above the text,
    or, where pictures or links would be lost or it is long, stay and describe it.
    """
    line = " ".join(plain_text(excerpt).split())
    blocks, begun = blocks_of(html), []
    while blocks and is_plain(blocks[0]) and len(" ".join(begun)) < len(line):
        begun.append(text_of(blocks.pop(0)))
    if blocks and line and line == " ".join(begun) and len(line) <= STANDFIRST_LENGTH:
        return Excerpt(as_html(blocks), line)
    if line and " ".join(plain_text(html).split()).startswith(line):
        return Excerpt(html, description=line)
    return Excerpt(html, line)


def take_repeated(html):
    """(the HTML without it, the line), where a text begins twice with the same words: once as its standfirst."""
    blocks = blocks_of(html)
    if len(blocks) < 2 or not is_plain(blocks[0]) or text_of(blocks[0]) != text_of(blocks[1]):
        return html, ""
    line = text_of(blocks[0])
    return (as_html(blocks[1:]), line) if len(line) <= STANDFIRST_LENGTH else (html, "")


def headings_of(html):
    return [text_of(block) for block in blocks_of(html) if block.tag in HEADINGS]
