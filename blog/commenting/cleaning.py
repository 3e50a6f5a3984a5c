"""What strangers type in several lines, without the signs nobody can see."""

import re

from accounts.names import OVERRIDES, is_control


def clean_text(text):
    """Several lines: line ends in one form, no control signs, nothing that turns the writing direction for good."""
    text = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)
    text = "".join(sign for sign in text if sign in "\n\t" or not (is_control(sign) or sign in OVERRIDES))
    return text.lstrip("\n").rstrip()
