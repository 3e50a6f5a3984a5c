"""
Another file for a picture, under the addresses it had. Pages name a new file at once, since browsers keep the old one;
whoever asks at an old address gets the picture as it is now, in the format the address names.
"""

import hashlib
import io

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django_tasks import task
from PIL import Image

from blog.followups import enqueue_latest
from blog.models import FormerFile, Picture
from blog.uploads import put

from .picture_uses import posts_showing
from .pictures import BadPicture, read, redrawn
from .posts import refresh_in_turn
from .renditions import SAVING, make_renditions

FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}
OPTIONS = {"JPEG": {"quality": 90, "optimize": True}, "PNG": {}} | {
    format.name: options for format, options in SAVING.items()
}
PAPER = (255, 255, 255)  # what shows through where a format knows nothing clear


def read_replacement(uploaded_file, picture):
    """(what is to be kept, its digest) of an upload that is to stand in the picture's place. Raises BadPicture."""
    data = read(uploaded_file)
    digest = hashlib.sha256(data).hexdigest()
    if digest == picture.sha256:
        raise BadPicture(_("This is the very file that the picture has now."))
    if there := Picture.objects.filter(sha256=digest).first():
        raise already_there(there)
    return redrawn(data, uploaded_file.name, digest), digest


def already_there(picture):
    return BadPicture(
        _("This file is in the library already: “%(picture)s”. Choose that one where it is wanted.")
        % {"picture": picture}
    )


def replace_file(picture, content, digest):
    """Give a picture another file, made by `read_replacement`. Words and focal point stay. Raises BadPicture."""
    picture.file.save(content.name, content, save=False)
    new = picture.file.name
    try:
        with transaction.atomic():
            stored = Picture.objects.select_for_update().prefetch_related("renditions").get(pk=picture.pk)
            remember_files(stored)
            picture.sha256 = digest
            picture.save()
            enqueue_latest(f"replaced/{picture.pk}", follow_replacement, picture.pk)
    except IntegrityError as error:  # somebody else has sent the same file at the same moment
        picture.file.storage.delete(new)
        raise already_there(Picture.objects.get(sha256=digest)) from error


def remember_files(picture):
    """Its files are former ones from now on. Their rows alone go, without the signal that takes files along."""
    files = [picture, *picture.renditions.all()]
    FormerFile.objects.bulk_create(FormerFile(picture=picture, file=one.file.name, width=one.width) for one in files)
    picture.renditions.all()._raw_delete(using=picture._state.db)


@task()
def follow_replacement(picture_pk):
    """Posts first, then renditions, then the old addresses. Safe to run again."""
    picture = Picture.objects.filter(pk=picture_pk).first()
    if picture is None:
        return
    refresh_in_turn(posts_showing(picture))
    make_renditions.call(picture_pk)
    renditions = list(picture.renditions.all())
    with picture.file.open() as file, Image.open(file) as image:
        image.load()
        for former in picture.former_files.all():
            put(former.file.storage, former.file.name, as_it_is_now(former, image, renditions))


def as_it_is_now(former, image, renditions):
    """The picture in the format that a former file's name ends in, about as wide as that was."""
    ending = former.file.name.rpartition(".")[2].lower()
    if made := [one for one in renditions if one.format == ending]:
        wide = [one for one in made if one.width >= former.width] or [max(made, key=lambda one: one.width)]
        with min(wide, key=lambda one: one.width).file.open() as file:
            return ContentFile(file.read())
    return ContentFile(encoded(image, FORMATS[ending], former.width))


def encoded(image, format, width):
    if format == "JPEG" and image.mode == "RGBA":
        image = Image.composite(image.convert("RGB"), Image.new("RGB", image.size, PAPER), image.getchannel("A"))
    image = image.copy()
    image.thumbnail((width, max(image.height, 1)), Image.Resampling.LANCZOS)
    content = io.BytesIO()
    image.save(content, format, **OPTIONS[format])
    return content.getvalue()
