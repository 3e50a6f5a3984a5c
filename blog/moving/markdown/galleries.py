"""Pictures that go out with the posts that show them."""

import html
import re
import shutil
from pathlib import Path

from blog.models import Picture

from .pictures import IMAGE, place_pictures

PICTURE = re.compile(r'data-picture="(?P<key>[0-9]+)"')
ATTRIBUTE = re.compile(r'\s+([\w-]+)="([^"]*)"')
FOLDER = "pictures"


class Gallery:
    """
    Beside the files of one folder: `local` makes of stored HTML or Markdown what names the copies, `shown` the same
    back as an import does, so that what was written can be compared.
    """

    def __init__(self, folder, below="../"):
        self.folder, self.below = Path(folder), below
        self.pictures = {}  # path as files name it: Picture
        self.shown_pictures = set()  # keys of all that were asked for
        self.missing = []  # names in the storage that it has not

    def path(self, picture):
        """How a post's file names the picture, whose file is copied; None when it is lost."""
        if not (name := self.name(picture)):
            return None
        self.pictures[f"{self.below}{name}"] = picture
        return f"{self.below}{name}"

    def name(self, picture):
        """The same from the top of the folder."""
        name = f"{FOLDER}/{picture.file.name.removeprefix('pictures/')}"
        target = self.folder / name
        if not target.exists() and not self.copy(picture, target):
            return None
        self.shown_pictures.add(picture.pk)
        return name

    def copy(self, picture, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with picture.file.open() as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy)
        except OSError:
            target.unlink(missing_ok=True)
            self.missing.append(picture.file.name)
            return False
        return True

    def look_up(self, *texts):
        """{key: Picture} of all that these texts show. One query."""
        keys = {int(key) for text in texts for key in PICTURE.findall(text)}
        return Picture.objects.in_bulk(keys) if keys else {}

    def local(self, text, *, as_markdown=True):
        pictures = self.look_up(text)

        def written(match):
            key = PICTURE.search(match[0])
            picture = key and pictures.get(int(key["key"]))
            path = picture and self.path(picture)
            return local_tag(match[0], path, as_markdown) if path else match[0]

        return IMAGE.sub(written, text)

    def shown(self, text):
        """Raises KeyError where the text says something that an import would take for a picture."""
        return place_pictures(text, lambda path, alt: self.pictures[path])


def local_tag(tag, path, as_markdown):
    attributes = {name: value for name, value in ATTRIBUTE.findall(tag) if name != "data-picture"}
    alt = html.unescape(attributes.get("alt", ""))
    if as_markdown and set(attributes) <= {"src", "alt"} and not re.search(r"[\[\]\n\\]", alt):
        return f"![{alt}]({path})"
    return "<img" + "".join(f' {name}="{path if name == "src" else value}"' for name, value in attributes.items()) + ">"
