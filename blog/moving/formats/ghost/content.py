"""A post's text: the HTML that Ghost kept with it, else drawn from the form it was written in."""

import html
import json

from blog.markup import markdown_to_html

from .lexical import draw_lexical
from .mobiledoc import draw_mobiledoc
from .shown import plainly
from .tables import text

FORMS = ("html", "lexical", "mobiledoc", "markdown")  # the first that is there counts


def source_of(row):
    """The text as Ghost kept it."""
    return next((said for name in FORMS if (said := text(row.get(name))).strip()), "")


def html_of(row):
    if (kept := text(row.get("html"))).strip():
        return plainly(kept)
    if (lexical := text(row.get("lexical"))).strip():
        return plainly(draw_lexical(json.loads(lexical)))
    if (mobiledoc := text(row.get("mobiledoc"))).strip():
        return plainly(draw_mobiledoc(json.loads(mobiledoc)))
    return plainly(markdown_to_html(text(row.get("markdown")), with_breaks=True, with_footnotes=True))


def plain(words):
    return "".join(f"<p>{html.escape(line)}</p>" for line in words.split("\n") if line.strip())
