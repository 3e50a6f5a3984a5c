"""WordPress exports (WXR 1.0 to 1.2): a file, or an archive or folder of the several that large blogs come in."""

from itertools import islice

from ...reports import Refused
from .library import Library
from .reading import Reading

NAME = "wordpress"
ENDINGS = (".xml", ".wxr")
NAMESPACE = b"wordpress.org/export/"
# It follows a comment of a page's length.
LOOKED_AT = 16 * 1024
# A folder of other things is not searched for ever.
MOST_LOOKED_AT = 200


def is_it(source):
    return bool(exports_in(source))


def read(source, shelf, report):
    members = exports_in(source)
    if not members:
        raise Refused(f"{source.name} is no WordPress export: in WordPress, choose Tools, Export, All content.")
    with Library() as library:
        Reading(source, members, shelf, report, library).read()


def exports_in(source):
    """The members that are WordPress exports, in the order of their names."""
    likely = (member for member in source.members() if member == source.name or member.lower().endswith(ENDINGS))
    return sorted(member for member in islice(likely, MOST_LOOKED_AT) if has_namespace(source, member))


def has_namespace(source, member):
    # Without the zeros, what is in UTF-16 reads like the rest.
    beginning = source.beginning(member, LOOKED_AT).replace(b"\0", b"")
    return NAMESPACE in beginning and b"<rss" in beginning
