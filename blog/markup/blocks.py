"""Blocks made anew from whatever was written: every text in a paragraph, every list in order, nothing empty."""

from . import tree
from .code import language_of
from .figures import add_figure
from .inline import BLOCKS, JOINED, add_inline, address, common_attributes, copy_inline, link_attributes, meanings
from .pasting import gather_lists, mark_list_paragraph
from .tables import add_table

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TOP_HEADING, LOWEST_HEADING = 2, 4
BLOCK_CLASSES = {"p": {"note", "remote-picture"}, "figure": {"wide"}, "blockquote": {"pull-quote"}}


def rebuild(root, lowest_heading):
    """A new tree of clean blocks with the content of `root`."""
    fresh = tree.new("div")
    fill(fresh, root)
    order_headings(fresh, lowest_heading)
    return fresh


def fill(target, source, wraps=()):
    """The content of `source` as blocks within `target`."""
    flow = Flow(target)
    flow.take_content(source, wraps)
    flow.end_paragraph()
    gather_lists(target)


class Flow:
    """Takes content in its order; gathers loose text into paragraphs and hands blocks to those who know them."""

    def __init__(self, target):
        self.target = target
        self.paragraph = None
        self.cursor = None  # where text goes: the paragraph, or the innermost of the elements wrapped around it
        self.wraps = ()

    def take_content(self, source, wraps=()):
        before, self.wraps = self.wraps, self.wraps + tuple(wraps)
        self.take_text(source.text)
        for child in tree.children(source):
            self.take(child)
            self.take_text(child.tail)
        self.wraps = before

    def take_text(self, text):
        if text and not (self.paragraph is None and tree.is_blank(text)):
            tree.add_text(self.open_paragraph(), text)

    def take(self, element):
        if element.tag in BLOCKS:
            self.end_paragraph()
            add_block(element, self)
            self.end_paragraph()
        elif element.tag == "br" and self.ends_with_break():
            self.end_paragraph()
        elif any(inner.tag in BLOCKS for inner in element.iterdescendants()):
            # An inline element around blocks is meant for the text of each.
            self.end_paragraph()
            self.take_content(element, wrapping(element, {tag for tag, _attributes in self.wraps}))
            self.end_paragraph()
        else:
            inside = frozenset(tag for tag, _attributes in self.wraps)
            add_inline(element, self.open_paragraph(), inside)

    def open_paragraph(self, attributes=None):
        if self.paragraph is None:
            self.paragraph = self.cursor = tree.add(self.target, "p", attributes)
            for tag, wrap_attributes in self.wraps:
                self.cursor = tree.add(self.cursor, tag, wrap_attributes)
        return self.cursor

    def ends_with_break(self):
        return (
            self.cursor is not None
            and len(self.cursor) > 0
            and self.cursor[-1].tag == "br"
            and tree.is_blank(self.cursor[-1].tail)
        )

    def end_paragraph(self):
        paragraph, self.paragraph, self.cursor = self.paragraph, None, None
        if paragraph is None:
            return
        tree.trim(paragraph)
        if tree.is_empty(paragraph):
            self.target.remove(paragraph)
        elif is_lone_picture(paragraph):
            paragraph.tag = "figure"
            paragraph.attrib.clear()


def wrapping(element, inside):
    if element.tag == "a" and "a" not in inside and (href := address(element.get("href", ""))):
        return [("a", link_attributes(href, element))]
    return [(tag, {}) for tag in meanings(element) if tag in JOINED and tag not in inside]


def is_lone_picture(paragraph):
    """Whether it holds a picture, linked or not, and nothing else."""
    inner = list(paragraph.iterdescendants())
    is_picture = [element.tag for element in inner] in (["img"], ["a", "img"])
    return is_picture and tree.is_blank("".join(paragraph.itertext()))


def block_attributes(element):
    kept = common_attributes(element)
    allowed = BLOCK_CLASSES.get(element.tag, set())
    if classes := [name for name in element.get("class", "").split() if name in allowed]:
        kept["class"] = " ".join(dict.fromkeys(classes))
    return kept


def add_block(element, flow):
    if element.tag in HEADINGS:
        add_heading(element, flow.target)
    elif element.tag == "hr":
        tree.add(flow.target, "hr")
    elif element.tag == "pre":
        add_preformatted(element, flow.target)
    elif element.tag in ("ul", "ol"):
        add_list(element, flow.target)
    elif element.tag == "dl":
        add_definitions(element, flow.target)
    elif element.tag == "blockquote":
        add_filled("blockquote", element, flow.target)
    elif element.tag == "details":
        add_details(element, flow)
    elif element.tag == "figure":
        add_figure(element, flow.target, block_attributes(element), fill)
    elif element.tag == "table":
        add_table(element, flow, fill)
    else:
        add_paragraphs(element, flow)


def add_paragraphs(element, flow):
    """A paragraph, or a container that says nothing by itself: its content in its place."""
    if element.tag in ("p", "div") and not any(inner.tag in BLOCKS for inner in element.iterdescendants()):
        flow.open_paragraph(block_attributes(element) | mark_list_paragraph(element))
    flow.take_content(element)


def add_heading(element, target):
    heading = tree.add(target, element.tag, common_attributes(element))
    # A heading is strong by itself.
    copy_inline(element, heading, frozenset(["strong"]))
    tree.trim(heading)
    if tree.is_empty(heading):
        target.remove(heading)


def add_preformatted(element, target):
    for line_break in list(element.iter("br")):
        line_break.tail = "\n" + (line_break.tail or "")
    text = "".join(element.itertext()).rstrip()
    if not tree.is_blank(text):
        code = tree.add(tree.add(target, "pre"), "code")
        if language := language_of(element):
            code.set("class", f"language-{language}")
        tree.add_text(code, text, keep_spaces=True)


def add_filled(tag, element, target, attributes=None):
    block = tree.add(target, tag, attributes if attributes is not None else block_attributes(element))
    fill(block, element)
    if not len(block):
        target.remove(block)
    return block


def add_list(element, target):
    attributes = common_attributes(element)
    if element.tag == "ol":
        attributes |= {name: element.get(name) for name in ("start", "type") if element.get(name)}
        if element.get("reversed") is not None:
            attributes["reversed"] = "reversed"
    rows = tree.add(target, element.tag, attributes)
    for child in list_items(element):
        if child.tag in ("ul", "ol") and len(rows):
            add_list(child, rows[-1])
        else:
            row = tree.add(rows, "li", common_attributes(child))
            if child.tag in BLOCKS - {"li"}:
                outer = tree.new("div")
                outer.append(child)
                child = outer
            fill(row, child)
            tighten(row)
            if tree.is_empty(row):
                rows.remove(row)
    if not len(rows):
        target.remove(rows)


def list_items(element):
    """The items of a list; text that stands between them counts as one."""
    items = []
    for text, child in [(element.text, None), *((child.tail, child) for child in tree.children(element))]:
        if child is not None:
            items.append(child)
        if not tree.is_blank(text):
            items.append(tree.new("li"))
            items[-1].text = text
    for item in items:
        item.tail = None
    return items


def tighten(block):
    """Without a paragraph around the text where it is all there is, lists below it aside."""
    if len(block) and block[0].tag == "p" and all(child.tag in ("ul", "ol") for child in block[1:]):
        paragraph, *rest = block
        for child in list(block):
            block.remove(child)
        tree.move_content(paragraph, block)
        block.extend(rest)


def add_definitions(element, target):
    definitions = tree.add(target, "dl")
    for part in definition_parts(element):
        if part.tag == "dt":
            term = tree.add(definitions, "dt")
            copy_inline(part, term)
            tree.trim(term)
        else:
            tighten(add_filled("dd", part, definitions))
    if tree.is_empty(definitions):
        target.remove(definitions)


def definition_parts(element):
    """The terms and descriptions of a list, grouped or not; what else stands between them counts as a description."""
    parts = []
    for text, child in [(element.text, None), *((child.tail, child) for child in tree.children(element))]:
        if child is not None:
            child.tail = None
            parts += definition_parts(child) if child.tag == "div" else [described(child)]
        if not tree.is_blank(text):
            parts.append(tree.new("dd"))
            parts[-1].text = text
    return parts


def described(element):
    if element.tag in ("dt", "dd"):
        return element
    description = tree.new("dd")
    description.append(element)
    return description


def add_details(element, flow):
    summary = element.find("summary")
    if summary is None or tree.is_blank("".join(summary.itertext())):
        flow.take_content(element)
        return
    details = tree.add(flow.target, "details")
    heading = tree.add(details, "summary")
    copy_inline(summary, heading)
    tree.trim(heading)
    tree.remove(summary)
    fill(details, element)


def order_headings(root, lowest):
    """Levels from the second down without gaps, whatever was written."""
    above = []
    for heading in root.iter(*HEADINGS):
        level = int(heading.tag[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.tag = f"h{min(TOP_HEADING + len(above) - 1, lowest)}"
