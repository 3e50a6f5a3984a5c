"""
Blocks, <!-- wp:name {"key": "value"} -->...<!-- /wp:name -->: the new editor's way of writing. Most hold the HTML that
readers saw and only lose their comments; some were drawn when a page was shown.
"""

import html
import json
import re
from dataclasses import dataclass, field

from blog.markup.tree import names

from ..embedded import media_link
from .paragraphs import add_paragraphs

MARK = "<!-- wp:"
SIGN = re.compile(
    r"<!--\s+(?P<end>/?)wp:(?P<name>[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+(?P<rest>[^<]*?)-->", re.DOTALL
)
MAX_NESTING = 60
# Reusable blocks in one post, those within each other counted.
MAX_REUSED = 50
# Drawn anew for every reader and no words of the author's.
SILENT = names(
    "core/spacer core/separator core/more core/nextpage core/footnotes core/latest-posts core/latest-comments "
    "core/archives core/categories core/calendar core/search core/rss core/tag-cloud core/page-list core/navigation "
    "core/loginout core/query core/comments core/template-part core/social-link core/navigation-link core/home-link "
    "core/read-more core/avatar core/missing core/pattern core/table-of-contents jetpack/subscriptions "
    "jetpack/sharing-buttons jetpack/like"
)
# Parts of a page around its text.
AROUND = ("core/post-", "core/query-", "core/comment", "core/site-", "core/term-", "core/navigation-")


@dataclass
class Block:
    name: str = ""
    attributes: dict = field(default_factory=dict)
    pieces: list = field(default_factory=list)


class Blocks:
    """Draws the blocks of one post. `reusable(id)`: the content of a block kept elsewhere; `left_out(name)` is told."""

    def __init__(self, reusable, left_out, footnotes=""):
        self.reusable, self.left_out, self.footnotes = reusable, left_out, footnotes
        self.reused, self.inside = 0, []

    def draw(self, text):
        levels, position = [Block()], 0
        for sign in SIGN.finditer(text):
            self.take_text(levels, text[position : sign.start()])
            position = sign.end()
            self.take_sign(levels, sign)
        self.take_text(levels, text[position:])
        while len(levels) > 1:
            self.end(levels)
        return "".join(levels[0].pieces)

    def take_text(self, levels, text):
        if len(levels) == 1 and text.strip():
            text = add_paragraphs(text)  # from the time before blocks
        levels[-1].pieces.append(text)

    def take_sign(self, levels, sign):
        name = sign["name"] if "/" in sign["name"] else f"core/{sign['name']}"
        if sign["end"]:
            if any(block.name == name for block in levels[1:]):
                while self.end(levels) != name:
                    pass
            return
        rest = sign["rest"].strip()
        block = Block(name, attributes_of(rest.removesuffix("/").strip()))
        if rest.endswith("/"):
            levels[-1].pieces.append(self.draw_alone(block))
        elif len(levels) < MAX_NESTING:
            levels.append(block)

    def end(self, levels):
        block = levels.pop()
        levels[-1].pieces.append(self.draw_block(block, "".join(block.pieces)))
        return block.name

    def draw_block(self, block, inner):
        if block.name == "core/freeform":
            return add_paragraphs(inner)
        if block.name in ("core/embed", "jetpack/videopress") or block.name.startswith("core-embed/"):
            return draw_embed(block, inner)
        if block.name in ("core/more", "core/nextpage"):
            return "<!--more-->" if "more" in block.name else ""
        return inner

    def draw_alone(self, block):
        if block.name == "core/block":
            return self.draw_reusable(block.attributes.get("ref"))
        if block.name == "core/footnotes":
            return draw_footnotes(self.footnotes)
        if block.name == "core/more":
            return "<!--more-->"
        if link := media_link(text_of(block, "url", "src", "guid", "videoUrl", "link"), text_of(block, "title")):
            return f"<li>{media_link_inside(block)}</li>" if block.name == "core/social-link" else link
        if block.name not in SILENT and not block.name.startswith(AROUND):
            self.left_out(block.name.removeprefix("core/"))
        return ""

    def draw_reusable(self, number):
        is_possible = isinstance(number, int) and number not in self.inside and self.reused < MAX_REUSED
        text = self.reusable(number) if is_possible else ""
        if not text:
            self.left_out("block")
            return ""
        self.reused += 1
        self.inside.append(number)
        drawn = self.draw(text) if MARK in text else add_paragraphs(text)
        self.inside.pop()
        return drawn


def attributes_of(text):
    try:
        found = json.loads(text) if text.startswith("{") else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def text_of(block, *names):
    return next((value for name in names if isinstance(value := block.attributes.get(name), str) and value), "")


def media_link_inside(block):
    address, service = text_of(block, "url"), text_of(block, "label", "service")
    return f'<a href="{html.escape(address)}">{html.escape(service or address)}</a>'


def draw_embed(block, inner):
    found = re.search(r"https?://[^\s<>\"]+", inner)
    address = text_of(block, "url") or (html.unescape(found[0]) if found else "")
    caption = re.search(r"<figcaption[^<>]*>(.*?)</figcaption>", inner, re.DOTALL)
    return media_link(address) + (f"<p>{caption[1]}</p>\n" if caption else "")


def draw_footnotes(said):
    try:
        rows = json.loads(said or "[]")
        notes = [str(row["content"]) for row in rows]
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""
    return f"<ol>{''.join(f'<li>{note}</li>' for note in notes)}</ol>" if notes else ""
