"""Small moves on lxml's trees, where text hangs on the element before it."""

import html
import re

import lxml.html
from lxml import etree


def names(text):
    return frozenset(text.split())


# Not allowed in HTML at all, or (the surrogates) in any encoding of text.
FORBIDDEN_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
SPACES = re.compile("[ \t\n\r\f]+|[ \t\n\r\f\xa0]{2,}")
INVISIBLE = " \t\n\r\f\xa0\u200b\u200c\u200d\u2060"

# Parsers take time that grows with the square of the nesting, and lxml stops at 255.
MAX_NESTING = 150
# Their end tags may be missing without nesting what follows.
NOT_NESTING = names(
    "p li dt dd tr td th thead tbody tfoot option rt rp br hr img wbr col input source meta link area base"
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")


def without_forbidden(text):
    return FORBIDDEN_CHARACTERS.sub("", text.replace("\r\n", "\n"))


def is_too_deep(text):
    """Whether the elements in this HTML nest deeper than any honest text."""
    depth, open_tags = 0, {}
    for closing, name, closed in TAG.findall(text):
        name = name.lower()
        if name in NOT_NESTING or closed:
            continue
        if not closing:
            open_tags[name] = open_tags.get(name, 0) + 1
            depth += 1
            if depth > MAX_NESTING:
                return True
        elif open_tags.get(name):
            open_tags[name] -= 1
            depth -= 1
    return False


def parse(text):
    """The fragment as children of a `div`. Wants HTML that nh3 has made well-formed."""
    return lxml.html.fragment_fromstring(text, create_parent="div")


def outer(element):
    """The HTML of `element` itself."""
    return lxml.html.tostring(element, encoding="unicode", with_tail=False)


def serialize(element):
    """The HTML inside `element`."""
    return html.escape(element.text or "", quote=False) + "".join(
        lxml.html.tostring(child, encoding="unicode") for child in element
    )


def children(element):
    """Its elements, without comments and processing instructions."""
    return [child for child in element if isinstance(child.tag, str)]


def new(tag, attributes=None):
    return etree.Element(tag, attributes or {})


def add(parent, tag, attributes=None):
    return etree.SubElement(parent, tag, attributes or {})


def add_text(parent, text, *, keep_spaces=False):
    if not text:
        return
    if not keep_spaces:
        text = SPACES.sub(" ", text)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def add_before(element, text):
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        element.getparent().text = (element.getparent().text or "") + text


def move_content(source, target):
    """Everything inside `source` to the end of `target`."""
    add_text(target, source.text, keep_spaces=True)
    for child in list(source):
        target.append(child)


def remove(element):
    """Take an element away, and leave the text behind it where it is."""
    if element.tail:
        add_before(element, element.tail)
    element.getparent().remove(element)


def is_blank(text):
    return not (text or "").strip(INVISIBLE)


def is_empty(element):
    """Whether a reader would see nothing of it."""
    return is_blank("".join(element.itertext())) and element.find(".//img") is None


def trim(element):
    """Take spaces and line breaks away from both ends, and spaces from the beginning of each line."""
    for line_break in element.iter("br"):
        line_break.tail = (line_break.tail or "").lstrip(" \t\n\r\f\xa0") or None
    while True:
        element.text = (element.text or "").lstrip(" \t\n\r\f\xa0") or None
        if element.text or not len(element) or element[0].tag != "br":
            break
        remove(element[0])
    while True:
        if not len(element):
            element.text = (element.text or "").rstrip(" \t\n\r\f\xa0") or None
            break
        element[-1].tail = (element[-1].tail or "").rstrip(" \t\n\r\f\xa0") or None
        if element[-1].tail or element[-1].tag != "br":
            break
        remove(element[-1])
