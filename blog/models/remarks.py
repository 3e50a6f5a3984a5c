"""What an editor says of a draft, field by field, and what its author answers."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from .posts import Post

MAX_REMARK_LENGTH = 2000


class RemarkQuerySet(models.QuerySet):
    def open(self):
        return self.filter(resolved_at=None)


class Remark(models.Model):
    post = models.ForeignKey(Post, models.CASCADE, related_name="remarks")
    # A field of the editor's form, or a list of rows there; empty: the post as a whole.
    field = models.CharField(max_length=40, blank=True)
    text = models.TextField(_("remark"), max_length=MAX_REMARK_LENGTH)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), max_length=MAX_REMARK_LENGTH, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        default_permissions = []  # whoever may see a post may read what was said of it
        ordering = [F("resolved_at").asc(nulls_first=True), "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="remark_has_words")]

    def __str__(self):
        return self.text

    def is_open(self):
        return self.resolved_at is None
