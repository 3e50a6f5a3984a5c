"""Markdown into safe HTML: readers' comments, the short texts of a role's lists, whole imported posts."""

import html
import re

import nh3
from cmarkgfm.cmark import Options

from . import tree
from .blocks import LOWEST_HEADING
from .cleaning import DROPPED, SCHEMES, clean_html
from .cmark import cmark_to_html
from .inline import address

# Stands for "<" while the Markdown is read, so that what looks like a tag is shown as it was typed.
LESS_THAN = "\ufdd0"
# Before a line, it keeps a leading "1." or "-" from making a list.
NO_BLOCK = "\ufdd1"
OPENING = re.compile(r"(\\.)|<(?!(?:https?://|mailto:)[^\s<>]*>)", re.DOTALL)
HEADING = re.compile(r"<(/?)h[1-6]>")
LINK = re.compile(r'<a href="([^"]*)"(?: title="[^"]*")?>')
IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"(?: title="[^"]*")? />')
# Quotations and lists within each other, deeper than anyone writes.
MAX_COMMENT_NESTING = 12

COMMENT_TAGS = {"p", "br", "em", "strong", "a", "code", "pre", "ul", "ol", "li", "blockquote"}
LINE_TAGS = {"em", "strong", "a", "code", "br"}


COMMENT_CLEANER = nh3.Cleaner(
    tags=COMMENT_TAGS,
    clean_content_tags=set(DROPPED),
    attributes={"a": {"href"}, "ol": {"start"}},
    # cmark leaves an empty address where it found a dangerous one.
    attribute_filter=lambda tag, name, value: value or None,
    url_schemes=SCHEMES,
    link_rel="nofollow ugc noopener",
)
LINE_CLEANER = nh3.Cleaner(
    tags=LINE_TAGS,
    clean_content_tags=set(DROPPED),
    attributes={"a": {"href", "rel"}},
    attribute_filter=lambda tag, name, value: value or None,
    url_schemes=SCHEMES,
    link_rel=None,
)


def render_comment(text):
    """A comment's Markdown: emphasis, links, code, lists, quotations, its line breaks. Tags are shown as typed."""
    rendered = to_html(text, Options.CMARK_OPT_HARDBREAKS, ["autolink"])
    if nesting(rendered) > MAX_COMMENT_NESTING:
        return as_typed(text)
    rendered = HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", rendered)
    rendered = IMAGE.sub(r'<a href="\1">\2</a>', rendered)
    return COMMENT_CLEANER.clean(rendered).strip()


def render_line(text):
    """A short text of a role's lists: emphasis, code and links within one paragraph."""
    line = " ".join(line.strip() for line in text.split("\n") if line.strip())
    rendered = to_html(line, Options.CMARK_OPT_DEFAULT, ["autolink"], before=f"{NO_BLOCK} ")
    rendered = IMAGE.sub(r'<a href="\1">\2</a>', rendered)
    return LINE_CLEANER.clean(LINK.sub(editors_link, rendered)).strip()


def editors_link(match):
    href = address(html.unescape(match[1]))
    rel = ' rel="noopener"' if re.match("https?:", href, re.IGNORECASE) else ""
    return f'<a href="{html.escape(href)}"{rel}>'


def render_markdown(text, *, lowest_heading=LOWEST_HEADING):
    """A whole text in Markdown, with tables and whatever HTML stands in it, made safe as editors' HTML is."""
    return clean_html(markdown_to_html(text), lowest_heading=lowest_heading)


def markdown_to_html(text, *, with_breaks=False, with_footnotes=False):
    """
    Markdown as HTML that is not safe yet. `with_breaks`: the end of a line breaks it; `with_footnotes`: [^1] is a mark
    of one, as many systems have it.
    """
    options = Options.CMARK_OPT_UNSAFE
    options |= Options.CMARK_OPT_HARDBREAKS if with_breaks else 0
    options |= Options.CMARK_OPT_FOOTNOTES if with_footnotes else 0
    text = tree.without_forbidden(text)
    return cmark_to_html(text, options, ["table", "strikethrough", "autolink"])


def to_html(text, options, extensions, *, before=""):
    text = tree.without_forbidden(text)
    text = before + OPENING.sub(lambda sign: sign[1] or LESS_THAN, text)
    rendered = cmark_to_html(text, options, extensions)
    return rendered.replace("%EF%B7%90", "%3C").replace(LESS_THAN, "&lt;").replace(NO_BLOCK, "")


def nesting(rendered):
    """How deep the elements nest in HTML that cmark made."""
    depth = deepest = 0
    for closing, _name in re.findall(r"<(/?)(blockquote|ul|ol|em|strong)\b", rendered):
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest


def as_typed(text):
    lines = html.escape(tree.without_forbidden(text)).strip().split("\n")
    return f"<p>{'<br>'.join(lines)}</p>"
