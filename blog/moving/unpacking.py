"""Our own exports in a zip, as a browser can hand them over: laid out as the folder they were, while they come in."""

import contextlib
import shutil
import tempfile
from itertools import islice
from pathlib import Path, PurePosixPath

from .markdown import Refused as RefusedLine
from .markdown.documents import ENDINGS, FRONT_MATTER, read_front_matter
from .own.files import JSON_NAME, MARK
from .reports import Refused
from .sources import ArchiveSource, open_source

MOST_BYTES = 2 * 1024**3
LOOKED_AT = 50  # members of an archive that may be of another kind
TOO_LARGE = "{name} holds more than 2 GB. Unpack it, and hand over the folder."


@contextlib.contextmanager
def unpacked(path):
    """The folder of an export of ours that was packed; any other path as it is."""
    if not is_zip(path):
        yield path
        return
    with open_source(path) as source:
        if not isinstance(source, ArchiveSource) or not is_ours(source):
            yield path
            return
        if sum(map(source.size, source.members())) > MOST_BYTES:
            raise Refused(TOO_LARGE.format(name=source.name))
        with tempfile.TemporaryDirectory(prefix="careerguide-move-") as folder:
            lay_out(source, Path(folder))
            yield top_of(Path(folder))


def is_zip(path):
    path = Path(path)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def is_ours(source):
    names = {PurePosixPath(name).name for name in source.members()}
    markdown = source.ending_in(*ENDINGS)
    return bool(names & {MARK, JSON_NAME}) or any(says_its_kind(source, name) for name in islice(markdown, LOOKED_AT))


def says_its_kind(source, name):
    text = source.beginning(name, 20_000).decode("utf-8", "replace").replace("\r\n", "\n").lstrip("\ufeff")
    match = FRONT_MATTER.match(text)
    try:
        return match is not None and read_front_matter(match["front"])[0].get("kind") in ("role", "essay", "page")
    except RefusedLine:
        return False


def lay_out(source, folder):
    """Its names lead nowhere else: the source has seen to that."""
    for name in source.members():
        file = folder / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with source.open(name) as packed, file.open("wb") as laid:
                shutil.copyfileobj(packed, laid)
        except OSError as error:
            raise Refused(f"{name} in {source.name} cannot be unpacked: {error.strerror}.") from error


def top_of(folder):
    """Where the export begins: many tools pack it within a folder of its name."""
    while len(inside := list(folder.iterdir())) == 1 and inside[0].is_dir():
        folder = inside[0]
    return folder
