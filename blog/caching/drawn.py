"""
What was drawn from values alone. The same values give the same text, so nothing can make it stale: whoever has other
values asks under another key. Kept in each process, so many bytes at most.
"""

import hashlib
from dataclasses import dataclass

from django.utils.translation import get_language

from .shelf import Shelf

MOST_BYTES = 16 * 1024 * 1024
OF_A_TEXT = 300  # bytes of key and object, about


@dataclass(slots=True)
class Text:
    drawn: object
    bytes: int
    was_asked: bool = False  # see Shelf

    def size(self):
        return self.bytes


TEXTS = Shelf(MOST_BYTES)


def drawn_from(values, draw, size=len, may_keep=lambda: True):
    """
    What `draw()` gives, which may depend on nothing but `values` and the language: texts, or whatever its `repr` tells
    from others.
    `size(result)`: its bytes, about. `may_keep()`: whether the drawing turned out to be of that kind.
    """
    key = digest((get_language() or "", *values))
    kept = TEXTS.get(key)
    if kept is None:
        result = draw()
        kept = Text(result, OF_A_TEXT + size(result))
        if may_keep():
            TEXTS.put(key, kept)
    return kept.drawn


def digest(values):
    texts = [value if isinstance(value, str) else repr(value) for value in values]
    # Lengths keep neighbours apart; the sign tells a text from what only reads like it.
    lengths = [len(text) if text is value else -len(text) for text, value in zip(texts, values, strict=True)]
    return hashlib.sha256("".join([repr(lengths), *texts]).encode("utf-8", "surrogatepass")).digest()
