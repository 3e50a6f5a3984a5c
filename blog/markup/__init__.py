"""The one maker of safe HTML: whatever people write, paste or import passes through here before a page shows it."""

from .cleaning import clean_html
from .comments import clean_comment
from .links import link_addresses, with_addresses, with_notes
from .markdown import markdown_to_html, render_comment, render_line, render_markdown
from .pages import PagePicture, PageText, picture_ids, prepare_for_page
from .words import count_words, plain_line, plain_text
from .writing import html_to_line, html_to_markdown, line_of

__all__ = [
    "PagePicture",
    "PageText",
    "clean_comment",
    "clean_html",
    "count_words",
    "html_to_line",
    "html_to_markdown",
    "line_of",
    "link_addresses",
    "markdown_to_html",
    "picture_ids",
    "plain_line",
    "plain_text",
    "prepare_for_page",
    "render_comment",
    "render_line",
    "render_markdown",
    "with_addresses",
    "with_notes",
]
