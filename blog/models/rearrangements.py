"""What was changed on the days of a series, so that it can be taken back; and which empty days were warned of."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .series import Series, Slot


class Rearrangement(models.Model):
    """One act of an editor on the ledger of a series."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="rearrangements", editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, editable=False)
    words = models.CharField(_("what was done"), max_length=300, editable=False)
    # {"changes": [[day, [post, idea, skip reason] before, the same after]], "times": {post: [before, after]},
    #  "public": [posts that were out already], "added": [days]}
    facts = models.JSONField(editable=False)

    class Meta:
        verbose_name = _("change of days")
        verbose_name_plural = _("changes of days")
        ordering = ["-pk"]

    def __str__(self):
        return self.words


class DayWarning(models.Model):
    """That the editors were told of an empty day: nobody is told twice, however often the work is done again."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="warnings", editable=False)
    planned_on = models.DateField(editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slot", "planned_on"], name="day_warning_once_a_date")]

    def __str__(self):
        return f"{self.slot_id} {self.planned_on}"


class StandstillWarning(models.Model):
    """That somebody was told that nobody does the follow-up work: once a day, however many servers notice it."""

    noticed_on = models.DateField(unique=True, editable=False)

    def __str__(self):
        return f"{self.noticed_on}"
