"""HTML cut into tags, comments and the text between them, in time that grows with its length, whatever stands in it."""

import html
import re

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
WHOLE_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def pieces_of(text):
    """Every piece of it in order, which joined are the text again."""
    position = start = 0
    has_comments = True
    while (sign := text.find("<", position)) >= 0:
        if has_comments and text.startswith("<!--", sign):
            end = text.find("-->", sign + 4) + 3
            has_comments = end > 2
        else:
            tag = WHOLE_TAG.match(text, sign)
            end = tag.end() if tag else 0
        position = end if end > sign else sign + 1
        if end > sign:
            if start < sign:
                yield text[start:sign]
            yield text[sign:end]
            start = end
    if start < len(text):
        yield text[start:]


def words_of(text):
    """The words of a title or name that was stored as HTML, in one line."""
    kept = "".join(
        piece for piece in pieces_of(text) if not WHOLE_TAG.fullmatch(piece) and not piece.startswith("<!--")
    )
    return " ".join(html.unescape(kept).split())


def close(name, opened, names):
    """The number of the sign of this name that was opened last; what was opened since encloses nothing."""
    while True:
        last, opener = opened.pop()
        names[last] -= 1
        if last == name:
            return opener
