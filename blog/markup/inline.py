"""What may stand within a line: emphasis, links, code, pictures. Everything else leaves its text behind."""

import re
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from . import tree
from .tree import names

MEANINGS = {
    "b": "strong",
    "i": "em",
    "strike": "s",
    "tt": "code",
    **{
        tag: tag
        for tag in names("strong em sub sup abbr kbd mark code s del ins q cite dfn var samp bdi bdo ruby rt rp")
    },
}
# Word processors write one word in several pieces.
JOINED = {"strong", "em"}
BLOCKS = names(
    "p div section article header footer main aside nav center address form fieldset hgroup h1 h2 h3 h4 h5 h6 "
    "ul ol li dl dt dd table caption thead tbody tfoot tr td th figure figcaption blockquote pre hr details "
    "summary"
)
BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
NOT_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(normal|[1-5]00)", re.IGNORECASE)
ITALIC = re.compile(r"(?<![\w-])font-style\s*:\s*(italic|oblique)", re.IGNORECASE)
NOT_ITALIC = re.compile(r"(?<![\w-])font-style\s*:\s*normal", re.IGNORECASE)
DIRECTIONS = {"ltr", "rtl", "auto"}


def copy_inline(source, target, inside=frozenset()):
    """Everything within `source` to the end of `target`, as inline content. `inside`: the tags that hold already."""
    tree.add_text(target, source.text)
    for child in tree.children(source):
        add_inline(child, target, inside)
        tree.add_text(target, child.tail)


def add_inline(element, target, inside=frozenset()):
    if element.tag == "br":
        tree.add(target, "br")
    elif element.tag == "img":
        add_picture(element, target, inside)
    elif element.tag == "a" and "a" not in inside and (href := address(element.get("href", ""))):
        link = tree.add(target, "a", link_attributes(href, element))
        copy_inline(element, link, inside | {"a"})
        if tree.is_empty(link):
            dissolve(link)
    elif element.tag in BLOCKS:
        tree.add_text(target, " ")
        copy_inline(element, target, inside)
        tree.add_text(target, " ")
    else:
        add_meant(element, target, inside)


def add_meant(element, target, inside):
    """Emphasis and its kin, whether said by a tag or by a style; only the first of several nested alike."""
    tags = [tag for tag in meanings(element) if tag not in inside]
    for tag in tags:
        target = piece(target, tag, common_attributes(element))
    copy_inline(element, target, inside.union(tags))
    for _tag in tags:
        parent = target.getparent()
        if tree.is_empty(target):
            dissolve(target)
        elif target.tag != "code":
            free_spaces(target)
        target = parent


def piece(target, tag, attributes):
    """A new element of this tag, or the last one when this only goes on with it."""
    if tag in JOINED and len(target) and target[-1].tag == tag and not target[-1].tail:
        return target[-1]
    return tree.add(target, tag, attributes)


def free_spaces(element):
    """Spaces at the ends of a marked word stand beside it: bold spaces are somebody's slip of the mouse."""
    last = element[-1] if len(element) else None
    end = (last.tail if last is not None else element.text) or ""
    if spaces := end[len(end.rstrip(" \xa0")) :]:
        if last is not None:
            last.tail = end.rstrip(" \xa0")
        else:
            element.text = end.rstrip(" \xa0")
        element.tail = spaces + (element.tail or "")
    start = element.text or ""
    if spaces := start[: len(start) - len(start.lstrip(" \xa0"))]:
        element.text = start.lstrip(" \xa0")
        tree.add_before(element, spaces)


def dissolve(element):
    parent = element.getparent()
    text = "".join(element.itertext())
    parent.remove(element)
    tree.add_text(parent, text)


def meanings(element):
    style = element.get("style", "")
    tag = MEANINGS.get(element.tag)
    tag = None if tag == "strong" and NOT_BOLD.search(style) else tag
    tag = None if tag == "em" and NOT_ITALIC.search(style) else tag
    found = [tag] if tag else []
    if element.tag in ("span", "font"):
        found += ["strong"] * bool(BOLD.search(style)) + ["em"] * bool(ITALIC.search(style))
    return found


def common_attributes(element):
    """The attributes that any element may keep."""
    kept = {}
    if (direction := element.get("dir", "").lower()) in DIRECTIONS:
        kept["dir"] = direction
    # Word processors name a language everywhere, mostly the wrong one.
    if (lang := element.get("lang", "")) and not element.get("class", "").startswith("Mso"):
        kept["lang"] = lang
    if element.tag in ("abbr", "dfn") and element.get("title"):
        kept["title"] = element.get("title")
    return kept


def address(href):
    """The address a link may have: absolute, or a path of this site. Empty when there is none."""
    href = re.sub(r"[\t\n\r]", "", href).strip()
    if href.startswith(settings.SITE_URL) and href[len(settings.SITE_URL) :][:1] in ("", "/", "?", "#"):
        href = href[len(settings.SITE_URL) :] or "/"
    if re.match(r"[/\\]{2}", href):
        return "https://" + href.lstrip("/\\") if href.lstrip("/\\") else ""
    if re.match(r"www\.\w", href, re.IGNORECASE):
        return f"https://{href}"
    return href


def link_attributes(href, element):
    attributes = {"href": href}
    if element.get("title"):
        attributes["title"] = element.get("title")
    if re.match("https?:", href, re.IGNORECASE):
        attributes["rel"] = "noopener"
    return attributes


def add_picture(element, target, inside):
    """A picture of this site stays; one from elsewhere becomes a link to it, so that no page fetches it."""
    src = address(element.get("src", ""))
    if src.startswith(settings.MEDIA_URL):
        kept = {"src": src, "alt": element.get("alt", "")}
        kept |= {name: element.get(name) for name in ("data-picture", "width", "height") if element.get(name)}
        tree.add(target, "img", kept)
    elif not re.match("https?:", src, re.IGNORECASE):
        tree.add_text(target, element.get("alt"))
    elif "a" in inside:
        tree.add_text(target, picture_name(element, src))
    else:
        link = tree.add(target, "a", {"href": src, "rel": "noopener"})
        tree.add_text(link, _("Picture: %(name)s") % {"name": picture_name(element, src)})


def picture_name(element, src):
    if not tree.is_blank(element.get("alt")):
        return element.get("alt")
    try:
        parts = urlsplit(src)
    except ValueError:
        return src
    return unquote(parts.path.rstrip("/").rpartition("/")[2], errors="replace") or parts.netloc or src
