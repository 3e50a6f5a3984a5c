"""The contents list of a post: the sections its page really has, in their order."""

from functools import cache

from django.utils.html import format_html_join
from django.utils.translation import get_language

from blog.models import Post
from blog.models.section_texts import SECTIONS

AFTER_THE_TEXT = ("sources", "comments")
WORTH_LISTING = 3  # sections; fewer are seen at a glance


def contents(post, sections, around):
    """The items of one page's list, as HTML; its text has these standing sections. Empty for a short one."""
    headings = headings_of(post, sections, around)
    items = headings if len(headings) >= WORTH_LISTING else []
    return format_html_join("\n", '<li><a href="#{}" dir="auto">{}</a></li>', items)


def headings_of(post, sections, around):
    """[(anchor, heading)]"""
    headings = [(anchor, text) for anchor, text, level in post.contents if level == 2]
    if post.kind == Post.Kind.ROLE:
        there = {*sections, "comments", *(["progression"] if around.named else [])}
        standing = [section for section in titles(get_language()) if section[0] in there]
        last = [section for section in standing if section[0] in AFTER_THE_TEXT]
        headings = [section for section in standing if section not in last] + headings + last
    return headings


@cache
def titles(_language):
    return [(anchor, str(title)) for anchor, title in SECTIONS.items()]


def sections_of(post, parts):
    """Anchors of the standing sections a role's own text has."""
    if post.kind != Post.Kind.ROLE:
        return []
    there = {
        "why": post.rendered.get("why"),
        "what": post.rendered.get("what") or parts["tasks"],
        "skills": parts["role_skills"],
        "perks": parts["perks"],
        "drawbacks": parts["drawbacks"],
        "ways-in": parts["ways_in"],
        "start": parts["steps"],
        "resources": parts["role_resources"],
        "voices": parts["voices"],
        "final": post.rendered.get("final"),
        "sources": parts["sources"] or post.based_on or post.reviewed_on,
    }
    return [anchor for anchor, content in there.items() if content]
