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


def contents(post, parts, around):
    """[(anchor, text)] of one page."""
    if post.kind != Post.Kind.ROLE:
        headings = [(anchor, text) for anchor, text, level in post.contents if level == 2]
        return headings if len(headings) > 1 else []
    there = {
        "why": post.rendered.get("why"),
        "what": post.rendered.get("what") or parts["tasks"],
        "skills": parts["role_skills"],
        "perks": parts["perks"],
        "drawbacks": parts["drawbacks"] or post.choose_else,
        "ways-in": parts["ways_in"],
        "start": parts["steps"],
        "resources": parts["role_resources"],
        "progression": around.named,
        "voices": parts["voices"],
        "final": post.rendered.get("final"),
        "sources": parts["sources"] or post.based_on or post.reviewed_on,
        "comments": True,
    }
    return [(anchor, title) for anchor, title in SECTIONS.items() if there[anchor]]
