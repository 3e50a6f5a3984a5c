"""
A folder or archive of Markdown as generators keep it: Jekyll, Hexo, Hugo, and whatever has its title and date before
its text; dev.to's files; plain notes. Files that say which `kind` of post they are, are our own and not read here.
"""

from itertools import islice

from ...reports import Refused
from .files import is_post
from .front import BadFront, split_front
from .reading import Reading
from .site import site_of

NAME = "markdown"
MOST_LOOKED_AT = 50
OWN_KINDS = {"role", "essay", "page"}


def is_it(source):
    found = list(islice(filter(is_post, source.members()), MOST_LOOKED_AT))
    return bool(found) and not any(is_own(source, member) for member in found)


def is_own(source, member):
    beginning = source.beginning(member, 16 * 1024).decode("utf-8", "replace")
    try:
        front, _body, _line = split_front(beginning)
    except BadFront:
        return False
    return str(front.get("kind")) in OWN_KINDS and "title" in front


def read(source, shelf, report):
    if not any(map(is_post, source.members())):
        raise Refused(f"{source.name} holds no Markdown. Give the folder whose files end in .md.")
    Reading(source, site_of(source), shelf, report).read()
