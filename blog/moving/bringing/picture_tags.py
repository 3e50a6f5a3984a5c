"""How other blogs write pictures: where a picture is, at which sizes, and what its tag says of it."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from blog.markup import tree
from blog.models.origins import full_size

from .trees import replace, unwrap

FILE = re.compile(r"\.(?:jpe?g|jpe|png|gif|webp|avif|bmp|tiff?)$", re.IGNORECASE)
NAMED_LIKE_A_FILE = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|bmp|heic|tiff?)|(?:img|dsc|image|screenshot)[\s_-]*\d*", re.I
)
# Where scripts keep addresses: those of the large picture, and those of one that is loaded late.
LARGE = ("data-orig-file", "data-full-url", "data-large-file", "data-original")
LATE = ("data-src", "data-lazy-src")
WITH_SIZES = ("data-srcset", "data-lazy-srcset", "srcset")
SIZE = re.compile(r"(?P<size>\d{1,6}(?:\.\d{1,3})?)[wx](?:,(?P<rest>.*))?")
LONGEST_SRCSET = 20_000
SMALLEST = 3  # pixels: what is smaller counts visitors


@dataclass
class PictureTag:
    """One picture in a text. `addresses`: where it may be, the largest first; as they were written."""

    image: object  # the img element
    addresses: list[str]
    link: object = None  # the element that leads to the picture itself: to the large one, or to its page there
    alt: str = ""
    caption: str = ""

    def show(self, picture):
        """Put a Picture of this site in its place."""
        attributes = {"src": picture.file.url, "data-picture": str(picture.pk), "alt": self.alt}
        self.put(attributes)

    def leave(self, url):
        """A picture elsewhere: the cleaning makes a link of it, which stands outside of any other link."""
        link = next((above for above in self.image.iterancestors("a")), None) if self.link is None else None
        self.put({"src": url, "alt": self.alt})
        if link is not None:
            tail, link.tail = link.tail, None
            link.addnext(other := tree.new("img", {"src": url, "alt": self.alt}))
            link.tail, other.tail = " ", tail

    def put(self, attributes):
        fresh = tree.new("img", attributes)
        replace(self.image, fresh)
        self.image = fresh
        if self.link is not None and self.link.getparent() is not None:  # two in one link: it is gone already
            unwrap(self.link)

    def drop(self):
        """A picture that was part of the text itself, and none."""
        tree.add_before(self.image, self.alt)
        tree.remove(self.image)


def picture_tags(root):
    """The PictureTags of a text. What only looks like a picture is taken out: counters, spare copies, small faces."""
    tidy(root)
    tags = []
    for image in list(root.iter("img", "amp-img")):
        if is_face(image):
            tree.add_before(image, image.get("alt", ""))
            tree.remove(image)
        elif is_counter(image) or not (addresses := addresses_of(image)):
            tree.remove(image)
        else:
            tags.append(tag_of(image, addresses))
    return tags


def tidy(root):
    for frame in list(root.iter("noscript")):
        before = frame.getprevious()
        is_spare = before is not None and (before.tag == "img" or before.find(".//img") is not None)
        if not is_spare and frame.find(".//img") is not None:
            unwrap(frame)
    for frame in list(root.iter("noscript")):
        tree.remove(frame)
    for frame in list(root.iter("picture")):
        image = frame.find(".//img")
        sources = [source.get("srcset", "") for source in frame.iter("source")]
        if image is not None and not image.get("srcset"):
            image.set("srcset", ", ".join(filter(None, sources)))
        unwrap(frame)
    for source in [source for source in root.iter("source") if source.getparent().tag not in ("video", "audio")]:
        unwrap(source)  # lxml knows HTML 4, in which it may hold what follows


def is_face(image):
    """Whether it stands for a sign of the text: its words are that sign."""
    return bool({"wp-smiley", "emoji"} & set(image.get("class", "").split())) and bool(image.get("alt"))


def is_counter(image):
    sizes = [image.get(name, "").removesuffix("px") for name in ("width", "height")]
    return all(size.isdecimal() and int(size) <= SMALLEST for size in sizes)


def addresses_of(image):
    """As they are written, the largest first."""
    many = [address for name in WITH_SIZES for address in by_size(image.get(name, ""))]
    found = [*said_in(image, LARGE), *many[:1], *said_in(image, LATE)]
    written = image.get("src", "").strip()
    if written and not (found and written.startswith("data:")):  # what stands in for one that is loaded late
        found.append(written)
    return list(dict.fromkeys(found))


def said_in(image, names):
    values = [image.get(name, "").strip() for name in names]
    return [value for value in values if "/" in value or FILE.search(value)]


def by_size(srcset):
    """Its addresses, the largest first."""
    found, url = [], ""
    for word in srcset[:LONGEST_SRCSET].split():
        if match := SIZE.fullmatch(word):
            found.append((float(match["size"]), url))
            url = match["rest"] or ""
        else:
            found.append((0, url))
            url = word
    found.append((0, url))
    ways = [(size, url.strip(",")) for size, url in found]
    return [url for _size, url in sorted(ways, key=lambda one: -one[0]) if url and not url.startswith("data:")]


def tag_of(image, addresses):
    link = next(image.iterancestors("a"), None)
    tag = PictureTag(image, addresses, alt=alt_of(image), caption=caption_of(image))
    if link is not None:
        href = link.get("href", "").strip()
        if leads_to_picture(href, addresses):
            tag.addresses.insert(0, href)
            tag.link = link
        elif "wp-att-" in link.get("rel", "") or not href or "attachment_id=" in href:
            tag.link = link
    return tag


def leads_to_picture(href, addresses):
    """Whether a link around a picture leads to the same one, larger."""
    large = full_size(href)
    if any(large == full_size(address) for address in addresses):
        return True
    name, host = file_name(href), host_of(href)
    if not FILE.search(name):
        return bool(large != href and name)
    # An encyclopedia has pages that are called like files.
    return ":" not in name and any(file_name(one) == name or host_of(one) == host for one in addresses)


def file_name(url):
    """The bare name in an address, as a person reads it."""
    try:
        return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    except ValueError:
        return ""


def host_of(url):
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def alt_of(image):
    for name in ("alt", "title"):
        words = " ".join(image.get(name, "").split())
        if words and not NAMED_LIKE_A_FILE.fullmatch(words):
            return words[:300]
    return ""


def caption_of(image):
    figure = next(image.iterancestors("figure"), None)
    caption = figure.find(".//figcaption") if figure is not None else None
    return " ".join("".join(caption.itertext()).split())[:300] if caption is not None else ""
