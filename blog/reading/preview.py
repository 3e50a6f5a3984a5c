"""A draft as its readers will see it, saved or not, for whoever has the link, until the link expires."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from blog.actions.leading import addresses_of, tell_dead
from blog.actions.texts import compute_texts, pictures_in
from blog.models import Post, Slot, Tag, live_parts, post_of_preview, sheet_of_preview, stored_parts
from blog.models.slugs import slugify
from blog.models.snapshots import fill, rows_from

from .articles import draw_article
from .posts import render_post

NOBODY = 0  # the number of a post that has none yet


@never_cache
@xframe_options_sameorigin  # the desk shows it at the width of a phone
@csp_replace({"frame-ancestors": [SELF]})
def preview(request, token):
    sheet = sheet_of_preview(token)
    is_typed = sheet is not None and sheet.snapshot is not None
    draft = sheet.post if sheet else post_of_preview(token)  # what was typed is in the post once it is saved
    if not (is_typed or draft):
        raise Http404(_("This preview link is not valid, or no longer. Ask for a new one."))
    post = post_as_typed(sheet) if is_typed else Post.objects.for_page().get(pk=draft.pk)
    parts = stored_parts(post) if is_typed else live_parts(post)
    response = render_post(
        request, post, draw_article(post, parts, is_correctable=False), is_preview=True, is_typed=is_typed
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def post_as_typed(sheet):
    """The post as its form stands in a window of the desk, with everything a page shows, and not in the database."""
    post = Post.objects.for_page().filter(pk=sheet.post_id).first() or Post(pk=NOBODY, kind=sheet.kind)
    snapshot = sheet.snapshot
    fill(post, snapshot)
    post.slug = slugify(post.slug) or "preview"
    post.slot = day_typed(sheet)
    tags = [Tag(name=name, slug=slugify(name) or "-") for name in snapshot["tags"]]
    post.keep_related(**rows_from(post, snapshot), tags=tags)
    compute_texts(post, pictures_in([post]))
    tell_dead([post], {post.pk: addresses_of(post)})
    return post


def day_typed(sheet):
    chosen = "".join(sheet.typed.get("slot", []))
    return Slot.objects.select_related("series").filter(pk=chosen).first() if chosen.isdecimal() else None
