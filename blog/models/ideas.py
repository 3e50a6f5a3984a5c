"""Roles that are wished for: by editors, by searches that found nothing, by readers and their votes."""

import datetime
import re

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.paths import path_of

from .comments import CODE_ALPHABET, CODE_LENGTH, make_code
from .posts import Post
from .tokens import wish_token
from .words import folded

CONFIRM_WITHIN = datetime.timedelta(days=3)
PARTS = re.compile(r"[^\W_]+|[+#]+")


class WishConverter:
    """The code of a wish; other words below /wishes/ are other addresses."""

    regex = f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


def same_words(words):
    """The form in which two spellings of a wish are one, without signs and spaces: Front-End and frontend."""
    return "".join(PARTS.findall(folded(words))) or folded(words)


class IdeaQuerySet(models.QuerySet):
    def awaiting_review(self):
        """Readers' wishes that nobody at the desk has read."""
        return self.filter(state=Idea.State.HELD)

    def for_planning(self):
        """What the desk plans with, as long as no post is about it."""
        return self.filter(state__in=[Idea.State.DESK, Idea.State.OPEN]).exclude(self.is_covered())

    def open(self):
        """What readers see, and vote for."""
        return self.filter(state=Idea.State.OPEN).exclude(self.is_covered())

    def covered(self):
        """What readers wished for and have now."""
        return self.filter(self.is_covered(), state=Idea.State.OPEN)

    def is_covered(self):
        return Q(role__isnull=False, role__publish_at__isnull=False, role__publish_at__lte=timezone.now())

    def called(self, words):
        """The one of these words in any spelling, or None; what was merged stands for what it was merged into."""
        same = Q(folded=same_words(words)[:200]) | Q(words=words)
        idea = self.filter(same).select_related("merged_into").first()
        return idea and (idea.merged_into or idea)


class Idea(models.Model):
    """A role somebody wished for."""

    class Source(models.TextChoices):
        EDITOR = "editor", _("an editor")
        SEARCH = "search", _("a search that found nothing")
        VOTES = "votes", _("readers' votes")

    class State(models.TextChoices):
        DESK = "desk", _("at the desk alone")
        OPEN = "open", _("readers vote for it")
        HELD = "held", _("waits to be read")
        REFUSED = "refused", _("refused")
        MERGED = "merged", _("the same as another")

    words = models.CharField(_("words"), max_length=200, unique=True)
    # The words as they are compared. None where an idea from before was the same as another.
    folded = models.CharField(max_length=200, unique=True, null=True, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=make_code, editable=False)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("from"), max_length=10, choices=Source, default=Source.EDITOR)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.DESK)
    wishes = models.PositiveIntegerField(_("wished for"), default=1)
    merged_into = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="same",
        editable=False,
        verbose_name=_("the same as"),
    )
    role = models.ForeignKey(
        Post,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="wished_as",
        limit_choices_to={"kind": "role"},
        verbose_name=_("the role that is about it"),
        help_text=_("Found by its day and by its name once it is out; name it where it is called otherwise."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering = ["-wishes", "words"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["desk", "open", "held", "refused", "merged"]), name="idea_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="idea_merged_into_one",
            ),
        ]
        indexes = [models.Index("state", F("wishes").desc(), "id", name="idea_most_wished_for")]  # the readers' list

    def __str__(self):
        return self.words

    def fill(self):
        """What follows from the words."""
        self.folded = same_words(self.words)[:200]

    def save(self, *args, **kwargs):
        self.fill()
        if (fields := kwargs.get("update_fields")) is not None and "words" in fields:
            kwargs["update_fields"] = {*fields, "folded"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return path_of("blog:wish", self.code)

    def is_covered(self):
        return self.role is not None and self.role.is_public()

    def takes_votes(self):
        return self.state in (self.State.DESK, self.State.OPEN, self.State.HELD) and not self.is_covered()


class Vote(models.Model):
    """Somebody's wish: an account's, or a stranger's known by a key that tells nothing about them."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["idea", "user"], condition=Q(user__isnull=False), name="vote_once_a_user"),
            models.UniqueConstraint(
                fields=["idea", "key"], condition=Q(user__isnull=True), name="vote_once_a_stranger"
            ),
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(key=""), name="vote_is_somebodys"),
        ]

    def __str__(self):
        return f"vote {self.idea_id}"


class WaitingReader(models.Model):
    """An address that is told once when a role appears, and deleted then."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="waiting")
    email = models.EmailField()
    folded_email = models.CharField(max_length=254, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=make_code)
    confirmed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reader who waits for a role")
        verbose_name_plural = _("readers who wait for a role")
        constraints = [models.UniqueConstraint(fields=["idea", "folded_email"], name="waiting_reader_once_an_idea")]
        indexes = [models.Index("created_at", condition=Q(confirmed_at=None), name="waiting_reader_unconfirmed")]

    def __str__(self):
        return self.code

    def save(self, *args, **kwargs):
        self.folded_email = self.email.casefold()
        super().save(*args, **kwargs)

    def get_confirm_url(self):
        return reverse("blog:wish-confirm", args=[wish_token(self.code, "confirm")])

    def get_stop_url(self):
        return reverse("blog:wish-stop", args=[wish_token(self.code, "stop")])
