"""Where texts show pictures, without a look at any text; and the addresses at which replaced files go on answering."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PictureUseQuerySet(models.QuerySet):
    def current(self):
        return self.filter(is_current=True)

    def earlier(self):
        """Shown once, and in a revision perhaps still."""
        return self.filter(is_current=False)


class PictureUse(models.Model):
    """That a text of a post shows a picture, or once did. Kept by actions whenever a post is saved."""

    picture = models.ForeignKey("blog.Picture", models.CASCADE, related_name="uses")
    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="picture_uses")
    place = models.CharField(max_length=10)  # one of Post.RICH_FIELDS
    is_current = models.BooleanField(default=True)

    objects = PictureUseQuerySet.as_manager()

    class Meta:
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["picture", "post", "place"], name="picture_use_once_a_text")]

    def __str__(self):
        return f"{self.picture_id} in {self.place} of {self.post_id}"


class FormerFile(models.Model):
    """A file of a picture from before it was replaced. Its address goes on, and shows what the picture is now."""

    picture = models.ForeignKey("blog.Picture", models.CASCADE, related_name="former_files")
    file = models.FileField(_("file"), upload_to="pictures/%Y/%m/", unique=True)
    width = models.PositiveIntegerField()

    class Meta:
        default_permissions = []

    def __str__(self):
        return self.file.name
