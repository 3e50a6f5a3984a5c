"""What a post was after each save, and what somebody has typed that is not saved yet."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .posts import Post


class RevisionQuerySet(models.QuerySet):
    def newest_of(self, post):
        return self.filter(post=post).order_by("-number").first()

    def for_lists(self):
        return self.select_related("by").defer("snapshot").order_by("-number")


class Revision(models.Model):
    """
    A post as one save left it: see snapshots.py. A restored one is a new one; rows are never changed, but for the name
    of somebody who is gone.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    made_at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    said = models.CharField(_("what was done"), max_length=200, blank=True)  # empty: it was saved
    changed = models.JSONField(default=list)  # names of what differs from the one before
    snapshot = models.JSONField()
    digest = models.CharField(max_length=64)  # of the snapshot: the same one is not kept twice

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        default_permissions = []  # whoever may see a post may see what it was
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="revision_number_once_a_post")]
        indexes = [models.Index(fields=["made_at"], name="revision_by_age")]  # thinning

    def __str__(self):
        return f"{self.post_id} #{self.number}"


def make_key():
    return secrets.token_urlsafe(12)


class Sheet(models.Model):
    """What one window of the desk holds: that somebody is there, and what they have typed and not saved."""

    key = models.CharField(max_length=40, unique=True, default=make_key)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.SET_NULL, null=True, related_name="sheets")  # none: a new one
    kind = models.CharField(max_length=5, choices=Post.Kind)
    version = models.CharField(max_length=60, blank=True)  # of the post, when the window was opened
    typed = models.JSONField(null=True)  # the form as it would be sent: {name: [value, ...]}
    snapshot = models.JSONField(null=True)  # the same as a post, for its preview
    told = models.JSONField(null=True)  # of a text that was sorted into it: what went where
    typed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()
    is_saved = models.BooleanField(default=False)  # what was typed is in the post now

    class Meta:
        default_permissions = []
        indexes = [
            models.Index(fields=["post", "seen_at"], name="sheet_of_post"),  # who else is there
            models.Index(fields=["user", "kind"], name="sheet_of_user"),  # what somebody left behind
        ]

    def __str__(self):
        return self.key
