"""Cleaned HTML made ready for its page: ids on headings, a contents list, pictures with their sizes."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from . import tree
from .blocks import HEADINGS, TOP_HEADING
from .cleaning import clean_html

# Ids that a page gives to parts of its own.
RESERVED_IDS = tree.names(
    "why what skills perks drawbacks start final comments facts contents resources related sources voices changes "
    "ways-in progression about-it "
    "top main footer header nav search comment form theme share popular next previous"
)
RESERVED_PREFIXES = ("comment-", "id_", "id-")
LOWEST_PAGE_HEADING = 6
ID_LENGTH = 60


@dataclass(frozen=True)
class PagePicture:
    """What a page needs to show a picture: its address and size, and `(MIME type, srcset)` of its renditions."""

    src: str
    width: int
    height: int
    sources: list[tuple[str, str]] = field(default_factory=list)
    sizes: str = "(min-width: 48rem) 42rem, 100vw"
    alt: str = ""
    credit: str = ""
    licence: str = ""


@dataclass(frozen=True)
class PageText:
    html: str
    contents: list[list]  # [[anchor, text, level]], in the order of the page


def picture_ids(text):
    """The numbers of the pictures that this HTML shows."""
    return [int(number) for number in re.findall(r'data-picture="([0-9]{1,9})"', text)]


def prepare_for_page(
    text, *, pictures: Mapping[int, PagePicture] | None = None, top_level=TOP_HEADING, taken: set | None = None
):
    """
    The HTML as a page shows it. `pictures` by their numbers; `top_level`: that of the highest headings; `taken`: the
    ids that other texts of the same page have, to which those given here are added.
    """
    text = clean_html(text)
    if not text:
        return PageText("", [])
    root = tree.parse(text)
    contents = name_headings(root, top_level, set() if taken is None else taken)
    for table in root.findall(".//table"):
        make_scrollable(table)
    for image in list(root.iter("img")):
        show_picture(image, pictures or {})
    # lxml knows HTML 4, in which no `source` was.
    return PageText("".join(tree.outer(block) for block in root).replace("</source>", ""), contents)


def name_headings(root, top_level, taken):
    contents = []
    for heading in root.iter(*HEADINGS):
        level = min(int(heading.tag[1]) - TOP_HEADING + top_level, LOWEST_PAGE_HEADING)
        text = " ".join("".join(heading.itertext()).split())
        heading.tag = f"h{level}"
        heading.set("id", unique_anchor(text, taken))
        contents.append([heading.get("id"), text, level])
    return contents


def unique_anchor(text, taken):
    base = anchor(text)
    if base.startswith(RESERVED_PREFIXES):
        base = f"section-{base}"
    name, number = base, 1
    while name in taken or name in RESERVED_IDS:
        number += 1
        name = f"{base}-{number}"
    taken.add(name)
    return name


def anchor(text):
    """Letters, digits and their marks in any script; hyphens between."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else "-" for c in text)
    return re.sub("-+", "-", kept).strip("-")[:ID_LENGTH].rstrip("-") or "section"


def make_scrollable(table):
    """A wide table scrolls in a frame of its own, which the keyboard can reach."""
    frame = tree.new("div", {"class": "table-scroll", "tabindex": "0", "role": "group"})
    caption = table.find("caption")
    if caption is not None and (name := " ".join("".join(caption.itertext()).split())):
        frame.set("aria-label", name)
    table.addprevious(frame)
    frame.tail, table.tail = table.tail, None
    frame.append(table)


def show_picture(image, pictures):
    image.set("loading", "lazy")
    image.set("decoding", "async")
    number = image.attrib.pop("data-picture", "")
    picture = pictures.get(int(number)) if number else None
    if picture is None:
        return
    image.set("src", picture.src)
    image.set("width", str(picture.width))
    image.set("height", str(picture.height))
    image.set("alt", image.get("alt") or picture.alt)
    if picture.sources:
        frame = tree.new("picture")
        image.addprevious(frame)
        frame.tail, image.tail = image.tail, None
        for mime_type, srcset in picture.sources:
            tree.add(frame, "source", {"type": mime_type, "srcset": srcset, "sizes": picture.sizes})
        frame.append(image)
    if credit := credit_line(picture):
        give_credit(image, credit)


def credit_line(picture):
    """Whose it is and under which licence, as far as either is known."""
    name = _("Picture: %(credit)s") % {"credit": picture.credit} if picture.credit else ""
    return ", ".join(filter(None, [name, picture.licence]))


def give_credit(image, credit):
    """Below the picture: at the end of its figure's caption, once for pictures of the same; or right behind it."""
    figure = next(image.iterancestors("figure"), None)
    if figure is None:
        frame = image.getparent() if image.getparent().tag == "picture" else image
        line = tree.new("small", {"class": "credit", "dir": "auto"})
        frame.addnext(line)
        frame.tail, line.tail = " ", frame.tail
    else:
        caption = figure.find("figcaption")
        caption = tree.add(figure, "figcaption") if caption is None else caption
        if any(there.text == credit for there in caption.iterfind("span[@class='credit']")):
            return
        if not tree.is_empty(caption):
            tree.add_text(caption, " ")
        line = tree.add(caption, "span", {"class": "credit", "dir": "auto"})
    line.text = credit
