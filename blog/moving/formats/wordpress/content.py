"""What WordPress stored of a post, as the HTML its readers saw."""

import re

from blog.markup import tree

from ..embedded import media_link
from . import blocks, paragraphs
from .drawing import Drawing
from .shortcode_names import KNOWN
from .shortcodes import replace_shortcodes
from .shown import plainly

MORE = re.compile(r"<!--\s*more\b[^<>]{0,500}?-->(?:\s*<!--\s*noteaser\s*-->)?", re.IGNORECASE)
# Alone on their lines they stand between paragraphs.
ALONE = re.compile(r"(?m)^[ \t]*(<!--\s*(?:more|nextpage)\b[^<>]{0,500}?-->)[ \t]*$", re.IGNORECASE)
NEXT_PAGE = re.compile(r"<!--\s*nextpage\s*-->", re.IGNORECASE)
# Stands for the jump break while blocks and paragraphs are drawn: comments are lost on the way.
JUMP = "\ue000jump\ue000"


class Content:
    """Draws the texts of one blog. `note(about, sentence)`: for what could not be drawn, once for each name."""

    def __init__(self, library, note):
        self.library, self.note = library, note
        self.named = set()

    def draw(self, text, post_id, about, footnotes=""):
        """(the whole as HTML, what stood before the jump break)."""
        drawn = self.draw_blocks(text, post_id, about, footnotes)
        drawn = NEXT_PAGE.sub("\n\n", drawn)
        before, jump, after = MORE.sub(JUMP, drawn, count=1).partition(JUMP)
        return plainly(f"{before}\n{after}" if jump else drawn), plainly(before) if jump else ""

    def draw_excerpt(self, text):
        """An excerpt written by hand: text, or a little HTML."""
        return plainly(paragraphs.add_paragraphs(text)).strip() if text.strip() else ""

    def draw_blocks(self, text, post_id, about, footnotes):
        def leave_out(name, sentence=""):
            self.leave_out(f"[{name}]", about, sentence)

        drawing = Drawing(self.library, post_id, leave_out)
        text = tree.without_forbidden(text.replace("\r\n", "\n"))
        if blocks.MARK not in text:
            drawn = replace_shortcodes(ALONE.sub(r"\n\n\1\n\n", text), drawing.draw, KNOWN)
            return paragraphs.add_paragraphs(drawn, media_link)
        drawer = blocks.Blocks(self.library.block, lambda name: self.leave_out(f"“{name}”", about), footnotes)
        return replace_shortcodes(drawer.draw(text), drawing.draw, KNOWN)

    def leave_out(self, name, about, sentence=""):
        if sentence:
            self.note(about, f"{name} {sentence}")
        elif name not in self.named:
            self.named.add(name)
            self.note(about, f"{name} was drawn by WordPress or a plugin; only the words within it came along.")


def draw_comment(text):
    """A comment: its lines and paragraphs, and its addresses as links."""
    return paragraphs.link_addresses(paragraphs.add_paragraphs(tree.without_forbidden(text)))
