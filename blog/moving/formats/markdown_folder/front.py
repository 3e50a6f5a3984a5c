"""What stands before a text: YAML between lines of ---, TOML between lines of +++, or JSON in braces."""

import json
import re
import tomllib

from ...markdown.documents import read_front_matter
from ...markdown.report import Refused as RefusedLine

YAML = re.compile(r"\A---[ \t]*\n(?P<front>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
TOML = re.compile(r"\A\+\+\+[ \t]*\n(?P<front>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
TOML_LINE = re.compile(r"\(at line (\d+)")
NOT_READABLE = "Its front matter cannot be read"


class BadFront(Exception):
    """The message says what is wrong, and on which line."""


def split_front(text):
    """(its values, the body, the line of the file that the body begins on) of a file with or without front matter."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if match := YAML.match(text):
        return read_yaml(match["front"]), text[match.end() :], 1 + text.count("\n", 0, match.end())
    if match := TOML.match(text):
        return read_toml(match["front"]), text[match.end() :], 1 + text.count("\n", 0, match.end())
    if text.startswith("{") and not text.startswith(("{%", "{{")):
        return read_json(text)
    return {}, text, 1


def read_yaml(text):
    if not re.search(r"^[^#\s]", text, re.MULTILINE):
        return {}
    try:
        front, _lines = read_front_matter(text)
    except RefusedLine as error:
        raise BadFront(f"Line {error.line}: {error}" if error.line else str(error)) from error
    return {str(key): value for key, value in front.items()}


def read_toml(text):
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found = TOML_LINE.search(str(error))
        where = f" at line {int(found[1]) + 1}" if found else ""
        raise BadFront(f"{NOT_READABLE}{where}: {error}.") from error


def read_json(text):
    try:
        front, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        raise BadFront(f"{NOT_READABLE} at line {error.lineno}: {error.msg}.") from error
    except (RecursionError, ValueError) as error:
        raise BadFront(f"{NOT_READABLE}: {type(error).__name__}.") from error
    return front, text[end:].lstrip("\n"), 1 + text.count("\n", 0, end)
