"""
Shortcodes, [name key="value"]...[/name]: what WordPress and its plugins drew in their place. Takes time in proportion
to the text, however many there are and however deep they stand within each other.
"""

import html
import re
from collections import Counter
from dataclasses import dataclass

from ..pieces import close
from .shortcode_names import VERBATIM, WORDS

MAX_NESTING = 30
SHORTCODE = re.compile(
    r"""(?P<before>\[?)\[(?P<end>/?)(?P<name>[a-zA-Z][\w-]{0,60})(?=[\s=\]/:"'“”″&])"""
    r"""(?P<attributes>[^\[\]]{0,4000})\](?P<after>\]?)"""
)
CLOSED = re.compile(r"""(?:^|[\s"'])/\s*$""")
QUOTES = str.maketrans({"“": '"', "”": '"', "″": '"', "„": '"', "‘": "'", "’": "'"})
ATTRIBUTE = re.compile(
    r"""([\w:-]+)\s*=\s*"([^"]*)"|([\w:-]+)\s*=\s*'([^']*)'|([\w:-]+)\s*=\s*([^\s'"]+)|"([^"]*)"|(\S+)"""
)


@dataclass
class Shortcode:
    name: str
    attributes: dict  # those without a key under 0, 1, 2 ...
    inner: str | None  # None when it encloses nothing
    source: str = ""

    def get(self, *names):
        return next((self.attributes[name] for name in names if self.attributes.get(name)), "")

    def first(self):
        """The first value without a key, as in [youtube https://...] or [youtube=https://...]."""
        return self.attributes.get(0, "")


def read_attributes(text):
    text = html.unescape(text).translate(QUOTES).replace("\xa0", " ").strip()
    found, position = {}, 0
    if text.startswith(("=", ":")):
        text = text[1:]
    for match in ATTRIBUTE.finditer(text):
        key = match[1] or match[3] or match[5]
        if key:
            found[key.lower()] = next(value for value in (match[2], match[4], match[6]) if value is not None)
        else:
            found[position] = match[7] if match[7] is not None else match[8]
            position += 1
    return found


def replace_shortcodes(text, draw, known):
    """
    `draw(shortcode)`: the HTML for it. `known`: the names that are shortcodes wherever they stand; others are when
    they have values, an end or a name no word has.
    """
    if "[" not in text:
        return text
    signs = list(SHORTCODE.finditer(text))
    ends = pair(signs)
    return render(text, signs, ends, draw, known)


def pair(signs):
    """{number of the sign that opens: number of the one that ends it}."""
    last_ends = {sign["name"].lower(): number for number, sign in enumerate(signs) if sign["end"]}
    ends, opened, names = {}, [], Counter()
    verbatim = None
    for number, sign in enumerate(signs):
        name = sign["name"].lower()
        if verbatim is not None:
            if sign["end"] and name == verbatim[0]:
                ends[verbatim[1]], verbatim = number, None
        elif is_escaped(sign) or last_ends.get(name, -1) < number or CLOSED.search(sign["attributes"]):
            continue
        elif not sign["end"] and name in VERBATIM:
            verbatim = (name, number)
        elif not sign["end"]:
            opened.append((name, number))
            names[name] += 1
        elif names[name]:
            ends[close(name, opened, names)] = number
    return ends


def is_escaped(sign):
    return bool(sign["before"] and sign["after"])


def render(text, signs, ends, draw, known):
    closers = {closer: opener for opener, closer in ends.items()}
    levels, position, number = [[]], 0, 0
    while number < len(signs):
        sign = signs[number]
        levels[-1].append(text[position : sign.start()])
        position = sign.end()
        if number in ends and sign["name"].lower() in VERBATIM:
            closer = signs[ends[number]]
            levels[-1].append(draw(shortcode(sign, text[sign.end() : closer.start()])))
            position, number = closer.end(), ends[number]
        elif number in ends:
            if len(levels) > MAX_NESTING:
                del ends[number]
            else:
                levels.append([])
        elif closers.get(number) in ends:
            inner = "".join(levels.pop())
            levels[-1].append(draw(shortcode(signs[closers[number]], inner)))
        else:
            levels[-1].append(alone(sign, number in closers, draw, known))
        number += 1
    levels[-1].append(text[position:])
    return "".join(piece for level in levels for piece in level)


def alone(sign, is_closer, draw, known):
    """What stands for a sign without a partner."""
    name = sign["name"].lower()
    if is_escaped(sign):
        return sign[0][1:-1]
    if sign["end"] or is_closer:
        return "" if is_closer or is_shortcode(sign, known) else sign[0]
    if name in VERBATIM and name not in known:
        return sign[0]
    drawn = draw(shortcode(sign, None)) if is_shortcode(sign, known) else sign[0]
    return f"{sign['before']}{drawn}{sign['after']}" if drawn != sign[0] else drawn


def is_shortcode(sign, known):
    name = sign["name"].lower()
    attributes = sign["attributes"].strip()
    if name in known:
        return True
    has_sign = "=" in attributes or "://" in attributes or "_" in name
    return has_sign and name not in WORDS and not re.match(r"[,.;:]", attributes)


def shortcode(sign, inner):
    return Shortcode(sign["name"].lower(), read_attributes(sign["attributes"]), inner, sign[0])
