"""
Blogger's markup in plain words: what `blog.markup` cannot know when it cleans the result. Captions in tables, typed
bullets and Word's lists it knows already.
"""

import copy
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import nh3

from blog.markup import tree
from blog.markup.cleaning import ALLOWED, DROPPED, TIDIED
from blog.markup.inline import BLOCKS

from . import fragments
from .direction import say_direction
from .videos import PLAYERS, link_players

# Nothing here makes HTML safe; it makes it well-formed, as a browser would.
KEPT = {"class", "style", "id", "name", "dir", "lang", "title", "width", "height", "align", "trbidi"}
BROWSER = nh3.Cleaner(
    tags=set(ALLOWED) | TIDIED | set(PLAYERS) | set(tree.names("param source picture script big small u center")),
    clean_content_tags=set(DROPPED) - {"script", *PLAYERS},
    attributes={
        "*": KEPT,
        "a": {"href", "title", "imageanchor"},
        "img": {"src", "alt", "srcset", "border"},
        "ol": {"start", "type", "reversed"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
        "font": {"size"},
        "param": {"name", "value"},
        "script": {"src"},
        **{tag: {"src", "data", "href"} for tag in (*PLAYERS, "source")},
    },
    generic_attribute_prefixes={"data-"},
    url_schemes={"http", "https", "mailto", "data"},
    link_rel=None,
)
JUMP, JUMP_COMMENT = '<a name="more"></a>', re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
# Where the editor wrote its own address into a link.
EDITOR = re.compile(r"^https?://(www|draft)\.blogger\.com/(null|blogger\.g|blog/post/edit|#|$)", re.IGNORECASE)
LARGE = re.compile(r"font-size\s*:\s*(x-large|xx-large|xxx-large|1[89](\.\d+)?pt|2\d(\.\d+)?p[tx]|3\d(\.\d+)?p[tx])")
RUNNING_TEXT = ("div", "p", "section", "article", "center")
LONGEST_HEADING, MOST_BESIDE = 90, 3  # characters; elements within the same marks, such as line breaks
ENDS_SENTENCE = re.compile(r"[.,;!。、،؛।]\s*$")


@dataclass
class Written:
    html: str
    excerpt: str = ""  # what stood before the jump break
    links: list = field(default_factory=list)  # the addresses it leads to


def as_written(html):
    """A post's HTML as its writer meant it."""
    # Asked first: the parsers take time that grows with the square of the nesting.
    root = None if tree.is_too_deep(html) else fragments.parse(BROWSER.clean(JUMP_COMMENT.sub(JUMP, html)))
    if root is None:
        return Written(html)
    excerpt = before_the_jump(root)
    for mark in jumps(root):
        fragments.replace(mark)
    tidy(root)
    return Written(tree.serialize(root), excerpt, [link.get("href", "") for link in root.iter("a")])


def tidy(root):
    for rule in (link_players, free_links, part_separators, raise_headings, part_lines, say_direction):
        rule(root)


def before_the_jump(root):
    """What stood before the jump break; empty if there was none, or nothing before it."""
    if not jumps(root):
        return ""
    root = copy.deepcopy(root)
    cut_after(jumps(root)[0])
    tidy(root)
    return "" if tree.is_empty(root) else tree.serialize(root).strip()


def jumps(root):
    """The marks of jump breaks: empty anchors named “more”."""
    return [mark for mark in root.iter("a") if mark.get("name") == "more" and tree.is_empty(mark)]


def cut_after(mark):
    """Take away a mark and everything behind it."""
    node = mark
    while (parent := node.getparent()) is not None:
        for later in list(node.itersiblings()):
            parent.remove(later)
        node.tail = None
        node = parent
    mark.getparent().remove(mark)


def free_links(root):
    """Links whose address is the editor's own: to a place in the same text, or to nothing."""
    for link in [link for link in root.iter("a") if EDITOR.match(link.get("href", ""))]:
        place = urlsplit(link.get("href")).fragment
        if place and " " not in place:
            link.set("href", f"#{place}")
        else:
            fragments.unwrap(link)


def part_separators(root):
    """Blogger sets several pictures, and the text that was typed behind one, into one block: each gets its own."""
    for block in fragments.with_class(root, "separator"):
        pictures = [
            child for child in block if child.tag == "img" or (child.tag == "a" and child.find("img") is not None)
        ]
        if len(pictures) == len(block) == 1 and tree.is_blank("".join(block.itertext())):
            continue
        for picture in pictures:
            wrap(picture, "div")


def wrap(element, tag):
    frame = tree.new(tag)
    element.addprevious(frame)
    frame.tail, element.tail = element.tail, None
    frame.append(element)


def raise_headings(root):
    """A short line alone in large letters is a heading, whatever else it is called."""
    for inner in [inner for inner in root.iter("span", "font") if is_large(inner)]:
        text = fragments.text_in(inner)
        if is_heading(text) and stands_alone(line := outermost(inner, text)):
            for line_break in list(line.iter("br")):
                fragments.replace(line_break)
            fragments.rename(line, "h3")


def is_heading(text):
    return bool(text) and len(text) <= LONGEST_HEADING and not ENDS_SENTENCE.search(text)


def outermost(element, text):
    """The element around all that is marked, however often, with nothing more in it than `text`."""
    parent = element.getparent()
    while parent.tag not in BLOCKS and len(parent) <= MOST_BESIDE and fragments.text_in(parent) == text:
        element, parent = parent, parent.getparent()
    return element


def stands_alone(line):
    """Whether it is a line of its own in the running text: between blocks or line breaks, with words alone in it."""
    before, after = line.getprevious(), line.getnext()
    loose = (before.tail if before is not None else line.getparent().text, line.tail)
    return (
        line.tag != "a"
        and line.getparent().tag in RUNNING_TEXT
        and all(tree.is_blank(text) for text in loose)
        and all(near is None or near.tag == "br" or near.tag in BLOCKS for near in (before, after))
        and not any(inner.tag in BLOCKS or inner.tag in ("img", "a") for inner in line.iterdescendants())
    )


def is_large(element):
    return bool(LARGE.search(element.get("style", ""))) or element.get("size", "") in ("5", "6", "7", "+2", "+3", "+4")


def part_lines(root):
    """Two line breaks in a row part paragraphs, also within what is marked as bold or coloured."""
    for first in list(root.iter("br")):
        if first.getparent() is None or first.getparent().tag in BLOCKS or is_within_preformatted(first):
            continue
        later = first.getnext()
        if tree.is_blank(first.tail) and later is not None and later.tag == "br":
            while later is not None and later.tag == "br" and tree.is_blank(first.tail):
                first.tail = later.tail
                first.getparent().remove(later)
                later = first.getnext()
            first.tag = "div"


def is_within_preformatted(element):
    return next(element.iterancestors("pre"), None) is not None
