"""What a comment said before its writer changed it: for moderators."""

from django.db import models
from django.utils import timezone

from .comments import Comment


class CommentVersion(models.Model):
    comment = models.ForeignKey(Comment, models.CASCADE, related_name="versions")
    body = models.TextField()
    html = models.TextField()
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"version {self.comment_id}"
