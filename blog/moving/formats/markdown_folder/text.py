"""A file's text as the HTML that its generator made of it."""

import re

from blog.markup import markdown_to_html, tree

from .. import fragments
from ..pictures import tidy_pictures
from ..videos import link_players
from .tags import draw_tags, lines_of

MORE = re.compile(r"<!--\s*more\s*-->|\{\{<\s*more\s*>\}\}", re.IGNORECASE)
# kramdown's lists of attributes, also for whole blocks: {: .class #name}, {:toc}
ATTRIBUTES = re.compile(r"(?P<code>(`+)[^`\n]+\2)|\{::?[^{}\n]{0,300}\}")
TABLE_OF_CONTENTS = re.compile(
    r"^(?:[*-]|1\.) .{0,80}\n\{:\s*toc[^{}\n]*\}[ \t]*$|^\[\[?_?toc_?\]?\][ \t]*$", re.MULTILINE | re.IGNORECASE
)
# Names with spaces, which only some kinds of Markdown take: ![A](my picture.jpg)
WITH_SPACES = re.compile(
    r"(?P<code>(`+)[^`\n]+\2)|(?P<before>!?\[[^\[\]\n]{0,300}\])"
    r"\((?P<address>[^()<>\"'\s][^()<>\"'\n]{0,300} [^()<>\"'\n]{0,300}\.\w{2,8})\)"
)
ABBREVIATION = re.compile(r"^\*\[[^\]\n]{1,80}\]:.*$", re.MULTILINE)
MODULE_LINE = re.compile(
    r"^(?:import\s.{0,300}\sfrom\s|import\s+['\"]|export\s+(?:const|default|function)\s).*$", re.MULTILINE
)
HEADING = re.compile(r"\A\s*#(?!#)[ \t]*(?P<atx>[^\n]*?)[ \t#]*(?:\n|\Z)|\A\s*(?P<setext>[^\n]+)\n=+[ \t]*(?:\n|\Z)")


def take_heading(body, title):
    """(title, body without it): the first line of a text may be its title, and may say again what the fields say."""
    found = HEADING.match(body)
    if found is None:
        return title, body
    heading = re.sub(r"[*_`]", "", found["atx"] or found["setext"] or "").strip()
    is_same = heading.casefold() == title.casefold()
    if (title and not is_same) or not heading:
        return title, body
    return title or heading, body[found.end() :]


def split_at_jump(text):
    """(all of it, what stood before the jump break)."""
    before, sign, after = "", "", text
    found = MORE.search(text)
    if found:
        before, sign, after = text[: found.start()], found[0], text[found.end() :]
    return f"{before}\n\n{after}" if sign else text, before


def outside_code(text, *patterns):
    """The text without what these patterns find, or with what is kept of it; code stays as it is."""
    pieces, buffer = [], []

    def flush():
        words = "".join(buffer)
        for pattern in patterns:
            words = pattern.sub(kept, words)
        pieces.append(words)
        buffer.clear()

    for line, is_code in lines_of(text):
        if is_code:
            flush()
            pieces.append(line)
        else:
            buffer.append(line)
    flush()
    return "".join(pieces)


def kept(match):
    """What stays of what a pattern found: code within a line, and links, mended."""
    found = match.groupdict()
    if found.get("address"):
        return f"{found['before']}(<{found['address'].strip()}>)"
    return found.get("code") or ""


def html_of(text, file, drawing, *, with_breaks):
    """HTML that is not safe yet."""
    text = draw_tags(text, drawing.draw, drawing.value)
    if not file.is_html:
        patterns = (TABLE_OF_CONTENTS, ATTRIBUTES, ABBREVIATION, WITH_SPACES)
        if file.member.lower().endswith(".mdx"):
            patterns += (MODULE_LINE,)
        text = markdown_to_html(outside_code(text, *patterns), with_breaks=with_breaks, with_footnotes=True)
    return text


def plainly(root):
    """The tree's HTML with players and notes in plain words."""
    for note in fragments.with_class(root, "note"):
        if note.tag == "div":
            note_paragraphs(note)
    tidy_pictures(root)
    link_players(root)
    fragments.unlink_footnotes(root)
    return tree.serialize(root)


def note_paragraphs(note):
    for paragraph in note.iter("p"):
        paragraph.set("class", "note")
    if note.find("p") is None and not len(note):
        note.tag = "p"
    else:
        note.attrib.pop("class", None)
