"""
Social cards: drawn once for each look a post has had, kept in the storage, and thrown away when the look changes.
"""

import hashlib
import json
import threading
from dataclasses import astuple
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks import task
from PIL import Image

from blog.art.cards import STYLE, Card, card_png
from blog.models import Post, SiteSettings

# One at a time in a process: a card takes a core a third of a second, and readers come first.
drawing = threading.Lock()
WAIT = 3  # seconds a reader's request waits for its turn


class TooBusy(Exception):
    """Other cards are being drawn; this one in a moment."""


def card_of(post, site_name):
    """(PNG bytes, key) of the post's card as it is now; drawn when there is none yet. Raises TooBusy."""
    card = describe(post, site_name)
    key = key_of(card, post.cover)
    path = f"cards/{post.pk}/{key}.png"
    if not default_storage.exists(path):
        if not drawing.acquire(timeout=WAIT):
            raise TooBusy
        try:
            if not default_storage.exists(path):
                draw(card, post.cover, path)
        finally:
            drawing.release()
    with default_storage.open(path) as file:
        return file.read(), key


@task(priority=-20)  # after letters
def draw_card(post_pk):
    """Have the card ready before the first who asks for it."""
    post = Post.objects.select_related("category", "slot__series", "cover").filter(pk=post_pk).first()
    if post is not None:
        card_of(post, SiteSettings.load().name)


def describe(post, site_name):
    series = post.slot.series.name if post.slot_id else post.get_kind_display().capitalize()
    return Card(
        title=post.title,
        site=site_name,
        series=series,
        seed=post.slug,
        day=post.day,
        motif=post.category.motif if post.category_id else "",
        hue=post.category.hue if post.category_id else 0,
    )


def key_of(card, cover):
    look = [STYLE, *astuple(card), *([cover.sha256, cover.focal_x, cover.focal_y] if cover else [])]
    return hashlib.sha256(json.dumps(look).encode()).hexdigest()[:16]


def draw(card, cover, path):
    default_storage.save(path, ContentFile(card_png(card, *(photograph(cover) if cover else ()))))
    folder, key = str(PurePosixPath(path).parent), PurePosixPath(path).stem
    for name in default_storage.listdir(folder)[1]:
        if not name.startswith(key):
            default_storage.delete(f"{folder}/{name}")


def photograph(cover):
    """(image, focus) of a cover; (None, middle) when its file is lost, since a drawn card is better than none."""
    try:
        with cover.file.open() as file, Image.open(file) as image:
            image.draft("RGB", (1600, 1600))
            return image.convert("RGB"), (cover.focal_x, cover.focal_y)
    except OSError:
        return None, (0.5, 0.5)
