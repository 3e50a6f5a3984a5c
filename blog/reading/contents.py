"""The contents list of a post: the sections its page really has, in their order."""

from django.utils.translation import gettext_lazy as _

from blog.models import Post

# Anchors are public: they are linked to from elsewhere.
SECTIONS = {
    "why": _("Why it matters"),
    "what": _("What they do"),
    "skills": _("Skills"),
    "perks": _("Perks"),
    "drawbacks": _("Drawbacks"),
    "ways-in": _("Ways in"),
    "start": _("How to get started"),
    "resources": _("Resources"),
    "progression": _("Related roles"),
    "voices": _("Voices"),
    "final": _("Final thoughts"),
    "sources": _("Where this comes from"),
    "comments": _("Comments"),
}


AFTER_THE_TEXT = ("sources", "comments")
WORTH_LISTING = 3  # sections; fewer are seen at a glance


def contents(post, parts, around):
    """[(anchor, heading)] of one page; empty for a short one."""
    headings = [(anchor, text) for anchor, text, level in post.contents if level == 2]
    if post.kind == Post.Kind.ROLE:
        there = role_sections(post, parts, around)
        standing = [(anchor, title) for anchor, title in SECTIONS.items() if there[anchor]]
        last = [section for section in standing if section[0] in AFTER_THE_TEXT]
        headings = [section for section in standing if section not in last] + headings + last
    return headings if len(headings) >= WORTH_LISTING else []


def role_sections(post, parts, around):
    """Whether the page has each of the standing sections: {anchor: something or nothing}."""
    return {
        "why": post.rendered.get("why"),
        "what": post.rendered.get("what") or parts["tasks"],
        "skills": parts["role_skills"],
        "perks": parts["perks"],
        "drawbacks": parts["drawbacks"],
        "ways-in": parts["ways_in"],
        "start": parts["steps"],
        "resources": parts["role_resources"],
        "progression": around.named,
        "voices": parts["voices"],
        "final": post.rendered.get("final"),
        "sources": parts["sources"] or post.based_on or post.reviewed_on,
        "comments": True,
    }
