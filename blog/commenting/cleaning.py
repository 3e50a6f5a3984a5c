"""What strangers type, without the signs nobody can see."""

import re
import unicodedata

# They turn round the text after them, up to the end of the page if nobody stops them.
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Joiners stay: Persian and many emoji are written with them.
INVISIBLE_IN_NAMES = OVERRIDES + "\u200b\u200e\u200f\u2060\u061c\u00ad\ufeff"
MARKS_IN_A_ROW = 4


def clean_text(text):
    """Several lines: line ends in one form, no control signs, nothing that turns the writing direction for good."""
    text = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)
    text = "".join(sign for sign in text if sign in "\n\t" or not (is_control(sign) or sign in OVERRIDES))
    return text.lstrip("\n").rstrip()


def clean_name(text):
    """One line that can stand beside others: single spaces, and no towers of marks."""
    visible = "".join(" " if is_control(sign) else sign for sign in text if sign not in INVISIBLE_IN_NAMES)
    return trim_marks(" ".join(visible.split()))


def trim_marks(text):
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= MARKS_IN_A_ROW:
            kept.append(sign)
    return "".join(kept)


def is_control(sign):
    return unicodedata.category(sign) in ("Cc", "Cs", "Cn")


def is_visible(text):
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)
