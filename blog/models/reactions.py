"""What people do to comments, and who was told of one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .comments import Comment


class Reaction(models.Model):
    """Somebody's act on a comment: an account's, or a stranger's known by a key that tells nothing about them."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="%(class)ss")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "user"], condition=Q(user__isnull=False), name="%(class)s_once_a_user"
            ),
            models.UniqueConstraint(
                fields=["comment", "key"], condition=Q(user__isnull=True), name="%(class)s_once_a_stranger"
            ),
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(key=""), name="%(class)s_is_somebodys"),
        ]


class Like(Reaction):
    def __str__(self):
        return f"like {self.comment_id}"


class Report(Reaction):
    class Reason(models.TextChoices):
        SPAM = "spam", _("It is advertising")
        RUDE = "rude", _("It insults somebody")
        WRONG = "wrong", _("It is dangerously wrong")
        OTHER = "other", _("Something else")

    reason = models.CharField(_("reason"), max_length=6, choices=Reason, default=Reason.OTHER)
    note = models.CharField(_("note"), max_length=300, blank=True)

    def __str__(self):
        return f"report {self.comment_id}"


class ReplyLetter(models.Model):
    """That somebody was told of a reply: nobody is told twice, however often the work is done again."""

    reply = models.ForeignKey(Comment, models.CASCADE, related_name="letters")
    folded_email = models.CharField(max_length=254)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reply", "folded_email"], name="reply_letter_once_a_person")]

    def __str__(self):
        return f"letter {self.reply_id}"
