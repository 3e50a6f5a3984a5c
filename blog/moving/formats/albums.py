"""
Pictures that lie beside an export, by the names that posts know them under. Takeout cuts long names and numbers those
that come twice; the small file beside each picture has the name it was uploaded with.
"""

import json
import re
from pathlib import PurePosixPath

from ..entries import MediaFile

PICTURES = (".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".heic", ".svg")
BESIDE = (".json",)
# "beach.jpg(1).json" is said of "beach(1).jpg".
NUMBERED = re.compile(r"^(?P<stem>.+)(?P<ending>\.\w+)(?P<number>\(\d+\))$")
MAX_BESIDE = 64 * 1024
SEVERAL = "is the name of several pictures in the archive, so that none can be told to be the one meant."


def lay_pictures(source, shelf, report, album=""):
    """
    The pictures of an archive onto the shelf, each by its bare name. `album`: the folder that counts where several have
    a picture of the same name. Two different ones of one name in it are left: a wrong picture is worse than none.
    """
    named = {}
    original = original_names(source)
    for member in source.ending_in(*PICTURES):
        name = original.get(member) or PurePosixPath(member).name
        named.setdefault(name, []).append(member)
    for name, members in named.items():
        members = [member for member in members if PurePosixPath(member).parent.name == album] or members
        if len({source.size(member) for member in members}) == 1:
            shelf.put(MediaFile(name, member=members[0]))
        else:
            report.note("pictures", name, SEVERAL)


def original_names(source):
    """{member: the name it was uploaded with}, for those whose archive says it."""
    names = {}
    for beside in source.ending_in(*BESIDE):
        name = uploaded_name(source, beside)
        if name:
            names[picture_of(beside)] = name
    return names


def picture_of(beside):
    """The picture that the file beside it tells of."""
    path = PurePosixPath(beside.removesuffix(".json"))
    if match := NUMBERED.match(path.name):
        path = path.with_name(f"{match['stem']}{match['number']}{match['ending']}")
    return path.as_posix()


def uploaded_name(source, beside):
    if source.size(beside) > MAX_BESIDE:
        return ""
    try:
        said = json.loads(source.beginning(beside, MAX_BESIDE))
    except (ValueError, RecursionError):
        return ""
    name = said.get("filename") or said.get("title") if isinstance(said, dict) else ""
    return name if isinstance(name, str) else ""
