"""
Text as WordPress writes it in its old editor, without paragraphs: a blank line ends one, a line's end breaks it. Block
elements, preformatted text and what stands in tags are left as they are. Takes time in proportion to the text.
"""

import html
import re

from blog.markup.tree import names

from ..pieces import TAG, pieces_of

# Ends the paragraph before it, and is part of none.
BLOCKS = names(
    "table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area blockquote address "
    "style script p h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside header footer main nav figure "
    "figcaption details summary center"
)
# Nothing in them is touched.
VERBATIM = names("pre script style textarea svg object math")
# Loose text in them needs no paragraph around it, as long as it is one.
TIGHT = names("p li td th dt dd h1 h2 h3 h4 h5 h6 figure figcaption caption summary legend address")
# No text of a reader's stands in them directly.
SCAFFOLD = names("table thead tbody tfoot tr colgroup ul ol dl map")
VOID = names("hr col area")
# Stands for the end of a line that people typed; those in tags mean nothing.
LINE_END = "\0"
BLANK_LINES = re.compile(r"\n[ \t\xa0]*\n\s*")
BREAK = re.compile(r"<br\b", re.IGNORECASE)
LONE_ADDRESS = re.compile(r"https?://[^\s<>\"\[\]\0]+")
LINKED = re.compile(r"(?<![\w@/\"'=>.])(https?://[^\s<>\"\[\]]{1,1000})")


def add_paragraphs(text, lone_address=None):
    """`lone_address(address)`: the HTML for a paragraph that is nothing but an address, as WordPress embeds them."""
    writer = Writer(lone_address)
    for piece in pieces_of(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")):
        writer.take(piece)
    writer.end_paragraph()
    return "".join(writer.written)


def link_addresses(text):
    """Bare addresses in HTML as links, outside of those there are."""
    pieces, inside = [], 0
    for piece in pieces_of(text):
        if tag := TAG.match(piece):
            if tag[2].lower() in ("a", "pre", "code"):
                inside = max(0, inside + (-1 if tag[1] else 1))
        elif not inside and "://" in piece:
            piece = LINKED.sub(as_link, piece)
        pieces.append(piece)
    return "".join(pieces)


def as_link(match):
    address = match[1].rstrip(".,:;!?'")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,:;!?'")
    href = html.escape(html.unescape(address))
    return f'<a href="{href}">{address}</a>{match[1][len(address) :]}'


class Writer:
    def __init__(self, lone_address):
        self.lone_address = lone_address
        self.written = []
        self.line = []  # the pieces of the paragraph that is open
        self.around = []  # the block elements that are open
        self.verbatim = ""  # the element that is being copied
        self.is_split = False  # whether a blank line ended a paragraph in this block

    def take(self, piece):
        tag = TAG.match(piece)
        name = tag[2].lower() if tag else ""
        if self.verbatim:
            self.copy(piece, tag, name)
        elif name in VERBATIM and not tag[1]:
            self.begin_verbatim(piece, name)
        elif name in BLOCKS:
            self.take_block(piece, name, is_end=bool(tag[1]))
        elif tag or piece.startswith("<!--"):
            self.line.append(piece)
        else:
            self.take_text(piece)

    def begin_verbatim(self, piece, name):
        if name in BLOCKS:
            self.end_paragraph()
        if not piece.endswith("/>"):
            self.verbatim = name
        self.target().append(piece)

    def copy(self, piece, tag, name):
        self.target().append(piece)
        if tag and tag[1] and name == self.verbatim:
            self.verbatim = ""

    def target(self):
        return self.written if self.verbatim in BLOCKS else self.line

    def take_block(self, piece, name, *, is_end):
        self.end_paragraph()
        self.is_split = False
        self.written.append(piece)
        if name in VOID or piece.endswith("/>"):
            return
        if not is_end:
            self.around.append(name)
        elif name in self.around[-20:]:
            while self.around.pop() != name:
                pass

    def take_text(self, text):
        first, *others = BLANK_LINES.split(text)
        self.line.append(first.replace("\n", LINE_END))
        for other in others:
            if "".join(self.line).strip(f" \n{LINE_END}"):
                self.end_paragraph()
                self.is_split = True
            self.line = [other.replace("\n", LINE_END)]

    def end_paragraph(self):
        content, self.line = "".join(self.line).strip(f" \t\n\xa0{LINE_END}"), []
        if not content:
            return
        inside = self.around[-1] if self.around else ""
        if self.lone_address and LONE_ADDRESS.fullmatch(content):
            self.written.append(self.lone_address(html.unescape(content)))
        else:
            self.written.append(self.wrap(with_breaks(content), inside))

    def wrap(self, content, inside):
        is_comment = content.startswith("<!--") and content.endswith("-->") and content.count("<!--") == 1
        if inside in SCAFFOLD or is_comment:
            return content
        if inside == "p":
            return f"</p><p>{content}" if self.is_split else content
        if inside in TIGHT and not self.is_split:
            return content
        return f"<p>{content}</p>\n"


def with_breaks(content):
    """Ends of lines as breaks, where there is none yet."""
    first, *others = content.split(LINE_END)
    pieces = [first]
    for line in others:
        has_break = pieces[-1].rstrip().endswith(("<br>", "<br/>", "<br />")) or BREAK.match(line.lstrip())
        pieces.append("\n" if has_break or not line.strip() else "<br>\n")
        pieces.append(line)
    return "".join(pieces)
