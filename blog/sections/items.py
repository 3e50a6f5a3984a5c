"""The items of a section, whether it lists them, gives each a heading, or names each at the start of a paragraph."""

import copy
import re
from dataclasses import dataclass, field

from blog.markup import line_of, plain_text, render_line, tree
from blog.markup.blocks import HEADINGS
from blog.markup.pasting import lines_of

LONGEST_NAME, MOST_NAME_WORDS = 80, 9
NAMED = re.compile(r"(?P<title>[^\n]{1,80}?)(?::|\s[–—-])\s+(?P<text>\S.*)")
NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+")  # typed, where it stands alone and made no list
AFTER_TITLE = re.compile(r"\s*(?::\s*|[–—-]\s+|\.\s+)?")
NOTE = re.compile(r"\s*\((?P<note>[^()]*)\)\s*(?::\s*|$)")
TITLE_WITH_NOTE = re.compile(r"(?P<title>.+?)\s*\((?P<note>[^()]*)\)")


@dataclass
class Item:
    """One thing of a list: its name if it has one, what stands in brackets behind the name, and its text."""

    title: str
    text: str
    source: object  # the element it came from
    note: str = ""
    below: list = field(default_factory=list)  # the paragraphs of its text, when its name is a heading

    def whole(self):
        """All its words in one line."""
        title = f"{self.title} ({self.note})" if self.note else self.title
        return ": ".join(part for part in (title, self.text) if part)

    def line(self):
        """All of it as it was written, in one line."""
        return ": ".join(filter(None, [NUMBERED.sub("", line_of(self.source)), *map(line_of, self.below)]))


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def is_all_strong(block):
    return (
        len(block) == 1
        and block[0].tag == "strong"
        and tree.is_blank(block.text)
        and tree.is_blank(block[0].tail)
        and block.find(".//br") is None
    )


def read_items(blocks):
    """The items in these blocks, and the blocks that are none."""
    items, leftovers, headed = [], [], None
    for block in blocks:
        if block.tag in HEADINGS or (block.tag == "p" and is_all_strong(block)):
            headed = Item(NUMBERED.sub("", text_of(block)), "", block)
            items.append(headed)
        elif block.tag in ("ul", "ol") and block.find(".//img") is None:
            if headed and not headed.text:
                # It was a heading above a list, not the name of an item.
                items.remove(headed)
                leftovers.append(headed.source)
            headed = None
            items += [read_item(row) for row in block]
        elif block.tag == "p" and headed:
            headed.text = f"{headed.text} {line_of(block)}".strip()
            headed.below.append(block)
        elif block.tag == "p" and (named := read_paragraph(block)):
            items += named
        else:
            leftovers.append(block)
            headed = None
    return items, leftovers


def read_paragraph(block):
    """The items named in a paragraph, on one line or several; none if a line has no name."""
    items = [read_item(line) for line in lines_of(block) if not tree.is_empty(line)]
    return items if items and all(item.title for item in items) and block.find(".//img") is None else []


def read_item(element):
    body = copy.deepcopy(element)
    body.tail = None
    first = body[0] if len(body) and body[0].tag == "p" and tree.is_blank(body.text) else body
    if len(first) and first[0].tag == "strong" and tree.is_blank(first.text):
        return strong_item(element, body, first[0])
    line = line_of(body)
    named = NAMED.fullmatch(line := NUMBERED.sub("", line))
    if not named or not is_name(named["title"]):
        return Item("", line, element)
    title, text = named["title"], named["text"]
    if noted := TITLE_WITH_NOTE.fullmatch(title):
        return Item(plain(noted["title"]), text, element, plain(noted["note"]))
    return Item(plain(title), text, element)


def strong_item(element, body, strong):
    title = NUMBERED.sub("", text_of(strong)).rstrip(": ")
    links = [link.get("href") for link in strong.iter("a")]
    tree.remove(strong)
    rest = line_of(body)
    note = ""
    if noted := NOTE.match(rest):
        note, rest = plain(noted["note"]), rest[noted.end() :]
    else:
        rest = rest[AFTER_TITLE.match(rest).end() :]
    # A linked name keeps its link at the end of the text.
    return Item(title, " ".join([rest, *links]).strip(), element, note)


def is_name(title):
    return len(title.split()) <= MOST_NAME_WORDS and "](" not in title and not re.search(r"[.!?]\s", title)


def plain(line):
    return " ".join(plain_text(render_line(line)).split())
