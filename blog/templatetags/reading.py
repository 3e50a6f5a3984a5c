"""Small filters of the reader's pages."""

from django import template

register = template.Library()


@register.filter
def hue(post):
    """The class that colours a post by its category; nothing for a post without one."""
    return f"hue-{post.category.hue}" if post.category_id else ""
