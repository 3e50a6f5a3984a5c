"""Pictures for tests: good ones, odd ones and such as are meant to do harm."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin


def scene(width=800, height=600, mode="RGB"):
    """Something like a photograph: far more colours than a drawing has."""
    across = Image.linear_gradient("L").resize((width, height))
    down = Image.linear_gradient("L").rotate(90).resize((width, height))
    noise = Image.effect_noise((width, height), 60)
    return Image.merge("RGB", (across, down, noise)).convert(mode)


def saved(image, format, **options):
    content = io.BytesIO()
    image.save(content, format, **options)
    return content.getvalue()


def upload(content, name="picture.jpg"):
    return SimpleUploadedFile(name, content)


def photograph(width=800, height=600, **options):
    return upload(saved(scene(width, height), "JPEG", **options))


def png_of(width, height):
    """The head of a PNG that says how large it is, and next to nothing else: a bomb of a hundred bytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def moving(format, frames=2000):
    images = [Image.new("P", (20, 20), number % 250) for number in range(frames)]
    return saved(images[0], format, save_all=True, append_images=images[1:], duration=20)


def with_words_inside():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "secret words")
    return saved(scene(), "PNG", pnginfo=words)
