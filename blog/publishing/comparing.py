"""Two snapshots of a post beside each other, with the words that went and the words that came marked."""

from dataclasses import dataclass

from django.utils.dateparse import parse_datetime
from django.utils.html import conditional_escape, escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from lxml import html
from lxml.html.diff import htmldiff

from blog.models import Post
from blog.models.snapshots import parts_of, row_kinds

from .times import time_in_short, zone_of

# Comparing takes the square of the length; what is longer is shown without marks.
LONGEST = 40_000
EMPTY_BLOCKS = ("p", "li", "ol", "ul", "blockquote", "h2", "h3", "h4")


@dataclass(frozen=True)
class Pair:
    """One part of a post in two snapshots."""

    name: str
    label: str
    old: SafeString
    new: SafeString


def pairs(post, old, new, names):
    before, after = parts_of(old), parts_of(new)
    for name in names:
        shown_old, shown_new = (shown(post, name, parts.get(name)) for parts in (before, after))
        yield Pair(name, label_of(post, name), *marked(shown_old, shown_new))


def label_of(post, name):
    """What the form calls it."""
    if name in row_kinds(post.kind):
        return capfirst(str(row_kinds(post.kind)[name]._meta.verbose_name_plural))
    return capfirst(str(_("tags") if name == "tags" else Post._meta.get_field(name).verbose_name))


def shown(post, name, value):
    """A value of a snapshot as HTML."""
    if value in (None, "", []):
        return SafeString("")
    if name in Post.RICH_FIELDS:
        return SafeString(value)  # it was made safe on its way into the snapshot
    if name == "publish_at":
        return in_lines(time_in_short(parse_datetime(value), zone_of(post)))
    if isinstance(value, list):
        lines = [(row_line(row_kinds(post.kind).get(name), row),) for row in value]
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", lines))
    return in_lines(choice(Post, name, value))


def in_lines(value):
    return SafeString(linebreaks(str(value), autoescape=True))


def row_line(model, row):
    if isinstance(row, str):
        return row
    if "pk" in row:
        return row["name"]
    return " · ".join(str(choice(model, name, value)) for name, value in row.items() if value not in ("", None, False))


def choice(model, name, value):
    if isinstance(value, dict):
        return value["name"]
    field = model._meta.get_field(name)
    return field.verbose_name if value is True else dict(field.flatchoices).get(value, value)


def marked(old, new):
    """Both sides: <del> in the old one, <ins> in the new one."""
    if old == new or not (old and new) or len(old) + len(new) > LONGEST:
        return old, new
    compared = htmldiff(conditional_escape(old), conditional_escape(new))
    left, right = side(compared, drop="ins"), side(compared, drop="del")
    # Where words repeat, lxml sometimes leaves one unmarked, and it would stand on the side that never had it.
    is_whole = (words_of(left), words_of(right)) == (words_of(old), words_of(new))
    return (left, right) if is_whole else (old, new)


def words_of(text):
    return "".join(html.fragment_fromstring(text, create_parent="div").text_content().split())


def side(compared, drop):
    root = html.fragment_fromstring(compared, create_parent="div")
    for element in list(root.iter(drop)):
        element.drop_tree()
    for element in reversed(list(root.iter(*EMPTY_BLOCKS))):
        if not element.text_content().strip() and not len(element):
            element.drop_tree()
    return SafeString(escape(root.text or "") + "".join(html.tostring(child, encoding="unicode") for child in root))
