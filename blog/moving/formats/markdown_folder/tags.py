"""
What generators drew while they made a page: Liquid's {% name %} and {{ value }}, Hugo's {{< name >}}. Code is left as
it is. Takes time in proportion to the text.
"""

import re
from collections import Counter
from dataclasses import dataclass

from ..pieces import close

MAX_NESTING = 30
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$")
SIGN = re.compile(
    r"(?P<code>(?<!`)(`+)(?!`)[^`\n]{1,500}?(?<!`)\2(?!`))"
    r"|\{%-?\s*(?P<liquid_end>end)?(?P<liquid>[a-zA-Z][\w-]{0,60})\b(?P<liquid_said>[^{}]{0,2000}?)-?%\}"
    r"|\{\{[<%]-?\s*(?P<hugo_end>/)?\s*(?P<hugo>[a-zA-Z][\w./-]{0,60})(?P<hugo_said>[^{}]{0,2000}?)-?[%>]\}\}"
    r"|\{\{-?(?P<value>[^{}<%]{1,500}?)-?\}\}"
)
SAID = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s,]+))|"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s,]+)"""
)
# Hugo's {{</* name */>}} shows what would be drawn.
ESCAPED = re.compile(r"\{\{([<%])/\*\s?(.*?)\s?\*/([>%])\}\}")
RAW = ("raw", "verbatim")
CODE = ("highlight", "codeblock", "code")


@dataclass
class Tag:
    name: str
    named: dict  # name="value"
    plain: list  # the values without a name
    said: str  # all of it, as it was written
    inner: str | None  # None when it encloses nothing

    def get(self, *names):
        return next((self.named[name] for name in names if self.named.get(name)), "")

    def first(self):
        return self.plain[0] if self.plain else ""


def draw_tags(text, draw, value):
    """`draw(Tag)`: the HTML or Markdown for a tag; `value(words)`: for {{ words }}."""
    if "{%" not in text and "{{" not in text:
        return text
    pieces, buffer = [], []
    for line, is_code in lines_of(text):
        if is_code:
            pieces += [("text", "".join(buffer)), ("code", line)]
            buffer = []
        else:
            buffer.append(line)
    pieces.append(("text", "".join(buffer)))
    return render(signs_in(pieces), draw, value)


def lines_of(text):
    """(line, whether it is code) of a Markdown text."""
    fence = ""
    for line in text.splitlines(keepends=True):
        found = FENCE.match(line)
        if fence:
            yield line, True
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif found and not ("`" in found[1] and "`" in found[2]):
            fence = found[1]
            yield line, True
        else:
            yield line, False


def signs_in(pieces):
    """The texts and signs in their order."""
    found = []
    for kind, text in pieces:
        position = 0
        for sign in SIGN.finditer(text) if kind == "text" else ():
            found += [text[position : sign.start()], sign]
            position = sign.end()
        found.append(text[position:])
    return found


def name_of(sign):
    return (sign["liquid"] or sign["hugo"] or "").lower()


def is_end(sign):
    return bool(sign["liquid_end"] or sign["hugo_end"])


def is_opener(sign):
    """Hugo's {{< name />}} ends in itself."""
    return not is_end(sign) and not (sign["hugo_said"] or "").rstrip().endswith("/")


def pair(signs):
    """{number of the sign that opens: number of the one that ends it}."""
    last = {name_of(sign): number for number, sign in enumerate(signs) if not isinstance(sign, str) and is_end(sign)}
    ends, opened, counts = {}, [], Counter()
    raw = None
    for number, sign in enumerate(signs):
        if isinstance(sign, str) or not (name := name_of(sign)) or last.get(name, -1) < number:
            continue
        if raw is not None:
            if is_end(sign) and name == raw[0]:
                ends[raw[1]], raw = number, None
        elif not is_end(sign) and name in (*RAW, "comment"):
            raw = (name, number)
        elif is_opener(sign):
            opened.append((name, number))
            counts[name] += 1
        elif counts[name]:
            ends[close(name, opened, counts)] = number
    return ends


def render(signs, draw, value):
    ends = pair(signs)
    openers = {end: opener for opener, end in ends.items()}
    levels, number = [[]], 0
    while number < len(signs):
        sign = signs[number]
        if isinstance(sign, str):
            levels[-1].append(sign)
        elif sign["code"]:
            levels[-1].append(sign[0])
        elif sign["value"] is not None:
            levels[-1].append(value(sign["value"].strip()))
        elif number in ends and name_of(sign) in (*RAW, *CODE, "comment"):
            inner = "".join(piece if isinstance(piece, str) else piece[0] for piece in signs[number + 1 : ends[number]])
            levels[-1].append(inner if name_of(sign) in RAW else draw(tag_of(sign, inner)))
            number = ends[number]
        elif number in ends and len(levels) <= MAX_NESTING:
            levels.append([])
        elif number in ends:
            openers.pop(ends[number])
        elif number in openers:
            inner = "".join(levels.pop())
            levels[-1].append(draw(tag_of(signs[openers[number]], inner)))
        elif not is_end(sign):
            levels[-1].append(draw(tag_of(sign, None)))
        number += 1
    return ESCAPED.sub(r"{{\1 \2 \3}}", "".join(piece for level in levels for piece in level))


def tag_of(sign, inner):
    said = (sign["liquid_said"] or sign["hugo_said"] or "").strip().rstrip("/").strip()
    named, plain = {}, []
    for match in SAID.finditer(said):
        if match[1]:
            named[match[1].lower()] = next(value for value in match.groups()[1:5] if value is not None)
        else:
            plain.append(next(value for value in match.groups()[5:] if value is not None))
    return Tag(name_of(sign), named, plain, said, inner)
