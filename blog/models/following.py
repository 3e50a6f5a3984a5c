"""Who hears of a thread without having written in it, who was named in one, and who wants to hear nothing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .comments import CODE_LENGTH, Comment, make_code
from .tokens import CONFIRM_WITHIN, follow_token, unfollow_token


class ThreadFollowerQuerySet(models.QuerySet):
    def following(self):
        return self.filter(confirmed_at__isnull=False, ended_at=None)

    def expired(self):
        """Whose link was mailed and never used, and who ended it: to be deleted."""
        then = timezone.now() - CONFIRM_WITHIN
        return self.filter(Q(confirmed_at=None, asked_at__lt=then) | Q(ended_at__lt=then))

    def of(self, email):
        return self.filter(folded_email=email.casefold())


class ThreadFollower(models.Model):
    """Somebody who asked to hear of a thread: an account, or an address once it is confirmed."""

    thread = models.ForeignKey(Comment, models.CASCADE, related_name="followers")  # its first comment
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    email = models.EmailField()
    folded_email = models.CharField(max_length=254)
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=make_code)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # kept a while, so that the link that ended it still knows whose it is

    objects = ThreadFollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower of a thread")
        verbose_name_plural = _("followers of threads")
        constraints = [models.UniqueConstraint(fields=["thread", "folded_email"], name="follower_once_a_thread")]
        indexes = [models.Index("folded_email", name="follower_by_address")]  # "no more letters of any thread"

    def __str__(self):
        return self.code

    def save(self, *args, **kwargs):
        self.folded_email = self.email.casefold()
        super().save(*args, **kwargs)

    def get_email(self):
        """An account's address may be another one by now."""
        return self.user.email if self.user else self.email

    def can_be_confirmed(self):
        """Not by an old link, once the letters were ended."""
        return self.ended_at is None or self.asked_at > self.ended_at

    def get_confirm_url(self):
        return reverse("blog:follow-confirm", args=[follow_token(self.code)])

    def get_stop_url(self):
        return reverse("blog:unsubscribe", args=[unfollow_token(self.code)])


class Mention(models.Model):
    """That a comment names somebody of its thread with @. Once a person, however often it names them or is changed."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    mentioned = models.ForeignKey(Comment, models.CASCADE, related_name="+")  # what they wrote in the thread
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="mentions")
    folded_email = models.CharField(max_length=254)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "folded_email"], name="mention_once_a_person")]

    def __str__(self):
        return f"mention {self.comment_id}"


class Mute(models.Model):
    """That an address wants no letters, even when it is named: of one thread, or of any."""

    folded_email = models.CharField(max_length=254)
    thread = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="+")  # None: any
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["folded_email", "thread"], name="mute_once_a_thread"),
            models.UniqueConstraint(
                fields=["folded_email"], condition=Q(thread__isnull=True), name="mute_once_for_all"
            ),
        ]

    def __str__(self):
        return f"mute {self.pk}"
