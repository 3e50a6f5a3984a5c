"""Whether readers found a post useful: numbers by day, and reasons as plain words, of nobody in particular."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .counting import Counted
from .posts import Post

MAX_REASON_LENGTH = 500


class Usefulness(Counted):
    """What was said of a post on a day; of months long past, in the month that began on that day."""

    KEY, NUMBERS = ("post_id", "day"), ("useful", "useless")

    post = models.ForeignKey(Post, models.CASCADE, related_name="usefulness", db_index=False)
    day = models.DateField(_("day"))
    useful = models.PositiveIntegerField(_("useful"), default=0)
    useless = models.PositiveIntegerField(_("not useful"), default=0)

    class Meta:
        verbose_name = _("usefulness")
        verbose_name_plural = _("usefulness")
        constraints = [
            # Serves counting on, the sums of a post, and the key to it.
            models.UniqueConstraint(fields=["post", "day"], name="usefulness_once_a_post_and_day")
        ]
        indexes = [models.Index("day", name="usefulness_by_day")]  # summing up old months

    def __str__(self):
        return f"{self.day}: {self.useful} : {self.useless}"


class Reason(models.Model):
    """Why somebody found a post useful, or not. Nothing says who."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="reasons", db_index=False, verbose_name=_("post"))
    is_useful = models.BooleanField(_("useful"))
    words = models.CharField(_("reason"), max_length=MAX_REASON_LENGTH)
    said_on = models.DateField(_("on"), default=timezone.localdate)

    class Meta:
        verbose_name = _("reason of a reader")
        verbose_name_plural = _("reasons of readers")
        ordering = ["-said_on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="reason_has_words")]
        indexes = [
            models.Index(fields=["post", "-said_on", "-id"], name="reason_of_post"),  # the page about its readers
            models.Index(fields=["-said_on", "-id"], name="reason_newest"),  # the desk's list, and forgetting old ones
        ]

    def __str__(self):
        return self.words
