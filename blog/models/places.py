from django.db import models
from django.utils.translation import gettext_lazy as _

from .posts import Post


class RolePlace(models.Model):
    """Where a role stands in the picture of roles, computed when roles change, so that a page only draws it."""

    WIDTH, HEIGHT = 1000, 640

    role = models.OneToOneField(
        Post, models.CASCADE, primary_key=True, related_name="map_place", verbose_name=_("role")
    )
    label = models.CharField(max_length=40)
    x = models.PositiveSmallIntegerField()  # the middle of its label
    y = models.PositiveSmallIntegerField()
    near = models.JSONField(default=list)  # [[id of a role, skills shared]], those that share most first

    class Meta:
        verbose_name = _("place in the picture of roles")
        verbose_name_plural = _("places in the picture of roles")

    def __str__(self):
        return self.label
