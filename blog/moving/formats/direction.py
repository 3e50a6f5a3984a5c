"""Texts that run from right to left."""

import re

from blog.markup import tree
from blog.markup.inline import BLOCKS

CONTAINERS = ("div", "section", "article", "center")
LEFTWARDS = re.compile(r"(?<![\w-])direction\s*:\s*rtl", re.IGNORECASE)


def say_direction(root):
    """A text that runs from right to left says so on each of its blocks: the one around them all will not last."""
    for block in list(root.iter(*CONTAINERS)):
        if runs_leftwards(block):
            pass_direction_on(block)
        elif block.get("trbidi"):
            # The editor wrote it around every text, whichever way it runs.
            block.attrib.pop("dir", None)


def runs_leftwards(block):
    return block.get("dir", "").lower() == "rtl" or bool(LEFTWARDS.search(block.get("style", "")))


def pass_direction_on(block):
    frame_loose(block)
    for child in tree.children(block):
        if not child.get("dir"):
            child.set("dir", "rtl")
            if child.tag in CONTAINERS or child.tag not in BLOCKS:
                pass_direction_on(child)


def frame_loose(block):
    """Put what stands loose in a block, between other blocks or double breaks, into paragraphs."""
    framed, line = [], None
    for text, child in [(block.text, None), *((child.tail, child) for child in block)]:
        if child is None or not isinstance(child.tag, str):
            pass
        elif child.tag in BLOCKS or any(inner.tag in BLOCKS for inner in child.iterdescendants()):
            line = None
            framed.append(child)
        elif child.tag == "br" and line is not None and len(line) and line[-1].tag == "br" and not line[-1].tail:
            line = None
        else:
            line = line if line is not None else new_line(framed)
            line.append(child)
        if child is not None:
            child.tail = None
        if not tree.is_blank(text) or (text and line is not None):
            line = line if line is not None else new_line(framed)
            tree.add_text(line, text, keep_spaces=True)
    block.text, block[:] = None, framed


def new_line(framed):
    framed.append(tree.new("p"))
    return framed[-1]
