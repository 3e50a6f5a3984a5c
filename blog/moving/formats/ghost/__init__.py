"""Ghost exports, from 0.x to 6: one JSON file, alone or in an archive or folder with the pictures."""

import json
import re
from itertools import islice

from ...reports import Refused
from .reading import Reading
from .tables import Tables

NAME = "ghost"
ENDING = ".json"
# The tables of a whole blog are read at once: this much makes about six times as much in memory.
MAX_BYTES = 500 * 1024**2
MOST_LOOKED_AT = 50
BEGINNINGS = re.compile(rb'^\s*\{\s*"(db|data|meta)"\s*:')
SIGNS = (b'"exported_on"', b'"mobiledoc"', b'"posts_tags"', b'"api_keys"', b'"posts"', b'"db"')


def is_it(source):
    return bool(export_in(source))


def read(source, shelf, report):
    member = export_in(source)
    if not member:
        raise Refused(f"{source.name} is no Ghost export: in Ghost, choose Settings, Advanced, Import/Export, Export.")
    Reading(source, tables_in(source, member), shelf, report).read()


def export_in(source):
    """The member that is a Ghost export; none where there are several, or none."""
    likely = (member for member in source.members() if member == source.name or member.lower().endswith(ENDING))
    found = [member for member in islice(likely, MOST_LOOKED_AT) if looks_right(source, member)]
    if len(found) > 1:
        raise Refused(f"{source.name} holds several Ghost exports ({', '.join(found[:5])}). Give the one you mean.")
    return found[0] if found else None


def looks_right(source, member):
    beginning = source.beginning(member, 4096).removeprefix(b"\xef\xbb\xbf")
    return bool(BEGINNINGS.match(beginning)) and any(sign in beginning for sign in SIGNS)


def tables_in(source, member):
    if source.size(member) > MAX_BYTES:
        raise Refused(f"{member} is larger than {MAX_BYTES // 1024**2} MB. Export the blog without its pictures.")
    try:
        with source.open(member) as stream:
            said = json.loads(stream.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Refused(f"{member} is not UTF-8 at byte {error.start + 1}. Export the blog again.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Refused(
            f"{member} is wrong at {where}: {error.msg}. Was it saved whole? Export the blog again."
        ) from error
    except (RecursionError, ValueError) as error:
        raise Refused(f"{member} cannot be read: it was not written by Ghost. Export the blog again.") from error
    return Tables(said, member)
