"""A post's HTML as a tree and back, so that what only its system knows the meaning of can be put in plain words."""

import re

import lxml.html
from lxml import etree

from blog.markup import tree

# What belongs around a page, and not into the text of a post.
FRAME = re.compile(r"<!doctype[^<>]*>|</?(?:html|head|body|frameset)\b[^<>]*>", re.IGNORECASE)

UNKNOWN_TO_LXML = ("embed", "source", "track", "wbr", "keygen")


def parse(text):
    """The HTML as children of a `div`; None where it nests deeper than any post, or is past parsing."""
    text = FRAME.sub("", tree.without_forbidden(text))
    if tree.is_too_deep(text):
        return None
    parser = lxml.html.HTMLParser(huge_tree=True, remove_pis=True, remove_comments=True)
    try:
        # A blank before it, or a declaration of XML would be taken for one of the encoding.
        root = lxml.html.fragment_fromstring(f" {text}", create_parent="div", parser=parser)
    except (AssertionError, etree.ParserError):
        return None
    root.text = (root.text or "").removeprefix(" ")
    for element in list(root.iter(*UNKNOWN_TO_LXML)):
        put_content_behind(element)
    return root


def put_content_behind(element):
    """lxml knows HTML 4, and puts what follows an element that cannot hold anything into it."""
    parent, position = element.getparent(), element.getparent().index(element)
    tail, element.tail, element.text = element.tail, element.text, None
    inner = list(element)
    for offset, child in enumerate(inner, start=1):
        parent.insert(position + offset, child)
    add_after(parent, position + len(inner) + 1, tail)


def with_class(root, *names):
    """The elements that have one of these classes."""
    return [element for element in elements(root) if set(element.get("class", "").split()).intersection(names)]


def elements(root):
    return [element for element in root.iter() if isinstance(element.tag, str) and element is not root]


def text_in(element):
    return " ".join("".join(element.itertext()).split())


def replace(element, *others):
    """Put the others in the place of an element, with the text that came after it."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    position = parent.index(element)
    element.tail = None
    parent.remove(element)
    if not others:
        add_after(parent, position, tail)
        return
    for offset, other in enumerate(others):
        parent.insert(position + offset, other)
    others[-1].tail = tail


def add_after(parent, position, text):
    if not text:
        return
    if position:
        parent[position - 1].tail = (parent[position - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def insert_html(element, text):
    """Put HTML in the place of an element."""
    fresh = parse(text)
    replace(element, *(list(fresh) if fresh is not None else []))


def remove(element):
    """Take an element away, if nobody has; the text behind it stays."""
    replace(element)


def unwrap(element):
    """Its content in its place."""
    parent = element.getparent()
    if parent is None:
        return
    position = parent.index(element)
    add_after(parent, position, element.text)
    tail, element.tail = element.tail, None
    parent.remove(element)
    inner = list(element)
    for offset, child in enumerate(inner):
        parent.insert(position + offset, child)
    add_after(parent, position + len(inner), tail)


def rename(element, tag, **attributes):
    element.tag = tag
    element.attrib.clear()
    element.attrib.update({name.rstrip("_"): value for name, value in attributes.items()})


def unlink_footnotes(root):
    """Marks of footnotes stay; ways there and back would lead nowhere."""
    for link in list(root.iter("a")):
        href = link.get("href", "")
        around = link.getparent().get("class", "")
        if "footnote-backref" in link.get("class", "") or (href.startswith("#") and link.text in ("↩", "↩︎", "^")):
            remove(link)
        elif href.startswith(("#fn", "#_ftn", "#footnote", "#easy-footnote")) or "fn" in around.split():
            unwrap(link)
