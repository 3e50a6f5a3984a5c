"""Comments that come as HTML, from elsewhere."""

import re

from .cleaning import clean_html
from .markdown import COMMENT_CLEANER

HEADING = re.compile(r"<(/?)h[1-6](?: [^>]*)?>")
CELL = re.compile(r"</t[dh]>")


def clean_comment(html):
    """The HTML a comment may have, of any HTML or plain text: what `render_comment` makes, and no more."""
    safe = HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", clean_html(html))
    # Words of a table must not run together when its cells go.
    return COMMENT_CLEANER.clean(CELL.sub(" ", safe)).strip()
