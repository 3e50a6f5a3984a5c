"""Small tags of the reader's pages."""

from urllib.parse import unquote, urlsplit

from django import template
from django.utils.safestring import SafeString

from blog.actions.leading import DEAD, note_of
from blog.models import is_old_fact, plain_url
from blog.moulds import cast
from blog.reading import lines, sharing
from blog.reading.contents import SECTIONS

register = template.Library()

LINK_REST = 30

for piece in (
    *(lines.card, lines.role_card, lines.post_meta, lines.day_before, lines.ranked, lines.tear_off),
    *(lines.related_post, lines.needing_role, lines.filter_choice, lines.compare_mark, lines.search_hit),
):
    register.simple_tag(piece)


register.filter(lines.hue)


@register.filter
def link_name(url):
    """How a link is called that has no name: its host, and what follows as far as it is short."""
    parts = urlsplit(url)
    rest = unquote(parts.path).rstrip("/")
    return (parts.hostname or url).removeprefix("www.") + (rest if len(rest) <= LINK_REST else "")


@register.filter
def is_old(as_of):
    return is_old_fact(as_of)


@register.simple_tag
def dead_note(post, address):
    """What stands behind a link that has a field of its own, such as a source, when nobody is there any more."""
    known = post.rendered.get(DEAD, {}).get(plain_url(address))
    return SafeString(f" {note_of(known)}") if known else ""


@register.simple_tag
def share(post):
    """Links with which a page is passed on."""
    return cast("reading/_share.html", title=post.title, **sharing.share_links(post))


@register.inclusion_tag("_parts/section_heading.html", takes_context=True)
def section_heading(context, anchor):
    """The heading of a standing section, with its anchor, its date of review, and the way to put it right."""
    reviews = context.get("parts", {}).get("section_reviews", ())
    review = next((review for review in reviews if review.section == anchor), None)
    is_correctable = context.get("is_correctable", False)
    return {"anchor": anchor, "title": SECTIONS[anchor], "review": review, "is_correctable": is_correctable}
