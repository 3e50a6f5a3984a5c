"""What every page shows of the site: its name, its footer, its standing pages."""

from django.utils.functional import SimpleLazyObject

from blog.models import Post, SiteSettings

PAGES_IN_FOOTER = 8


def site(request):
    """A context processor. Nothing is read unless a template asks for it."""
    return {"site_settings": SimpleLazyObject(SiteSettings.load), "standing_pages": SimpleLazyObject(standing_pages)}


def standing_pages():
    return list(Post.objects.pages().published().only("kind", "slug", "title").order_by("title")[:PAGES_IN_FOOTER])
