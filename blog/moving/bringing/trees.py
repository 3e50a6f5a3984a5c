"""HTML of another blog as a tree, before it is made safe: lazy pictures, frames and all."""

import lxml.html

from blog.markup import tree

# Pictures may stand in the text itself, as addresses of some megabytes.
PARSER = lxml.html.HTMLParser(huge_tree=True)


def parse(html):
    """The HTML as children of a `div`; None for what nests so deep that it is read as plain text later on."""
    html = tree.without_forbidden(html)
    if tree.is_too_deep(html):
        return None
    # Something before it, or lxml takes an XML declaration for one of the encoding and refuses the text.
    page = lxml.html.document_fromstring(f"<html><body> {html}</body></html>", parser=PARSER)
    root = tree.new("div")
    for body in page.findall("body"):  # who closes it twice gets two
        tree.move_content(body, root)
    return root


def serialize(root):
    return tree.serialize(root).removeprefix(" ")


def unwrap(element):
    """Take an element away and leave what is in it."""
    parent, place = element.getparent(), element.getparent().index(element)
    if element.text:
        tree.add_before(element, element.text)
    for child in reversed(list(element)):
        parent.insert(place, child)
    tree.remove(element)


def replace(element, other):
    """`other` in the place of `element`, before the same text."""
    other.tail, element.tail = element.tail, None
    element.getparent().replace(element, other)
