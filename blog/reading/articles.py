"""
The text of a post with all its sections, as its page and its feed entry show it. Drawing a role takes longer than all
the rest of its page, so what was drawn from the same values is shown again (blog/caching/drawn.py).
"""

from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from blog.absolute import absolute_links
from blog.caching import drawn_from
from blog.models import Post, live_parts, stored_parts, watched
from blog.models.watched import own_values

from . import structured
from .contents import sections_of

TEMPLATES = {
    Post.Kind.ROLE: "reading/_role_text.html",
    Post.Kind.ESSAY: "reading/_text.html",
    Post.Kind.PAGE: "reading/_text.html",
}
# Where the roles stand that the editor relates to this one: whether they are public is asked at each request.
PROGRESSION = SafeString("\ue000progression\ue001")
# What the text of a post does not show and what changes often.
NOT_SHOWN = watched.NOT_SHOWN | {"comment_count", "contents"}


@dataclass(frozen=True)
class Article:
    before: str  # up to the related roles
    after: str
    trust: str
    updated: str  # the newest change, under the title
    sections: frozenset  # anchors of the standing sections it has
    relations: tuple  # rows in which its editor names other roles
    occupation: dict | None  # schema.org's, of a role

    def size(self):
        return 2 * (len(self.before) + len(self.after) + len(self.trust))


def article_of(post):
    """The article of a post from `for_page()`."""
    if not has_stored_parts(post):
        return draw_article(post, live_parts(post))
    return drawn_from(("article", *values_of(post)), lambda: draw_article(post, stored_parts(post)), Article.size)


def entry_of(post):
    """The text of a post from `for_feeds()`, for readers elsewhere."""
    if not has_stored_parts(post):
        return draw_entry(post, live_parts(post))
    return drawn_from(("entry", *values_of(post)), lambda: draw_entry(post, stored_parts(post)))


def has_stored_parts(post):
    """Whether its rows are in what was read; else it was saved by something that did not refresh it."""
    return '"parts":' in post.rendered_text


def values_of(post):
    """All that was read of the post itself, and what else decides how it is drawn."""
    own = chain.from_iterable(own_values(post, NOT_SHOWN))
    return settings.SITE_URL, get_language(), timezone.localdate(), *own


def draw_article(post, parts, *, is_correctable=True):
    """`parts` are its rows, by name. `is_correctable`: its address is one at which readers suggest corrections."""
    context = {"post": post, "parts": parts, "is_correctable": is_correctable}
    drawn = render_to_string(TEMPLATES[post.kind], {**context, "progression": PROGRESSION})
    before, _mark, after = drawn.partition(PROGRESSION)
    return Article(
        before=SafeString(before),
        after=SafeString(after),
        trust=render_to_string("reading/_trust.html", context),
        updated=render_to_string("reading/_updated.html", {"note": next(iter(parts["change_notes"]), None)}),
        sections=frozenset(sections_of(post, parts)),
        relations=tuple(parts.get("relations", ())),
        occupation=structured.occupation(post, parts) if post.kind == Post.Kind.ROLE else None,
    )


def draw_entry(post, parts):
    return absolute_links(render_to_string("reading/feed_entry.html", {"post": post, "parts": parts}))
