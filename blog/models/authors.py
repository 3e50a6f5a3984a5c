from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.paths import path_of

from .addresses import Addressed
from .links import LinkField


class AuthorQuerySet(models.QuerySet):
    def of_the_house(self):
        """Not those of readers, who have one when they write a story."""
        return self.filter(models.Q(user=None) | models.Q(user__is_staff=True))

    def known(self):
        """Those with a page: readers have theirs once an editor let something of theirs come out."""
        is_reader = models.Q(user__isnull=False, user__is_staff=False)
        published = Byline.objects.filter(author=models.OuterRef("pk"), post__publish_at__lte=timezone.now())
        return self.filter(~is_reader | models.Exists(published))


class Author(Addressed):
    """A byline. It may belong to an account, or stand for someone who has none here."""

    name = models.CharField(_("name"), max_length=120)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
    )
    bio = models.TextField(_("about the author"), blank=True)
    website = LinkField(_("website"), blank=True)
    picture = models.ForeignKey(
        "blog.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    import_reference = models.CharField(max_length=300, null=True, blank=True, unique=True, editable=False)

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_of("blog:author", self.slug)


class Byline(models.Model):
    """One author of one post, in the order of the byline."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines", verbose_name=_("author"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["post", "author"], name="byline_once_a_post")]

    def __str__(self):
        return str(self.author)
