"""Which letters somebody at the desk wants, about comments and about drafts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DeskLetters(models.Model):
    class Held(models.TextChoices):
        NONE = "none", _("none")
        EACH = "each", _("a letter for each")
        DIGEST = "digest", _("one letter a day while any wait")

    class Every(models.TextChoices):
        NONE = "none", _("none")
        MINE = "mine", _("on posts I wrote")
        ALL = "all", _("on all posts")

    class Reviews(models.TextChoices):
        NONE = "none", _("none")
        EACH = "each", _("a letter for each")
        DIGEST = "digest", _("one letter a day while any wait")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="desk_letters", editable=False
    )
    held = models.CharField(
        _("comments that wait"),
        max_length=6,
        choices=Held,
        default=Held.NONE,
        help_text=_("For who may judge comments. Each letter has a link that judges without signing in."),
    )
    every = models.CharField(
        _("every new comment"),
        max_length=4,
        choices=Every,
        default=Every.NONE,
        help_text=_("“On all posts” is for who may judge comments."),
    )

    reviews = models.CharField(
        _("drafts handed in for review"),
        max_length=6,
        choices=Reviews,
        default=Reviews.NONE,
        help_text=_("For who may publish."),
    )
    own = models.BooleanField(_("a post of mine is handed back or approved"), default=True, help_text=_("For authors."))

    class Meta:
        verbose_name = _("letters to me")
        verbose_name_plural = _("letters to me")
        constraints = [
            models.CheckConstraint(condition=Q(held__in=["none", "each", "digest"]), name="desk_letters_held"),
            models.CheckConstraint(condition=Q(every__in=["none", "mine", "all"]), name="desk_letters_every"),
            models.CheckConstraint(condition=Q(reviews__in=["none", "each", "digest"]), name="desk_letters_reviews"),
        ]

    def __str__(self):
        return str(self.user)
