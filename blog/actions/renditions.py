"""The sizes and formats of a picture, made by the follow-up work: encoding takes seconds that no request has."""

import io

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django_tasks import task
from PIL import Image

from blog.models import Picture, Rendition
from blog.models.pictures import WIDTHS

from .picture_uses import posts_showing
from .posts import refresh_in_turn
from .staleness import tell_saved

MAX_HEIGHT = 16383  # WebP has no more
# AVIF gains little below speed 8 and takes many times as long. One thread: the other core is the readers'.
SAVING = {
    Rendition.Format.AVIF: {"quality": 60, "speed": 8, "max_threads": 1},
    Rendition.Format.WEBP: {"quality": 80, "method": 4},
}


@task()
def make_renditions(picture_pk):
    """Make those a picture lacks, then let the posts that show it in their texts know. Safe to run again."""
    picture = Picture.objects.filter(pk=picture_pk).first()
    if picture is None:
        return
    wanted = sizes(picture.width, picture.height)
    there = set(picture.renditions.values_list("format", "width"))
    missing = [(format, size) for size in wanted for format in Rendition.Format if (format, size[0]) not in there]
    if missing:
        with picture.file.open() as file, Image.open(file) as image:
            image.load()
            for format, size in missing:
                make_rendition(picture, image, format, size)
        tell_saved(picture)  # pages that have it as a cover
    refresh_in_turn(posts_showing(picture))


def sizes(width, height):
    """The (width, height) of each rendition: the usual widths, none larger than the picture itself."""
    widths = {usual for usual in WIDTHS if usual < width} | {min(width, WIDTHS[-1])}
    found = [(each, max(1, round(height * each / width))) for each in sorted(widths)]
    return [size for size in found if size[1] <= MAX_HEIGHT]


def make_rendition(picture, image, format, size):
    content = io.BytesIO()
    resized = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0) if size != image.size else image
    resized.save(content, format.name, **SAVING[format])
    rendition = Rendition(picture=picture, format=format, width=size[0], height=size[1])
    stem = picture.file.name.rpartition("/")[2].rpartition(".")[0]
    rendition.file.save(f"{stem}-{size[0]}.{format}", ContentFile(content.getvalue()), save=False)
    try:
        with transaction.atomic():
            Picture.objects.select_for_update().only("pk").get(pk=picture.pk, file=picture.file.name)
            rendition.save()
    except (IntegrityError, Picture.DoesNotExist):  # another worker was here, or it was deleted or replaced meanwhile
        rendition.file.delete(save=False)
