"""Lexical, the form of posts since Ghost 5: a tree of nodes."""

import html

from .cards import CARDS, draw_card
from .tables import text

MAX_DEPTH = 100
# The bits of a text's `format`, the innermost first.
FORMATS = ((16, "code"), (32, "sub"), (64, "sup"), (128, "mark"), (8, "u"), (4, "s"), (2, "em"), (1, "strong"))
BLOCKS = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def draw_lexical(said):
    return draw(said.get("root") or {}, 0)


def draw(node, depth):
    kind = text(node.get("type"))
    if kind in ("text", "extended-text", "code-highlight"):
        return draw_text(node)
    if kind == "linebreak":
        return "<br>"
    if kind == "tab":
        return " "
    if kind in CARDS:
        return draw_card(kind, node)
    inner = draw_children(node, depth)
    if kind in ("heading", "extended-heading"):
        tag = node.get("tag") if node.get("tag") in HEADINGS else "h2"
        return f"<{tag}{direction(node)}>{inner}</{tag}>\n"
    if kind in ("link", "autolink", "at-link"):
        return f'<a href="{html.escape(text(node.get("url")))}">{inner}</a>'
    if kind == "list":
        return draw_list(node, depth)
    tag, attributes = BLOCKS.get(kind), direction(node)
    if kind == "aside":
        attributes += ' class="pull-quote"'
    return f"<{tag}{attributes}>{inner}</{tag}>\n" if tag else inner


def draw_children(node, depth):
    if depth > MAX_DEPTH:
        return ""
    return "".join(draw(child, depth + 1) for child in children(node))


def children(node):
    found = node.get("children")
    return [child for child in found if isinstance(child, dict)] if isinstance(found, list) else []


def draw_text(node):
    words, bits = html.escape(text(node.get("text")), quote=False), node.get("format")
    for bit, tag in FORMATS:
        if isinstance(bits, int) and bits & bit:
            words = f"<{tag}>{words}</{tag}>"
    return words


def draw_list(node, depth):
    """Lists below a list stand in items of their own; they belong to the item before."""
    items = []
    for item in children(node):
        inner = draw_children(item, depth + 1)
        if items and [child.get("type") for child in children(item)] == ["list"]:
            items[-1] += inner
        else:
            items.append(inner)
    is_numbered = node.get("listType") == "number" or node.get("tag") == "ol"
    first = node.get("start")
    start = f' start="{first}"' if is_numbered and isinstance(first, int) and first > 1 else ""
    tag = "ol" if is_numbered else "ul"
    return f"<{tag}{start}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>\n"


def direction(node):
    return ' dir="rtl"' if node.get("direction") == "rtl" else ""
