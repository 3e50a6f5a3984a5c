from functools import cache

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from blog.markup import PagePicture

from .picture_uses import PictureUse
from .watched import Watched
from .words import folded

# What is accepted, before and after decoding. A small file can hold a huge picture, so both count.
MAX_UPLOAD_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
WIDTHS = (320, 640, 960, 1280, 1920)
MOST_WORDS = 10  # of a search
# What knows a picture without showing it.
ABOUT_PICTURES = {"rendition", "pictureuse", "formerfile", "pictureorigin"}

# What `src` names, for readers whose browser takes neither format or no srcset: feeds, mail, old ones.
FALLBACK_WIDTH = 1280


class PictureQuerySet(models.QuerySet):
    def with_words(self, asked):
        """Those that have each of these words in their texts, their credit or the name of their file."""
        found = self
        for word in folded(asked.replace("\0", "")).split()[:MOST_WORDS]:
            found = found.filter(folded__contains=word)
        return found

    def undescribed(self):
        return self.filter(alt="", is_decorative=False)

    def used(self):
        return self.filter(is_shown())

    def unused(self):
        return self.filter(~is_shown())

    def for_page(self, pks):
        """{pk: PagePicture} of these pictures, as `markup.prepare_for_page` takes them. Two queries."""
        pictures = self.filter(pk__in=pks).prefetch_related("renditions")
        return {picture.pk: picture.for_page() for picture in pictures}


@cache
def showing_fields():
    """The foreign keys by which rows of any kind show a picture: covers, portraits, whatever comes to be."""
    relations = [one for one in Picture._meta.get_fields(include_hidden=True) if one.one_to_many or one.one_to_one]
    return [one.field for one in relations if one.related_model._meta.model_name not in ABOUT_PICTURES]


def is_shown():
    """A condition: something shows this picture. By keys with an index each."""
    condition = Exists(PictureUse.objects.current().filter(picture=OuterRef("pk")))
    for field in showing_fields():
        condition |= Exists(field.model._base_manager.filter(**{field.name: OuterRef("pk")}))
    return condition


def count_uses(pks):
    """{pk: number of places} of these pictures, without those that have none. A query for each kind of place."""
    places = [(PictureUse.objects.current(), "picture")]
    places += [(field.model._base_manager.all(), field.name) for field in showing_fields()]
    counts = {}
    for rows, name in places:
        found = rows.filter(**{f"{name}__in": pks}).order_by().values_list(name)
        for pk, number in found.annotate(number=Count("pk")):
            counts[pk] = counts.get(pk, 0) + number
    return counts


def count_earlier(pks):
    """{pk: number of posts} whose texts once showed one of these pictures; older revisions may."""
    rows = PictureUse.objects.earlier().filter(picture__in=pks).order_by().values_list("picture")
    return dict(rows.annotate(number=Count("post", distinct=True)))


class Picture(Watched):
    """An uploaded picture: re-encoded, without metadata, with its renditions beside it."""

    file = models.ImageField(_("file"), upload_to="pictures/%Y/%m/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    sha256 = models.CharField(max_length=64, unique=True, editable=False, null=True)  # of the bytes as they came
    alt = models.CharField(
        _("alternative text"), max_length=300, blank=True, help_text=_("What a person who cannot see it should know.")
    )
    is_decorative = models.BooleanField(_("decorative"), default=False, help_text=_("It adds nothing to the text."))
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    focal_x = models.FloatField(_("focal point, from the left"), default=0.5)
    focal_y = models.FloatField(_("focal point, from the top"), default=0.5)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    folded = models.TextField(editable=False, blank=True)  # what a search looks at: databases fold case unlike

    TEXTS = ("alt", "is_decorative", "caption", "credit", "licence")

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focal_x__range=(0, 1), focal_y__range=(0, 1)), name="picture_focal_point_inside"
            ),
            models.CheckConstraint(
                condition=models.Q(is_decorative=False) | models.Q(alt=""), name="picture_decorative_has_no_alt"
            ),
        ]
        indexes = [models.Index(fields=["-uploaded_at"], name="picture_newest")]  # the library, by date

    def __str__(self):
        return self.alt or self.file_name

    def save(self, *args, update_fields=None, **kwargs):
        self.folded = folded(" ".join([self.alt, self.caption, self.credit, self.licence, self.file_name]))
        if update_fields is not None:
            update_fields = {*update_fields, "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def file_name(self):
        return self.file.name.rpartition("/")[2]

    def is_described(self):
        return self.is_decorative or bool(self.alt.strip())

    def for_page(self, sizes=PagePicture.sizes):
        """What a page needs to show it. Asks the database nothing when its renditions were prefetched."""
        renditions = list(self.renditions.all())
        sources = []
        for format in Rendition.Format:
            srcset = ", ".join(
                f"{rendition.file.url} {rendition.width}w" for rendition in renditions if rendition.format == format
            )
            if srcset:
                sources.append((f"image/{format}", srcset))
        src = self.fallback(renditions).file.url
        return PagePicture(src, self.width, self.height, sources, sizes, self.alt, self.credit, self.licence)

    def thumbnail(self):
        """The file of its smallest WebP rendition, or its own. Asks nothing when its renditions were prefetched."""
        webp = [one for one in self.renditions.all() if one.format == Rendition.Format.WEBP]
        return min(webp, key=lambda one: one.width, default=self).file

    def fallback(self, renditions):
        """The largest WebP rendition that a page would show at full width, or the picture itself."""
        webp = [one for one in renditions if one.format == Rendition.Format.WEBP and one.width <= FALLBACK_WIDTH]
        return max(webp, key=lambda one: one.width, default=self)


class Rendition(models.Model):
    """One size and format of a picture, made once by the follow-up work."""

    class Format(models.TextChoices):
        AVIF = "avif", "AVIF"
        WEBP = "webp", "WebP"

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")
    format = models.CharField(max_length=4, choices=Format)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(upload_to="renditions/%Y/%m/")

    class Meta:
        ordering = ["format", "width"]
        constraints = [models.UniqueConstraint(fields=["picture", "format", "width"], name="rendition_once_a_size")]

    def __str__(self):
        return f"{self.picture_id} {self.format} {self.width}"
