"""Editors' rich text, made safe and plain whatever it was written in or pasted from."""

import html
import re

import nh3
from django.conf import settings

from . import blocks, tree
from .tree import names

SCHEMES = {"http", "https", "mailto"}
COMMON = {"dir", "lang"}
# What may be stored, with the attributes each may have beside the common ones.
ALLOWED = {
    **{
        tag: set()
        for tag in names("p h2 h3 h4 h5 h6 ul li dl dt dd blockquote pre hr br em strong sub sup kbd mark s del")
    },
    **{tag: set() for tag in names("ins q cite var samp bdi bdo ruby rt rp caption thead tbody tfoot tr figcaption")},
    **{tag: set() for tag in names("s del table figure code details summary")},
    "abbr": {"title"},
    "dfn": {"title"},
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "data-picture", "width", "height"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
CLASSED = {"p", "figure", "blockquote", "code"}
# What says something about the text while it is being tidied.
TIDIED = {"div", "section", "article", "header", "footer", "main", "aside", "nav", "center", "address", "form"}
TIDIED |= {"fieldset", "h1", "h5", "h6", "b", "i", "strike", "tt", "span", "font"}
# Their content is not text.
DROPPED = names("script style title template iframe noscript noembed noframes object svg math xml")

FIRST_PASS = nh3.Cleaner(
    tags=set(ALLOWED) | TIDIED,
    clean_content_tags=set(DROPPED),
    attributes={"*": COMMON | {"class", "style"}, **{tag: own for tag, own in ALLOWED.items() if own}}
    | {"a": {"href", "title"}},
    url_schemes=SCHEMES,
    link_rel=None,
)
NUMBER_ATTRIBUTES = {"data-picture", "width", "height", "start"}


def keep_attribute(tag, name, value):
    if name in NUMBER_ATTRIBUTES:
        return value if re.fullmatch(r"[0-9]{1,9}", value) else None
    if name == "type":
        return value if value in ("1", "a", "A", "i", "I") else None
    if name == "src":
        return value if value.startswith(settings.MEDIA_URL) else None
    if name == "rel":
        return value if value == "noopener" else None
    if name == "class" and tag == "code":
        return value if re.fullmatch(r"language-[\w+#.-]{1,30}", value) else None
    if name == "class":
        return value if set(value.split()) <= blocks.BLOCK_CLASSES.get(tag, set()) else None
    if name == "lang":
        return value if re.fullmatch(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*", value) else None
    return value


LAST_PASS = nh3.Cleaner(
    tags=set(ALLOWED),
    clean_content_tags=set(DROPPED),
    attributes={
        "*": COMMON,
        **{tag: own | ({"class"} if tag in CLASSED else set()) for tag, own in ALLOWED.items()},
    },
    attribute_filter=keep_attribute,
    url_schemes=SCHEMES,
    link_rel=None,
)
# Tidying may uncover something to tidy: a bullet below a bullet. Twice is usual, more is somebody's joke.
MOST_ROUNDS = 5


def clean_html(text, *, lowest_heading=blocks.LOWEST_HEADING):
    """
    Safe HTML in blocks, for any HTML or plain text; the same again for its own output. Nothing in it runs, is styled,
    or is fetched from another site: pictures from elsewhere become links. Headings start at the second level.
    """
    text = tree.without_forbidden(text)
    if tree.is_too_deep(text):
        text = as_paragraphs(text)
    for _round in range(MOST_ROUNDS):
        before, text = text, clean_once(text, lowest_heading)
        if text == before:
            break
    return text


def clean_once(text, lowest_heading):
    safe = FIRST_PASS.clean(text)
    if tree.is_blank(safe):
        return ""
    fresh = blocks.rebuild(tree.parse(safe), lowest_heading)
    return "\n".join(LAST_PASS.clean(tree.outer(block)) for block in fresh)


def as_paragraphs(text):
    """What is left of HTML that nests too deep to be read: its text."""
    # One that never ends goes on to the end, as in a browser; looking for each one's end again would take for ever.
    text = re.sub(r"(?is)<(script|style)\b.*?(?:</\1\s*>|\Z)", "", text)
    lines = (line.strip() for line in html.unescape(tree.TAG.sub("\n", text)).split("\n"))
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
