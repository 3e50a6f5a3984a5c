"""What titles and paths of another blog say: the name of a role in one line, a slug."""

import re
from urllib.parse import unquote, urlsplit

from blog.markup.tree import without_forbidden
from blog.models.slugs import is_slug_character, slugify

TITLE_LENGTH = 200


def one_line(text):
    """Without what no database takes, and without line ends."""
    return " ".join(without_forbidden(text).split())


def cut(text, length):
    """At most so many characters, ending with a whole word where there is one."""
    if len(text) <= length:
        return text
    head = text[:length].rpartition(" ")[0] if " " in text[length // 2 : length] else text[: length - 1]
    return f"{head[: length - 2].rstrip(' ,;:–—-')} …"


def slug_of_path(path):
    """The slug an old path ends in: of "/2025/01/name.html" it is "name". Empty if the path names nothing."""
    last = unquote(urlsplit(path).path).rstrip("/").rpartition("/")[2]
    last = re.sub(r"\.(?:html?|php|aspx?)$", "", last, flags=re.IGNORECASE)
    return slugify(last) if any(map(is_slug_character, last)) else ""
