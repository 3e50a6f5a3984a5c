"""The addresses of the whole site. Each app names its own."""

from allauth.mfa.recovery_codes.views import download_recovery_codes, view_recovery_codes
from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.static import serve

from accounts.mailed import ConfirmAddress, ResetPassword
from accounts.second_factor import with_readable_codes

urlpatterns = [
    path("accounts/2fa/recovery-codes/", with_readable_codes(view_recovery_codes)),
    path("accounts/2fa/recovery-codes/download/", with_readable_codes(download_recovery_codes)),
    path("accounts/confirm-email/<str:key>/", ConfirmAddress.as_view()),
    re_path(r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", ResetPassword.as_view()),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("blog.urls")),
    # granian's static mount answers before this in bin/serve, nginx in a larger installation.
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
]

# Old addresses lead on from here.
handler404 = "blog.reading.addresses.not_found"
