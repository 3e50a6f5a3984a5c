"""A Markdown file with its front matter, and where in the file everything stands."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from .report import Refused

ENDINGS = (".md", ".markdown")
MAX_BYTES = 5 * 1024 * 1024
UNREADABLE = "The front matter cannot be read:"
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, where it is built
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<front>.*?)^---[ \t]*(?:\n|\Z)(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)


@dataclass
class Document:
    path: Path
    text: str
    front: dict
    lines: dict  # key of the front matter: its line in the file
    body: str
    root: Path  # the folder whose pictures it may use

    def line_with(self, words):
        """The first line in which the beginning of `words` stands, or None."""
        beginning = words[:40].strip()
        for number, line in enumerate(self.text.split("\n"), start=1):
            if beginning and beginning in line:
                return number
        return None


def find_files(paths):
    """(file, root) for each Markdown file in these files and folders, in their order; a root alone that has none."""
    for path in map(Path, paths):
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if is_markdown(file) and not is_hidden(file, path))
            yield from ((file, path) for file in files)
            if not files:
                yield None, path
        else:
            yield path, path.parent


def is_markdown(path):
    return path.suffix.lower() in ENDINGS and path.is_file()


def is_hidden(file, root):
    return any(part.startswith(".") for part in file.relative_to(root).parts)


def read_document(path, root):
    text = read_text(path)
    match = FRONT_MATTER.match(text)
    if match is None:
        raise Refused("Begin the file with its front matter: a line ---, the fields, and another line ---.", 1)
    front, lines = read_front_matter(match["front"])
    return Document(path, text, front, lines, match["body"], root)


def read_text(path):
    if not path.exists():
        raise Refused("There is no such file.")
    if path.suffix.lower() not in ENDINGS:
        raise Refused("This is not a Markdown file. Its name should end in .md.")
    if path.stat().st_size > MAX_BYTES:
        raise Refused(f"This file is larger than {MAX_BYTES // 1024**2} MB. One file is one post.")
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\0", "")
    except UnicodeDecodeError as error:
        raise Refused("Save the file as UTF-8; it is written in another encoding.") from error


def read_front_matter(text):
    """Its values, and the line of the file that each key stands on."""
    try:
        loader = Loader(text)
        node = loader.get_single_node()
        front = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else None
        raise Refused(f"{UNREADABLE} {error.problem}. Quote texts that contain “: ” or “#”.", line) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Refused(f"{UNREADABLE} {error}.") from error
    if not isinstance(front, dict):
        raise Refused("The front matter needs fields, each on a line: title: Baker", 2)
    # The first line of the file is the --- above the front matter.
    lines = {key.value: key.start_mark.line + 2 for key, _value in node.value if isinstance(key, yaml.ScalarNode)}
    return front, lines
