"""The picture of a post for links that are shared. It stands below the post's path, so it moves when that moves."""

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blog.actions.cards import TooBusy, card_of
from blog.models import Post, SiteSettings

KEEP = 24 * 60 * 60  # seconds; after that a reader asks whether it has changed
RETRY_AFTER = 5


class PostKindConverter:
    """The folder of a kind of post: `roles` in the path is the kind `role`."""

    regex = "|".join(f"{kind}s" for kind in Post.Kind.values)

    def to_python(self, value):
        return value.removesuffix("s")

    def to_url(self, value):
        return f"{value}s"


@require_safe
def social_card(request, kind, slug):
    posts = Post.objects.published().select_related("category", "slot__series", "cover")
    post = posts.filter(kind=kind, slug=slug).first()
    if post is None:
        raise Http404(_("There is no such page."))
    try:
        content, key = card_of(post, SiteSettings.load().name)
    except TooBusy:
        return HttpResponse(status=503, headers={"Retry-After": RETRY_AFTER})
    return answer(request, content, key)


def answer(request, content, key):
    response = HttpResponse(content, content_type="image/png", headers={"ETag": f'"{key}"'})
    patch_cache_control(response, public=True, max_age=KEEP, stale_while_revalidate=7 * KEEP)
    return get_conditional_response(request, etag=response["ETag"], response=response)
