"""What machines ask for before they read: who may look where, and the mark of the house."""

from django.contrib.staticfiles import finders
from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

from blog.absolute import absolute

# Nothing secret, only nothing worth reading: forms, personal pages, and searches without end.
CLOSED_TO_CRAWLERS = (
    "/admin/",
    "/accounts/",
    "/me/",
    "/preview/",
    "/search/",
    "/wishes/new/",
    "/match/?",
    "/receipt/",
    "/unsubscribe/",
    "/*/comment/",
)


def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_CRAWLERS)]
    lines += ["", f"Sitemap: {absolute(reverse('blog:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@cache_control(public=True, max_age=86400)
def favicon(request):
    """Asked for by name by browsers and feed readers that never saw the page's own link."""
    path = finders.find("img/favicon.ico")
    if path is None:
        raise Http404
    return FileResponse(open(path, "rb"), content_type="image/x-icon")
