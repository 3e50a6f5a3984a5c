"""What every page shows of the site: its name, its footer, its standing pages."""

from django.db.models import DateTimeField
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from blog.models import Post, SiteSettings
from blog.models.prepared import Given, Prepared

PAGES_IN_FOOTER = 8


def site(request):
    """A context processor. Nothing is read unless a template asks for it."""
    return {"site_settings": SimpleLazyObject(SiteSettings.load), "standing_pages": SimpleLazyObject(standing_pages)}


def standing_pages():
    return footer_pages(now=timezone.now())


@Prepared
def footer_pages():
    pages = Post.objects.pages().published(Given("now", DateTimeField()))
    return pages.only("kind", "slug", "title").order_by("title")[:PAGES_IN_FOOTER]
