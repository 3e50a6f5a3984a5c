"""Posts a reader keeps, in lists of their own, and posts they have read. For the reader alone."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.paths import path_of

from .comments import CODE_LENGTH, make_code
from .posts import Post

MOST_KEPT = 1000
MOST_LISTS = 50


class KeptListQuerySet(models.QuerySet):
    def with_numbers(self):
        """Each with how many of its posts the public may see: others are not shown."""
        public = Q(posts__post__in=Post.objects.published().order_by().values("pk"))
        return self.annotate(number=Count("posts", filter=public)).order_by(Lower("name"))


class KeptList(models.Model):
    """A name under which a reader keeps posts."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_lists")
    name = models.CharField(_("name"), max_length=80)
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=make_code, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = KeptListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of kept posts")
        verbose_name_plural = _("lists of kept posts")
        constraints = [models.UniqueConstraint("reader", Lower("name"), name="kept_list_name_once_a_reader")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_of("blog:kept-list", self.code)


class KeptPost(models.Model):
    """That a reader keeps a post: in one list, or in none."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_posts")
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    kept_list = models.ForeignKey(KeptList, models.SET_NULL, null=True, blank=True, related_name="posts")
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kept post")
        verbose_name_plural = _("kept posts")
        ordering = ["-kept_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["reader", "post"], name="post_kept_once")]

    def __str__(self):
        return f"kept {self.pk}"


class ReadPost(models.Model):
    """
    That a reader has read a post. Of the post and not of its day: a post that moves to another day is still read, and
    the one that takes its place is not.
    """

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="read_posts")
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("post that was read")
        verbose_name_plural = _("posts that were read")
        constraints = [models.UniqueConstraint(fields=["reader", "post"], name="post_read_once")]

    def __str__(self):
        return f"read {self.pk}"
