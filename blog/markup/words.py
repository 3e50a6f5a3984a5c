"""Plain text out of HTML, and how long a text is to read."""

import re

from . import tree
from .inline import BLOCKS

# Written without spaces between words: so many characters take about as long to read as one word.
CHARACTERS_A_WORD = (
    (re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"), 2),  # Chinese, Japanese
    (re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"), 5),  # Thai, Lao, Burmese, Khmer
)
BETWEEN_WORDS = re.compile(r"[\s—–/]+")
BROKEN = BLOCKS | {"br"}


def plain_text(html):
    """The text a reader sees, one line a block."""
    html = tree.without_forbidden(html)
    if tree.is_blank(html):
        return ""
    pieces = []
    collect(tree.parse(html), pieces)
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def collect(element, pieces):
    is_block = element.tag in BROKEN
    pieces.append("\n" if is_block else "")
    # A line break in the source is none on the page.
    pieces.append((element.text or "").replace("\n", " ") if element.tag not in ("pre", "code") else element.text or "")
    for child in tree.children(element):
        collect(child, pieces)
        pieces.append((child.tail or "").replace("\n", " "))
    pieces.append("\n" if is_block else "")


def count_words(text):
    """Words of a plain text. Where a script writes none, as many as would take the same time to read."""
    total = 0
    for pattern, characters in CHARACTERS_A_WORD:
        found = len(pattern.findall(text))
        if found:
            total += -(-found // characters)
            text = pattern.sub(" ", text)
    return total + sum(any(map(str.isalnum, word)) for word in BETWEEN_WORDS.split(text))


def plain_line(text):
    """A short Markdown text without its marks: links by their words."""
    return re.sub(r"!?\[([^\[\]]*)\]\([^()\s]*\)", r"\1", text).replace("**", "").replace("`", "")
