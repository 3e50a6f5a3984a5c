"""Blogger's older export: one Atom file with everything in it. Its public feed has the same form, but posts alone."""

from ..reports import Refused
from .albums import lay_pictures
from .blogger_feed import BloggerFeed
from .xml import local, root_of

NAME = "blogger"
SIGNS = (b"tag:blogger.com,1999:blog-", b"schemas.google.com/blogger/2008")
ENDINGS = (".xml", ".atom")
MOST_FILES = 50
ONLY_A_FEED = (
    "is the blog's public feed, not its export: it has no drafts and pages, and comments only if it is theirs. "
    "Export the blog for the rest; what is in already will not come twice."
)


def is_it(source):
    return bool(feeds_in(source))


def feeds_in(source):
    """The members that are Blogger's, of a folder or archive those that look like it by their names."""
    names = source.members() if source.is_file else source.ending_in(*ENDINGS)
    return [name for name, _number in zip(names, range(MOST_FILES), strict=False) if is_blogger(source, name)]


def is_blogger(source, name):
    if not source.has_near_beginning(name, *SIGNS):
        return False
    root = root_of(source, name)
    return root is not None and local(root.tag) == "feed"


def read(source, shelf, report):
    names = feeds_in(source)
    if len(names) > 1:
        raise Refused(f"{source.name} holds several exports: {', '.join(names[:9])}. Hand them over one after another.")
    feed = BloggerFeed(source, shelf, report)
    feed.read(names[0])
    if not source.is_file:
        lay_pictures(source, shelf, report)
    if set(feed.kinds) == {""}:
        report.note("doubtful", names[0], ONLY_A_FEED)
