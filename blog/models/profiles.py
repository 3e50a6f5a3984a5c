"""What a reader tells the others about themselves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.paths import path_of

from .addresses import Addressed

MAX_LINKS = 3


class ProfileQuerySet(models.QuerySet):
    def public(self):
        """Those whose page the person wants shown. It is there only with a comment that is."""
        return self.filter(is_public=True, user__is_active=True)


class Profile(Addressed):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile", verbose_name=_("account"), editable=False
    )
    about = models.CharField(_("about you"), max_length=300, blank=True)
    links = models.JSONField(_("links"), default=list, blank=True)  # up to MAX_LINKS addresses
    picture = models.ForeignKey("blog.Picture", models.SET_NULL, null=True, editable=False, related_name="+")
    is_public = models.BooleanField(_("show the page with my comments"), default=True)
    is_indexed = models.BooleanField(_("search engines may list it"), default=False)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("profiles of readers")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.user)

    def slug_source(self):
        return self.user.get_full_name()

    def had_public_address(self):
        return self.is_public

    def get_absolute_url(self):
        return path_of("blog:reader", self.slug)
