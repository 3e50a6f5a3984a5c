"""Why a post may be believed: what it rests on, and what was changed in it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .links import LinkField
from .posts import Post


class Source(models.Model):
    """A page or book a post rests on."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=200)
    url = LinkField(_("address"), blank=True)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    accessed_on = models.DateField(_("read on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class ChangeNote(models.Model):
    """What was changed, told to readers. It moves the page's date of modification."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="change_notes")
    changed_on = models.DateField(_("on"), default=timezone.localdate)
    text = models.CharField(_("what changed"), max_length=300)
    credit = models.CharField(_("thanks to"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("change note")
        verbose_name_plural = _("change notes")
        ordering = ["-changed_on", "-pk"]

    def __str__(self):
        return self.text
