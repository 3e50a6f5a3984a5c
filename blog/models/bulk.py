"""One change of many posts: what is changed, of which, and how far it is."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkChange(models.Model):
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    change = models.JSONField()  # see blog/actions/bulk.py
    posts = models.JSONField(default=list)  # their numbers, ascending
    done = models.PositiveIntegerField(default=0)  # of these
    changed = models.PositiveIntegerField(default=0)
    left_alone = models.PositiveIntegerField(default=0)  # they would lack an author, or have too many tags
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("change of many posts")
        verbose_name_plural = _("changes of many posts")
        default_permissions = []
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.done}/{len(self.posts)}"
