"""Pictures beside a Markdown file, taken in with it."""

import html
import re
from contextlib import contextmanager
from pathlib import Path

from blog.actions.pictures import BadPicture, store_picture

from .report import Refused

# ![alt](path): of this folder, neither an address on the web nor a path of the site.
LOCAL_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\(<?(?P<path>(?![a-zA-Z][a-zA-Z0-9+.-]*:|/)[^()<>\n\"]+?)>?\)")


def bring_cover(draft):
    if not draft.cover:
        return None
    return bring_picture(draft.document, draft.cover, draft.cover_alt)


def bring_body_pictures(document):
    """The body with the pictures beside the file taken in and shown from where they are now."""

    def shown(match):
        picture = bring_picture(document, match["path"], match["alt"])
        alt = html.escape(match["alt"])
        return f'<img src="{picture.file.url}" data-picture="{picture.pk}" alt="{alt}">'

    return LOCAL_PICTURE.sub(shown, document.body)


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
