"""A post's comments, for the reader's page."""

from django import template
from django.core.paginator import InvalidPage
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from blog.actions.discussion import why_closed
from blog.commenting.badges import BADGES
from blog.commenting.drawing import draw
from blog.commenting.looking import Asked
from blog.commenting.people import page_of_writer, with_names_linked
from blog.commenting.places import form_path
from blog.paths import path_of

register = template.Library()


@register.inclusion_tag("commenting/thread.html", takes_context=True)
def comments(context, post):
    """`{% comments post %}`: what the address asks for (`?thread=2&sort=best&by=does`), the same for everyone."""
    try:
        asked = Asked(context["request"].GET)
        page, pinned, badges = asked.look(post)
    except (InvalidPage, LookupError) as error:
        raise Http404(_("There is no such page of comments.")) from error
    closed = why_closed(post, context["site_settings"])
    return {
        "post": post,
        "page": page,
        "pinned": pinned,
        **(about_pinned(pinned) if pinned else {}),
        "comments": draw(page.object_list, form_path(post), is_open=not closed, is_flat=bool(asked.by)),
        "sorts": asked.sorts(post),
        "choices": asked.choices(badges),
        "by": asked.by,
        "before": asked.before(page),
        "after": asked.after(page),
        "closed": closed,
        "form_path": form_path(post),
    }


def about_pinned(row):
    return {
        "pinned_path": path_of("blog:comment", row["code"]),
        "pinned_page": page_of_writer(row),
        "pinned_html": SafeString(with_names_linked(row["html"], row.get("people", ()))),
    }


@register.filter
def badge(key):
    """What a badge says."""
    return BADGES.get(key, "")


@register.simple_tag
def replies_beside(post, section):
    """`{% replies_beside post "why" %}`: the replies that editors show beside a section of a role. Mostly none."""
    replies = post.rendered.get("beside", {}).get(section)
    return SafeString(render_to_string("commenting/_beside.html", {"replies": replies})) if replies else ""
