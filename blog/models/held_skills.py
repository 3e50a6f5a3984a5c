from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .skills import Skill

MOST_HELD = 40  # so many stand in an address


class HeldSkill(models.Model):
    """A skill that a reader says they have: kept in the account, for its owner alone."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="held_skills")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="+", verbose_name=_("skill"))

    class Meta:
        verbose_name = _("skill a reader has")
        verbose_name_plural = _("skills readers have")
        ordering = ["skill__name"]
        constraints = [models.UniqueConstraint(fields=["reader", "skill"], name="skill_held_once")]

    def __str__(self):
        return str(self.skill)
