"""
The formats a blog may come in. Each module reads one of them onto a shelf and knows nothing of the database:

    NAME          the word for `--format`
    is_it(source)     whether the source is of this format, by a look at its beginnings
    read(source, shelf, report)     all of it onto the shelf. Raises Refused, having promised nothing
"""

from ..reports import Refused
from . import blogger_atom, blogger_takeout, feed, ghost, markdown_folder, wordpress
from .appearance import appearance_of

# In this order they are asked whether it is theirs: whoever takes anything comes last.
FORMATS = (blogger_takeout, blogger_atom, wordpress, ghost, markdown_folder, feed)


def format_names():
    return list(dict.fromkeys(format.NAME for format in FORMATS))


def find_format(source, name=None):
    """The format of the source; `name`: one of format_names(), if the owner says so. Raises Refused."""
    if name and name not in format_names():
        raise Refused(f"There is no format “{name}”. There are: {', '.join(format_names())}.")
    for format in FORMATS:
        if name in (None, "", format.NAME) and format.is_it(source):
            return format
    wanted = f"is not of the format “{name}”" if name else "is of no format that can be moved in"
    raise Refused(
        f"{source.name} {wanted}: {appearance_of(source)}. What comes in: an export of Blogger (the file or archive "
        "of Google Takeout, or the older XML backup), of WordPress (WXR) or Ghost (JSON), a folder of Markdown, "
        "this site's own export, or the feed of another blog. docs/moving-in.md tells how to get each."
    )
