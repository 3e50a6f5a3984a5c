"""What moderators did, so that it can be read and taken back."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .comments import MAX_VERDICT_LENGTH, Comment
from .rules import Rule


class Act(models.Model):
    """One press of a moderator's, on one comment or many."""

    class Verb(models.TextChoices):
        APPROVE = "approve", _("approved")
        HOLD = "hold", _("held")
        REJECT = "reject", _("rejected")
        SPAM = "spam", _("marked as spam")
        REMOVE = "remove", _("removed")
        TRUST = "trust", _("approved, writer trusted")
        STOP = "stop", _("rejected, writer stopped")
        RELEASE = "release", _("approved, all of a writer")
        HIDE = "hide", _("hidden, all of a writer")

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        db_index=False,
        related_name="+",
        verbose_name=_("moderator"),
    )
    verb = models.CharField(_("what"), max_length=7, choices=Verb)
    comment = models.ForeignKey(Comment, models.SET_NULL, null=True, related_name="acts", verbose_name=_("comment"))
    number = models.PositiveIntegerField(_("comments"), default=0)
    reason = models.CharField(_("reason told"), max_length=MAX_VERDICT_LENGTH, blank=True)
    # How each comment was and became: {"pk", "after", and the columns of Comment.JUDGED_FIELDS}.
    before = models.JSONField(default=list, editable=False)
    rule = models.ForeignKey(
        Rule, models.SET_NULL, null=True, related_name="+", editable=False
    )  # made or changed by it
    rule_before = models.CharField(max_length=6, blank=True, editable=False)  # its effect then; empty: it was made
    done_at = models.DateTimeField(_("when"), default=timezone.now)
    undone_at = models.DateTimeField(_("taken back"), null=True)

    class Meta:
        verbose_name = _("act of a moderator")
        verbose_name_plural = _("acts of moderators")
        ordering = ["-pk"]
        indexes = [models.Index("by", F("id").desc(), name="act_last_of_moderator")]  # what can be taken back

    def __str__(self):
        return f"{self.get_verb_display()}: {self.number}"
