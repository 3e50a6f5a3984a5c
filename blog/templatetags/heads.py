"""What stands in a page's head for machines: canonical address, description, cards, structured data, feeds."""

import json

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from blog.absolute import absolute
from blog.models import Post
from blog.paths import path_of_card
from blog.reading import structured

register = template.Library()

# More would only make the page heavier: who reads machines' data follows the page.
COMMENTS_TOLD = 20

# In a script element only these could end it or begin a comment; JSON has a spelling for them that cannot.
JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def data_block(data):
    """A JSON-LD block: data that the browser never runs, so the content policy lets it stand."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  (escaped above)


@register.inclusion_tag("_parts/post_head.html", takes_context=True)
def post_head(context, post, article):
    """The head of a post's page."""
    site = context["site_settings"]
    graph = [structured.breadcrumbs(post)]
    card = feed = None
    if post.kind != Post.Kind.PAGE:
        graph.insert(0, structured.posting(post, site))
        card = absolute(path_of_card(post.kind, post.slug))
        feed = reverse(f"blog:{post.kind}-comments-feed", args=[post.slug])
    if article.occupation:
        graph.append(article.occupation)
    return {
        "post": post,
        "site": site,
        "address": absolute(post.get_absolute_url()),
        "card": card,
        "comments_feed": feed,
        "data": data_block({"@graph": graph}),
    }


@register.inclusion_tag("_parts/list_head.html", takes_context=True)
def list_head(context, title, path, description="", feed="", indexed=True):
    """The head of any other page: `path` is its canonical path, `feed` the path of its own feed."""
    return {
        "site": context["site_settings"],
        "title": title,
        "description": description,
        "address": absolute(path),
        "feed": feed,
        "indexed": indexed,
    }


@register.simple_tag
def comment_data(rows, post):
    """The first shown comments of a page of threads, tied to the post's BlogPosting by name."""
    shown = [row for row in rows if row["is_shown"]][:COMMENTS_TOLD]
    if not shown:
        return ""
    said = [structured.comment(row) for row in shown]
    return data_block({"@type": "BlogPosting", "@id": structured.post_id(post), "comment": said})
