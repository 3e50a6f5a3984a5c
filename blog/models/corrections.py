"""What readers say should be put right in a section of a post."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .comments import CODE_LENGTH, make_code
from .posts import Post
from .section_texts import NAMES
from .tokens import correction_token

CONFIRM_WITHIN = datetime.timedelta(days=3)
MAX_CORRECTION_LENGTH = 3000
MAX_SOURCE_LENGTH = 500
MAX_ANSWER_LENGTH = 1000
MAX_CREDIT_LENGTH = 80


class CorrectionQuerySet(models.QuerySet):
    def awaiting_review(self):
        return self.filter(state=Correction.State.WAITING)

    def unconfirmed(self):
        """Those with an address of which nobody said that it is theirs."""
        return self.filter(confirmed_at=None).exclude(email="")


class Correction(models.Model):
    """One suggestion. The address goes once its writer was told."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be read")
        ACCEPTED = "accepted", _("taken over")
        DECLINED = "declined", _("declined")

    post = models.ForeignKey(Post, models.CASCADE, related_name="corrections", verbose_name=_("post"))
    section = models.CharField(_("section"), max_length=20)
    shown = models.TextField(_("the text that was shown"))
    text = models.TextField(_("what should change"), max_length=MAX_CORRECTION_LENGTH)
    source = models.CharField(_("source"), max_length=MAX_SOURCE_LENGTH, blank=True)
    name = models.CharField(_("name"), max_length=MAX_CREDIT_LENGTH, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    folded_email = models.CharField(max_length=254, blank=True, editable=False)
    confirmed_at = models.DateTimeField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=make_code, editable=False)
    created_at = models.DateTimeField(_("came in"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    answer = models.TextField(_("answer"), max_length=MAX_ANSWER_LENGTH, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "accepted", "declined"]), name="correction_state_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="correction_has_words"),
        ]
        indexes = [
            models.Index("state", "created_at", name="correction_waiting"),  # the desk's list and number
            models.Index("folded_email", name="correction_by_address"),  # what the site holds about somebody
            # Addresses to be forgotten.
            models.Index("created_at", condition=Q(confirmed_at=None) & ~Q(email=""), name="correction_unconfirmed"),
        ]

    def __str__(self):
        return f"{self.post}: {self.section_name()}"

    def save(self, *args, **kwargs):
        self.folded_email = self.email.casefold()
        super().save(*args, **kwargs)

    def section_name(self):
        return str(NAMES.get(self.section, self.section))

    def is_waiting(self):
        return self.state == self.State.WAITING

    def get_receipt_url(self):
        return reverse("blog:correction", args=[correction_token(self.code, "receipt")])

    def get_confirm_url(self):
        return reverse("blog:correction-confirm", args=[correction_token(self.code, "confirm")])
