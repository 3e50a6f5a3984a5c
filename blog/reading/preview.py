"""A draft as its readers will see it, for whoever has the link, until the link expires."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from blog.models import Post, live_parts, post_of_preview

from .articles import draw_article
from .posts import render_post


@never_cache
def preview(request, token):
    draft = post_of_preview(token)
    if draft is None:
        raise Http404(_("This preview link is not valid, or no longer. Ask for a new one."))
    post = Post.objects.for_page().get(pk=draft.pk)
    response = render_post(request, post, draw_article(post, live_parts(post)), is_preview=True)
    response["X-Robots-Tag"] = "noindex"
    return response
