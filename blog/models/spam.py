from django.db import models
from django.db.models import Q
from django.utils import timezone


class SpamMemory(models.Model):
    """What moderators' decisions say of words, as blog.spam counts it: a table of one row, that can be made anew."""

    counts = models.JSONField(default=dict)
    is_behind = models.BooleanField(default=True)  # decisions were made since, or taken back
    learnt_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="spam_memory_is_one")]

    def __str__(self):
        return str(self.learnt_at)
