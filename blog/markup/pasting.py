"""Lists that came as paragraphs: from a word processor, or typed with a bullet or number before each line."""

import copy
import re
from dataclasses import dataclass

from . import tree

WORD_LIST = re.compile(r"mso-list\s*:\s*(?!ignore|none)", re.IGNORECASE)
WORD_LEVEL = re.compile(r"\blevel(\d)", re.IGNORECASE)
WORD_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
COUNTED = re.compile(r"\(?(\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,5})[.)]")

CERTAIN_BULLET = re.compile(r"\s*[•·▪▫●○◦‣⁃■□➢✓\uf0a7\uf0b7]\s*")
LIKELY_BULLET = re.compile(r"\s*(?:[-–—*]\s+|[►▸▹▶➤➔➜→»❖◆♦✦✔∙⦁]\ufe0f?\s*)")
NUMBER = re.compile(r"\s*(\d{1,3})[.)]\s+")


@dataclass(frozen=True)
class Mark:
    """What a paragraph shows of being an item of a list."""

    kind: str  # ul or ol
    level: int = 1
    number: int = 0
    is_certain: bool = False

    def continues(self, before):
        if self.is_certain and before.is_certain:
            return self.kind == before.kind or self.level != before.level
        return self.kind == before.kind and (not self.number or self.number == before.number + 1)


def mark_list_paragraph(source):
    """Attributes for the paragraph made from `source` if a word processor made it an item. Takes its bullet off."""
    if not WORD_LIST.search(style := source.get("style", "")):
        return {}
    marker = ""
    for span in list(source.iter("span")):
        if WORD_MARKER.search(span.get("style", "")) and span.getparent() is not None:
            marker += "".join(span.itertext())
            tree.remove(span)
    level = WORD_LEVEL.search(style)
    kind = "ol" if COUNTED.match(marker.strip(tree.INVISIBLE)) else "ul"
    return {"data-list": kind, "data-level": level[1] if level else "1"}


def gather_lists(container):
    """Make lists of the paragraphs in `container` that are items of one."""
    for paragraph in container.findall("p"):
        if paragraph.find("br") is not None and "data-list" not in paragraph.attrib:
            split_typed_lines(paragraph)
    items = tree.children(container)
    for start, end in runs([mark_of(item) for item in items]):
        make_list([(mark_of(item), item) for item in items[start:end]])


def runs(marks):
    """The stretches (start, end) of `marks` that are lists: several in a row, or one that cannot be anything else."""
    found, start = [], None
    for n, mark in enumerate([*marks, None]):
        if start is not None and (mark is None or not mark.continues(marks[n - 1])):
            if n - start > 1 or marks[start].is_certain:
                found.append((start, n))
            start = None
        if start is None and mark is not None and mark.number <= 1:
            start = n
    return found


def mark_of(element):
    if element.tag != "p":
        return None
    if kind := element.get("data-list"):
        return Mark(kind, int(element.get("data-level")), is_certain=True)
    return typed_mark(first_text(element).text)


def typed_mark(text):
    text = text or ""
    if CERTAIN_BULLET.match(text):
        return Mark("ul", is_certain=True)
    if LIKELY_BULLET.match(text):
        return Mark("ul")
    if number := NUMBER.match(text):
        return Mark("ol", number=int(number[1]))
    return None


def first_text(element):
    """The innermost element that the visible text begins in."""
    while tree.is_blank(element.text) and len(element) and element[0].tag not in ("br", "img"):
        element = element[0]
    return element


def take_typed_mark(element):
    holder = first_text(element)
    for pattern in (CERTAIN_BULLET, LIKELY_BULLET, NUMBER):
        if match := pattern.match(holder.text or ""):
            holder.text = holder.text[match.end() :]
            return


def make_list(marked):
    """Put a list in the place of these paragraphs, nested by their levels."""
    first_mark, first = marked[0]
    lists = [(first_mark.level, tree.new(first_mark.kind))]
    first.addprevious(lists[0][1])
    for mark, paragraph in marked:
        while len(lists) > 1 and mark.level < lists[-1][0]:
            lists.pop()
        if mark.level > lists[-1][0] and len(lists[-1][1]):
            lists.append((mark.level, tree.add(lists[-1][1][-1], mark.kind)))
        row = tree.add(lists[-1][1], "li")
        if "data-list" not in paragraph.attrib:
            take_typed_mark(paragraph)
        paragraph.getparent().remove(paragraph)
        tree.move_content(paragraph, row)
        tree.trim(row)
        if tree.is_empty(row):
            lists[-1][1].remove(row)


def split_typed_lines(paragraph):
    """Lines within one paragraph, each with a bullet or number, become paragraphs of their own."""
    lines = lines_of(paragraph)
    listed = {n for start, end in runs([mark_of(line) for line in lines]) for n in range(start, end)}
    if not listed:
        return
    kept = []
    for n, line in enumerate(lines):
        if not kept or n in listed or n - 1 in listed:
            kept.append(line)
        else:
            tree.add(kept[-1], "br")
            tree.move_content(line, kept[-1])
    for line in kept:
        tree.trim(line)
        if not tree.is_empty(line):
            paragraph.addprevious(line)
    paragraph.getparent().remove(paragraph)


def lines_of(paragraph):
    """Copies of the paragraph, one for each line of it."""
    lines = [tree.new("p", dict(paragraph.attrib))]
    tree.add_text(lines[0], paragraph.text, keep_spaces=True)
    for piece in copy.deepcopy(paragraph):
        if piece.tag == "br":
            lines.append(tree.new("p", dict(paragraph.attrib)))
            tree.add_text(lines[-1], piece.tail, keep_spaces=True)
        else:
            lines[-1].append(piece)
    return lines
