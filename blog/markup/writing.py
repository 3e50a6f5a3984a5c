"""Safe HTML back into Markdown. What Markdown cannot say stays as it is: HTML may stand in Markdown."""

import copy
import re
from html import unescape
from urllib.parse import unquote

from . import tree
from .blocks import HEADINGS, TOP_HEADING
from .cleaning import clean_html
from .inline import copy_inline
from .markdown import LINE_CLEANER, LINE_TAGS, render_line, render_markdown

SPECIAL = re.compile(r"([\\`*_\[\]<]|&(?=#?\w+;)|~(?=~)|!(?=\[))")
STARTS_BLOCK = re.compile(r"(?m)^([#>+=|~:-])|^(\d{1,9})(?=[.)](?:\s|$))")
SIGNS = {"em": "*", "strong": "**"}
MARKS = re.compile("</?(?:em|strong)>")
LINK = re.compile('<a href="([^"]*)"[^>]*>([^<]*)</a>')
NUMBERED = re.compile("[0-9]{1,9}")


def html_to_markdown(html, *, top_level=TOP_HEADING):
    """
    Markdown from which render_markdown makes this HTML again, letter for letter once it is clean. `top_level`: that of
    its highest headings, when it is to stand below another; read by itself they are at the top again.
    """
    html = clean_html(html)
    if not html:
        return ""
    blocks = list(lower_headings(tree.parse(html), top_level - TOP_HEADING))
    written = join(write_block(block) for block in blocks)
    if render_markdown(written) == html:
        return written
    written = join(faithful(block) for block in blocks)
    return written if render_markdown(written) == html else join(raw(block) for block in blocks)


def lower_headings(root, levels):
    for heading in root.iter(*HEADINGS):
        heading.tag = f"h{min(int(heading.tag[1]) + levels, 6)}"
    return root


def html_to_line(html):
    """Markdown of one line, for render_line, with the words of this HTML, whatever it is."""
    element = tree.parse(html) if not tree.is_blank(html) else tree.new("div")
    return line_of(element)


def line_of(element):
    """The content of `element` as one line of Markdown, its marks escaped only where they would be read as such."""
    line = tree.new("div")
    copy_inline(element, line)
    for inner in list(line.iter("br", "img")):
        tree.add_before(inner, f" {inner.get('alt', '')} ")
        tree.remove(inner)
    meant = without_bare_links(one_line(LINE_CLEANER.clean(tree.serialize(line))))
    # Markdown cannot mark a part of a word beside some signs: then the words matter more.
    for tags, wanted in ((LINE_TAGS, meant), (LINE_TAGS - SIGNS.keys(), MARKS.sub("", meant))):
        for escaped in (False, True):
            written = one_line(write_inline(line, tags, escaped=escaped))
            if without_bare_links(render_line(written)) == wanted:
                return written
    return written


def without_bare_links(html):
    """Without the links that Markdown makes of an address in the text: whether it was one there is no matter."""
    return LINK.sub(bare_text, html)


def bare_text(link):
    address, text = unquote(unescape(link[1])), unquote(unescape(link[2]))
    return link[2] if address in (text, f"http://{text}", f"mailto:{text}") else link[0]


def one_line(text):
    return tree.SPACES.sub(" ", text).strip()


def faithful(block):
    """The block as Markdown if that says all of it, else as it is."""
    written = write_block(block)
    return written if render_markdown(written) == tree.outer(block) else raw(block)


def raw(block):
    return tree.outer(block).replace("\n", "&#10;")


def join(blocks):
    return "\n\n".join(blocks)


def write_block(block):
    writer = WRITERS.get(block.tag)
    if writer is None or set(block.attrib) - {"start"}:
        return raw(block)
    return writer(block)


def write_paragraph(block):
    text = write_inline(block)
    return STARTS_BLOCK.sub(lambda start: f"\\{start[1]}" if start[1] else f"{start[2]}\\", text)


def write_heading(block):
    return f"{'#' * int(block.tag[1])} {write_inline(block).replace(chr(10), ' ')}"


def write_list(block):
    number = int(block.get("start", "1"))
    rows = []
    for row in tree.children(block):
        mark = "- " if block.tag == "ul" else f"{number}. "
        rows.append(mark + indent(write_row(row), len(mark)))
        number += 1
    return "\n".join(rows)


def write_row(row):
    """The content of an item: its own line, then the blocks below it."""
    line = tree.new("p")
    blocks = []
    tree.add_text(line, row.text)
    for child in tree.children(row):
        if child.tag in WRITERS:
            blocks.append(write_block(child))
        elif not blocks:
            line.append(copy.deepcopy(child))
    first = "" if tree.is_empty(line) else write_paragraph(line)
    if row.find("p") is not None or any(block.startswith(("```", ">", "|")) for block in blocks):
        return join(part for part in (first, *blocks) if part)
    return "\n".join(part for part in (first, *blocks) if part)


def write_quotation(block):
    text = join(write_block(child) for child in tree.children(block))
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def write_code(block):
    code = block.find("code")
    text = "".join(block.itertext())
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    language = code.get("class", "").removeprefix("language-") if code is not None else ""
    return f"{fence}{language}\n{text}\n{fence}"


def write_table(block):
    rows = [[one_line(write_inline(cell)).replace("|", "\\|") for cell in row] for row in block.iter("tr")]
    if not rows or block.find("thead") is None:
        return raw(block)
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def indent(text, width):
    return re.sub(r"\n(?=[^\n])", "\n" + " " * width, text)


def write_inline(element, tags=None, *, escaped=True):
    """`tags`: those to keep; without it, all, as HTML where Markdown has no sign for them."""
    pieces = [write_text(element.text, escaped=escaped)]
    for child in tree.children(element):
        if child.tag == "a" and pieces[-1].endswith("!"):
            pieces[-1] = f"{pieces[-1][:-1]}\\!"  # or the link would be a picture
        pieces.append(write_piece(child, tags, escaped=escaped))
        pieces.append(write_text(child.tail, escaped=escaped))
    return "".join(pieces)


def write_text(text, *, escaped):
    return SPECIAL.sub(r"\\\1", text or "") if escaped else text or ""


def write_piece(element, tags, *, escaped):
    if element.tag == "br":
        return "\\\n" if tags is None else " "
    if element.tag == "code" and (tags is not None or not (len(element) or element.attrib)):
        return write_code_piece("".join(element.itertext()))
    if element.tag == "a":
        return write_link(element, write_inline(element, tags, escaped=escaped))
    inner = write_inline(element, tags, escaped=escaped)
    if tags is not None and element.tag not in tags:
        return inner
    if (sign := SIGNS.get(element.tag)) and (tags is not None or not element.attrib):
        return f"{sign}{inner}{sign}"
    opening = tree.outer(element).partition(">")[0] + ">"
    return opening if element.tag == "img" else f"{opening}{inner}</{element.tag}>"


def write_code_piece(text):
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def write_link(element, inner):
    href = element.get("href", "")
    if "".join(element.itertext()) == href and not element.get("title") and re.match("https?://", href):
        return href
    if re.search(r"[\s()<>\\]", href):
        href = f"<{re.sub(r'[<>]', lambda sign: '%3C' if sign[0] == '<' else '%3E', href)}>"
    title = f' "{element.get("title").replace(chr(34), chr(92) + chr(34))}"' if element.get("title") else ""
    return f"[{inner}]({href}{title})"


WRITERS = {
    "p": write_paragraph,
    **{f"h{level}": write_heading for level in range(2, 7)},
    "ul": write_list,
    "ol": write_list,
    "blockquote": write_quotation,
    "pre": write_code,
    "table": write_table,
    "hr": lambda block: "---",
}
