"""Mobiledoc, the form of posts from Ghost 1 to 4: sections of text with marks by number, and cards."""

import html

from .cards import draw_card
from .tables import text

TEXT, PICTURE, LIST, CARD = 1, 2, 3, 10
TAGS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "u": "u", "code": "code", "s": "s", "strike": "s"}
TAGS |= {"del": "s", "sub": "sub", "sup": "sup", "mark": "mark", "a": "a"}
SECTIONS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "ul", "ol", "pull-quote"}


def draw_mobiledoc(said):
    if isinstance(said.get("sections"), list) and text(said.get("version")).startswith("0.2"):
        said = as_version_3(said)
    return "".join(draw_section(said, section) for section in said.get("sections") or [])


def as_version_3(said):
    """The older form kept its marks with the sections, and cards in their places."""
    marks, sections = said["sections"]
    cards, fresh = [], []
    for section in sections:
        if section[0] == CARD:
            cards.append([section[1], section[2] if len(section) > 2 else {}])
            section = [CARD, len(cards) - 1]
        elif section[0] == TEXT:
            section = [TEXT, section[1], [[0, *marker] for marker in section[2]]]
        elif section[0] == LIST:
            section = [LIST, section[1], [[[0, *marker] for marker in item] for item in section[2]]]
        fresh.append(section)
    return {"markups": marks, "cards": cards, "sections": fresh}


def draw_section(said, section):
    kind, value = section[0], section[1]
    if kind == PICTURE:
        return draw_card("image", {"src": value})
    if kind == CARD:
        name, held = said["cards"][value][0], said["cards"][value][1] if len(said["cards"][value]) > 1 else {}
        return draw_card(text(name), held)
    tag = value.lower() if text(value).lower() in SECTIONS else "p"
    if kind == LIST:
        items = "".join(f"<li>{draw_markers(said, item)}</li>" for item in section[2])
        return f"<{tag if tag in ('ul', 'ol') else 'ul'}>{items}</{tag if tag in ('ul', 'ol') else 'ul'}>\n"
    if tag in ("aside", "pull-quote"):
        return f'<blockquote class="pull-quote">{draw_markers(said, section[2])}</blockquote>\n'
    return f"<{tag}>{draw_markers(said, section[2])}</{tag}>\n"


def draw_markers(said, markers):
    """Each marker opens marks, holds a text or an atom, and closes the innermost marks."""
    pieces, opened = [], []
    for kind, opens, closes, value in markers:
        for number in opens:
            tag, attributes = mark(said["markups"][number])
            pieces.append(f"<{tag}{attributes}>" if tag else "")
            opened.append(tag)
        pieces.append(html.escape(text(value), quote=False) if kind == 0 else draw_atom(said["atoms"][value]))
        for _n in range(min(closes, len(opened))):
            tag = opened.pop()
            pieces.append(f"</{tag}>" if tag else "")
    pieces += [f"</{tag}>" for tag in reversed(opened) if tag]
    return "".join(pieces)


def mark(markup):
    tag = TAGS.get(text(markup[0]).lower(), "")
    if tag != "a":
        return tag, ""
    given = markup[1] if len(markup) > 1 else []
    attributes = dict(zip(given[::2], given[1::2], strict=False))
    return "a", f' href="{html.escape(text(attributes.get("href")))}"'


def draw_atom(atom):
    return "<br>" if atom[0] == "soft-return" else html.escape(text(atom[1]), quote=False)
