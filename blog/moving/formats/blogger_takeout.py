"""
Blogger's export by Google Takeout: a feed for each blog in folders of the account's language, pictures in albums, and
the comments that its owner wrote elsewhere. Also the feed alone.
"""

from pathlib import PurePosixPath

from ..reports import Refused
from .albums import lay_pictures
from .blogger_entries import BloggerEntry
from .blogger_feed import BloggerFeed
from .xml import elements, local, root_of

NAME = "blogger"
SIGN = b"http://schemas.google.com/blogger/2018"
FEED = ".atom"
POSTS = {"post", "page"}
ONLY_COMMENTS = (
    "holds only comments that its owner wrote, on whatever blogs: nothing of it belongs to a blog that could move. "
    "Choose “Blogs” too when you ask Takeout for the export."
)


def is_it(source):
    return any(is_feed(source, name) for name in feeds_in(source))


def feeds_in(source):
    """The feeds of a folder or archive; a single file, whatever it is called."""
    return source.members() if source.is_file else source.ending_in(FEED)


def is_feed(source, name):
    if not source.has_near_beginning(name, SIGN):
        return False
    root = root_of(source, name)
    return root is not None and local(root.tag) == "feed"


def read(source, shelf, report):
    names = [name for name in feeds_in(source) if is_feed(source, name)]
    blogs = {}
    for name in names:
        if has_posts(source, name):
            blogs[name] = blog_name(name)
        else:
            report.note("left out", name, ONLY_COMMENTS)
    if chosen := choose(blogs, source):
        BloggerFeed(source, shelf, report).read(chosen)
        lay_pictures(source, shelf, report, album=blogs[chosen])


def blog_name(member):
    """Takeout names the folder for the blog."""
    return PurePosixPath(member).parent.name or member


def has_posts(source, name):
    entries = (element for element in elements(source, name, {"feed"}) if local(element.tag) == "entry")
    return any(BloggerEntry(element).kind in POSTS for element in entries)


def choose(blogs, source):
    """The feed to read: the only one, or that of the blog whose name or title was given as its host."""
    if len(blogs) < 2:
        return next(iter(blogs), None)
    wanted = [member for member, name in blogs.items() if source.host and plain(name) == plain(source.host)]
    wanted = wanted or [member for member, name in blogs.items() if plain(source.host.partition(".")[0]) == plain(name)]
    if len(wanted) == 1:
        return wanted[0]
    names = ", ".join(f"“{name}”" for name in blogs.values())
    raise Refused(
        f"{source.name} holds {len(blogs)} blogs: {names}. Say which is to come in, with --host and its name as it is "
        "here, or hand over its folder alone."
    )


def plain(name):
    """Names of folders and hosts, to be compared."""
    return "".join(filter(str.isalnum, name.casefold()))
