"""What the files of our exports are called, and how each says what it is."""

import json
import os

import yaml

from ..markdown.documents import Loader
from ..markdown.report import Refused

NAME, VERSION = "careerguide export", 1
MARK = "careerguide.yaml"  # at the top of every export of ours
JSON_NAME = "careerguide.jsonl"
TALK_ENDING = ".comments.yaml"  # beside a post
JSON_OPTIONAL = ("arrival",)
# The files beside the posts, in the order in which they are brought in.
YAML_NAMES = {
    "site": "site.yaml",
    "category": "categories.yaml",
    "author": "authors.yaml",
    "skill": "skills.yaml",
    "tag": "tags.yaml",
    "resource": "resources.yaml",
    "idea": "ideas.yaml",
    "wording": "wordings.yaml",
    "series": "series.yaml",
    "picture": "pictures.yaml",
    "redirect": "redirects.yaml",
}
LONGEST_END = 1000  # bytes


def header_of(path):
    """What an export says of itself at its beginning. Raises Refused for one that this version cannot read."""
    try:
        header = read_beginning(path)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise Refused(f"{path.name} cannot be read: {error}.") from error
    if not isinstance(header, dict) or header.get("export") != NAME:
        raise Refused(f"{path.name} is no export of this program.")
    if header.get("version") != VERSION:
        raise Refused(f"This export is of version {header.get('version')}, and only {VERSION} can be read here.")
    return header


def read_beginning(path):
    if path.name != JSON_NAME:
        return yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506  (one of the safe ones)
    with path.open("rb") as file:
        header = json.loads(file.readline()).get("is")
        refuse_broken_off(file)
    return header


def refuse_broken_off(file):
    """The last line of a JSON export says so."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - LONGEST_END))
    last = file.read().strip().rpartition(b"\n")[2]
    try:
        is_end = json.loads(last).get("kind") == "end"
    except (ValueError, AttributeError):
        is_end = False
    if not is_end:
        raise Refused(f"{JSON_NAME} breaks off. Copy it again, or export the site again.")


def read_yaml(root, name):
    path = root / name
    if not path.is_file():
        return None
    try:
        return yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506  (one of the safe ones)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Refused(f"{name} cannot be read: {error}") from error


def as_redirects(said):
    if not isinstance(said, dict):
        raise Refused(f"{YAML_NAMES['redirect']}: Write an address and where it leads on each line: /old/: /new/")
    return [{"path": path, "target": target} for path, target in said.items()]


def read_json(text, line):
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(f"This line is no JSON: {error}. Export the site again.", line) from error
    if not isinstance(record, dict):
        raise Refused("This line is no record. Export the site again.", line)
    return record
