"""The addresses of the whole site. Each app names its own."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.static import serve

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("blog.urls")),
    # granian's static mount answers before this in bin/serve, nginx in a larger installation.
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
]

# Old addresses lead on from here.
handler404 = "blog.reading.addresses.not_found"
