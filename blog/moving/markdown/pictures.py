"""Pictures beside a Markdown file, taken in with it."""

import html
import re
from contextlib import contextmanager
from pathlib import Path

from blog.actions.pictures import BadPicture, store_picture

from .report import Refused

# ![alt](path): of this folder, neither an address on the web nor a path of the site.
LOCAL_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\(<?(?P<path>(?![a-zA-Z][a-zA-Z0-9+.-]*:|/)[^()<>\n\"]+?)>?\)")
# The same as HTML, which may say more: its size.
IMAGE = re.compile(r"<img(?:\s+[\w-]+(?:=\"[^\"]*\")?)+\s*/?>")
SRC = re.compile(r"\ssrc=\"(?P<path>(?![a-zA-Z][a-zA-Z0-9+.-]*:|/)[^\"]+)\"")
ALT = re.compile(r"\salt=\"(?P<alt>[^\"]*)\"")


def bring_cover(draft):
    if not draft.cover:
        return None
    return bring_picture(draft.document, draft.cover, draft.cover_alt)


def bring_body_pictures(document):
    """The body with the pictures beside the file taken in and shown from where they are now."""
    return bring_pictures(document, document.body)


def bring_pictures(document, text, **options):
    return place_pictures(text, lambda path, alt: bring_picture(document, path, alt), **options)


def place_pictures(text, picture_at, *, is_markdown=True):
    """A text with its local pictures as Pictures, which `picture_at(path, alt)` gives."""

    def from_markdown(match):
        picture = picture_at(match["path"], match["alt"])
        return f'<img src="{picture.file.url}" data-picture="{picture.pk}" alt="{html.escape(match["alt"])}">'

    def from_html(match):
        if not (src := SRC.search(match[0])):
            return match[0]
        alt = ALT.search(match[0])
        picture = picture_at(html.unescape(src["path"]), html.unescape(alt["alt"]) if alt else "")
        return match[0].replace(src[0], f' src="{picture.file.url}" data-picture="{picture.pk}"')

    text = IMAGE.sub(from_html, text)
    return LOCAL_PICTURE.sub(from_markdown, text) if is_markdown else text


def bring_picture(document, name, alt):
    path = (document.path.parent / name).resolve()
    if not path.is_relative_to(Path(document.root).resolve()):
        raise Refused(f"“{name}” lies outside the folder that is brought in.", document.line_with(name))
    if not path.is_file():
        raise Refused(f"There is no picture “{name}” beside this file.", document.line_with(name))
    try:
        with path.open("rb") as file:
            return store_picture(file, alt=alt)
    except BadPicture as error:
        raise Refused(f"“{name}”: {error}", document.line_with(name)) from error


@contextmanager
def forgetting_files(picture_model):
    """What is stored within is deleted again: for a rehearsal whose rows are rolled back."""
    known = set(picture_model.objects.values_list("file", flat=True))
    try:
        yield
    finally:
        for picture in picture_model.objects.exclude(file__in=known):
            picture.file.delete(save=False)
