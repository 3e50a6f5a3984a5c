"""A post's comments, for the reader's page."""

from django import template
from django.core.paginator import InvalidPage
from django.http import Http404
from django.utils.translation import gettext as _

from blog.actions.discussion import why_closed
from blog.commenting.drawing import draw
from blog.commenting.places import form_path
from blog.commenting.threads import thread_page

register = template.Library()


@register.inclusion_tag("commenting/thread.html", takes_context=True)
def comments(context, post):
    """`{% comments post %}`: the threads of the page the address asks for (`?thread=2`), the same for everyone."""
    try:
        page = thread_page(post, context["request"].GET.get("thread", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such page of comments.")) from error
    closed = why_closed(post, context["site_settings"])
    drawn = draw(page.object_list, form_path(post), is_open=not closed)
    return {"post": post, "page": page, "comments": drawn, "closed": closed, "form_path": form_path(post)}
