"""Pictures as pages wrote them so as to load late or small: their own addresses back, at the best size named."""

import re

from . import fragments

LATE = ("data-orig-file", "data-src", "data-lazy-src", "data-original", "data-lazy", "data-full-url", "data-large-file")
PLACEHOLDER = re.compile(
    r"^\s*$|^data:image/(gif|svg)|(blank|placeholder|spacer|transparent|lazy|1x1)[\w-]*\.(gif|png|svg)", re.I
)
WIDTH = re.compile(r"\s(\d{1,5})w\s*$")
SIZED = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)")
WIDE = {"alignwide", "alignfull", "kg-width-wide", "kg-width-full"}
BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*url\(\s*['\"]?([^'\")]+)")


def tidy_pictures(root):
    for image in root.iter("img"):
        wake(image)
    for spare in list(root.iter("noscript")):
        use_spare(spare)
    for figure in root.iter("figure"):
        if WIDE.intersection(figure.get("class", "").split()):
            figure.set("class", "wide")
    for source in list(root.iter("source")):
        # The kinds of one picture that a browser might choose from.
        if source.getparent().tag == "picture":
            fragments.unwrap(source)


def wake(image):
    """Give a picture that waited for a script the address it waited for."""
    src = image.get("src", "")
    late = next((image.get(name).strip() for name in LATE if image.get(name, "").strip()), "")
    if late and (PLACEHOLDER.search(src) or image.get("data-orig-file") or not late.startswith("data:")):
        image.set("src", late)
    srcset = image.get("srcset") or image.get("data-srcset") or image.get("data-lazy-srcset") or ""
    if srcset and (PLACEHOLDER.search(image.get("src", "")) or SIZED.search(image.get("src", ""))):
        image.set("src", biggest(srcset) or image.get("src", ""))
    for name in ("srcset", "sizes", "data-srcset", "data-lazy-srcset", *LATE):
        image.attrib.pop(name, None)


def use_spare(spare):
    """What browsers without script were given instead of a picture that waits: the picture itself."""
    image, before = spare.find(".//img"), spare.getprevious()
    if image is None:
        return
    if before is None or before.tag != "img" or spare.getparent() is None:
        fragments.unwrap(spare)
        return
    if PLACEHOLDER.search(before.get("src", "")):
        before.set("src", image.get("src", ""))
        before.set("alt", before.get("alt") or image.get("alt", ""))
    fragments.remove(spare)


def biggest(srcset):
    """The address of the widest picture that a srcset names."""
    found = []
    for part in re.split(r",\s+|,(?=https?:|/)", srcset[:20_000]):
        width = WIDTH.search(part)
        address = part.strip().split(" ")[0]
        if address and not address.startswith("data:"):
            found.append((int(width[1]) if width else 0, address))
    return max(found, default=(0, ""))[1]


def background_of(element):
    """The address of a picture that lies behind an element."""
    found = BACKGROUND.search(element.get("style", ""))
    return found[1].strip() if found else ""
