"""
Taking a picture in: whatever somebody sends is decoded under limits of our own and written anew, so that nothing of
the file but its pixels gets any further. Its renditions are made afterwards, by the follow-up work.
"""

import hashlib
import io
import logging

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from blog.followups import enqueue_once
from blog.models import Picture
from blog.models.pictures import MAX_PIXELS, MAX_UPLOAD_BYTES
from blog.models.slugs import slugify

from .renditions import make_renditions

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# Larger ones are scaled down: no screen shows more.
MAX_WIDTH = 3840
MAX_HEIGHT = 16000
DRAWN = ("PNG", "GIF", "WEBP")  # what drawings and screens come as; with this few colours they are one
FEW_COLOURS = 4096
log = logging.getLogger(__name__)


class BadPicture(Exception):
    """The file cannot become a picture; the message says why and what to do, for the person who sent it."""


def store_picture(uploaded_file, *, alt="", is_decorative=False, caption="", credit="", licence="", by=None):
    """
    The Picture of an uploaded (or any opened, named) file. The same file twice is one picture: words the first one has
    stay, those it lacks are taken from the second. Raises BadPicture.
    """
    data = read(uploaded_file)
    words = fitting(alt=alt, caption=caption, credit=credit, licence=licence)
    words["is_decorative"] = is_decorative and not words["alt"]
    digest = hashlib.sha256(data).hexdigest()
    if known := Picture.objects.filter(sha256=digest).first():
        return with_words(known, words)
    picture = Picture(sha256=digest, uploaded_by=by, **words)
    content = redrawn(data, uploaded_file.name, digest)
    try:
        picture.file.save(content.name, content, save=False)
    except OSError as error:
        log.error("A picture could not be kept: %s", error)
        raise BadPicture(
            _("The server has no room for pictures now. Tell whoever runs it, and try again later.")
        ) from None
    try:
        with transaction.atomic():
            picture.save()
            enqueue_once(f"renditions/{picture.pk}", make_renditions, picture.pk)
    except IntegrityError:  # somebody else sent the same file at the same moment
        picture.file.delete(save=False)
        return with_words(Picture.objects.get(sha256=digest), words)
    return picture


def forget_file(instance, **_kwargs):
    """After a picture or rendition is deleted: its file goes too, once nothing can bring the row back."""
    storage, name = instance.file.storage, instance.file.name
    transaction.on_commit(lambda: storage.delete(name))


def fitting(**words):
    """Texts as the table takes them: imported ones were never held to a length."""
    limits = {name: Picture._meta.get_field(name).max_length for name in words}
    return {name: text.replace("\0", "").strip()[: limits[name]] for name, text in words.items()}


def with_words(picture, words):
    missing = {name: value for name, value in words.items() if value and not getattr(picture, name)}
    if picture.is_described():
        missing = {name: value for name, value in missing.items() if name not in ("alt", "is_decorative")}
    for name, value in missing.items():
        setattr(picture, name, value)
    if missing:
        picture.save(update_fields=list(missing))
    return picture


def read(uploaded_file):
    uploaded_file.seek(0)
    data = uploaded_file.read(MAX_UPLOAD_BYTES + 1)
    if not data:
        raise BadPicture(_("This file is empty."))
    if len(data) > MAX_UPLOAD_BYTES:
        raise BadPicture(
            _("This file is larger than %(limit)d MB. Save the picture smaller and try again.")
            % {"limit": MAX_UPLOAD_BYTES // 1024**2}
        )
    return data


def decode(data):
    """
    The first frame as RGB or RGBA pixels in sRGB, upright, without anything else; and whether it may be a drawing.
    Only the first: what moves by itself needs a way to be stopped (WCAG 2.2.2), and a small file can hold frames
    without end.
    """
    with open_picture(data) as image:
        may_be_drawn = image.format in DRAWN
        if image.width * image.height > MAX_PIXELS:
            raise too_many_pixels()
        if image.mode != "CMYK":
            image.draft("RGB", (MAX_WIDTH, MAX_HEIGHT))  # a JPEG can be read at half its size or less
        try:
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            image = in_srgb(image)
        except Exception as error:  # a damaged file leads decoders to raise nearly anything
            raise BadPicture(_("This picture is damaged or incomplete. Save it again and try once more.")) from error
    image.thumbnail((MAX_WIDTH, MAX_HEIGHT), Image.Resampling.LANCZOS)
    image.info = {}
    return image, may_be_drawn


def open_picture(data):
    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_many_pixels() from error
    except Exception as error:
        raise BadPicture(_("This is not a picture we can read. Use JPEG, PNG, WebP, AVIF or GIF.")) from error


def too_many_pixels():
    return BadPicture(
        _("This picture has more than %(limit)d million pixels. Scale it down and try again.")
        % {"limit": MAX_PIXELS // 1_000_000}
    )


def in_srgb(image):
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits a grey
        image = image.convert("I").point(lambda level: level / 256).convert("L")
    has_alpha = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    wanted = "RGBA" if has_alpha else "RGB"
    if profile and (converted := converted_by(profile, image, wanted)):
        image = converted
    if image.mode != wanted or "transparency" in image.info:
        image = image.convert(wanted)
    if has_alpha and image.getextrema()[3][0] == 255:
        image = image.convert("RGB")
    return image


def converted_by(profile, image, wanted):
    """The image with its colours read by its own profile, or None where the two do not fit."""
    if image.mode not in ("RGB", "RGBA", "CMYK"):
        image = image.convert(wanted)
    try:
        return ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=wanted
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def encode(image, may_be_drawn):
    """(bytes, ending). Photographs become JPEG; drawings and what is partly clear keep their edges."""
    content = io.BytesIO()
    is_drawn = may_be_drawn and image.getcolors(maxcolors=FEW_COLOURS) is not None
    if image.mode == "RGBA":
        image.save(content, "WEBP", lossless=is_drawn, quality=90, method=4)
        return content.getvalue(), "webp"
    if is_drawn:
        image.save(content, "PNG")
        return content.getvalue(), "png"
    image.save(content, "JPEG", quality=90, progressive=True, optimize=True)
    return content.getvalue(), "jpg"


def redrawn(data, name, digest):
    """The bytes of an upload as a file that may be kept. Raises BadPicture."""
    content, ending = encode(*decode(data))
    return ContentFile(content, file_name(name, digest, ending))  # the nameless have no size, Django thinks


def file_name(name, digest, ending):
    stem = slugify((name or "").replace("\\", "/").rpartition("/")[2].rpartition(".")[0])[:60].strip("-")
    return f"{stem or 'picture'}-{digest[:8]}.{ending}"
