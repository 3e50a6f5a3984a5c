"""What a reader follows, of what they were told, and how their desk stands. For the reader alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .authors import Author
from .comments import CODE_LENGTH, make_code
from .posts import Post
from .series import Series
from .skills import Skill
from .tags import Tag
from .tokens import desk_mail_token

MOST_FOLLOWED = 200
# What one follows, by the names of its columns.
FOLLOWED = {"series": Series, "tag": Tag, "skill": Skill, "author": Author, "role": Post}


def only_one_of(names):
    """A condition: exactly one of these columns is filled."""
    one = Q()
    for filled in names:
        others = {f"{name}__isnull": name != filled for name in names}
        one |= Q(**others)
    return one


class Follow(models.Model):
    """That a reader wants to hear what is new of a series, tag, skill or author, or what changed in a role."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    series = models.ForeignKey(Series, models.CASCADE, null=True, blank=True, related_name="+")
    tag = models.ForeignKey(Tag, models.CASCADE, null=True, blank=True, related_name="+")
    skill = models.ForeignKey(Skill, models.CASCADE, null=True, blank=True, related_name="+")
    author = models.ForeignKey(Author, models.CASCADE, null=True, blank=True, related_name="+")
    role = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=only_one_of(FOLLOWED), name="follow_of_one_thing"),
            *(models.UniqueConstraint(fields=["reader", name], name=f"follow_once_a_{name}") for name in FOLLOWED),
        ]

    def __str__(self):
        return f"follow {self.pk}"

    @property
    def kind(self):
        return next(name for name in FOLLOWED if getattr(self, f"{name}_id"))

    @property
    def thing(self):
        return getattr(self, self.kind)


class FollowLetter(models.Model):
    """
    That a reader was told of a post, or of what changed in it on a day: nobody is told twice, however often the work is
    done again. Not of the change note itself, whose row is another one after a change of the post is taken back.
    """

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    changed_on = models.DateField(null=True, blank=True)  # None: that it came out
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "post"], condition=Q(changed_on__isnull=True), name="told_once_of_a_post"
            ),
            models.UniqueConstraint(fields=["reader", "post", "changed_on"], name="told_once_of_a_change"),
        ]

    def __str__(self):
        return f"told {self.pk}"


class ReaderDesk(models.Model):
    """How a reader's desk stands, and which letters they want. There is none while nothing was ever set."""

    reader = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="desk")
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=make_code, editable=False)
    has_follow_letters = models.BooleanField(_("what is new of what I follow, at most one letter a day"), default=True)
    has_story_letters = models.BooleanField(_("what editors say of my stories"), default=True)
    told_at = models.DateTimeField(null=True, editable=False)  # when the last letter about follows was written
    talk_seen_at = models.DateTimeField(null=True, editable=False)  # answers and mentions before this are read

    class Meta:
        verbose_name = _("reader's desk")
        verbose_name_plural = _("readers' desks")

    def __str__(self):
        return self.code

    def get_mail_url(self):
        """Where the letters are chosen without signing in; good for ever, since it stands in every letter."""
        return reverse("blog:mail-by-link", args=[desk_mail_token(self.code)])

    def get_stop_url(self):
        return reverse("blog:mail-stop", args=[desk_mail_token(self.code)])
