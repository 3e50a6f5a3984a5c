"""The secret link under which a draft is shown as the reader's page, until it expires or is ended."""

import datetime
import time

from django.core import signing
from django.db import models
from django.utils import timezone

from .posts import Post
from .revisions import Sheet

PREVIEW_FOR = datetime.timedelta(days=7)
SALT = "preview"
SHEET_SALT = "preview of what is typed"


class PreviewEnd(models.Model):
    """No link to this post that was made before leads anywhere."""

    post = models.OneToOneField(Post, models.CASCADE, primary_key=True, related_name="preview_end")
    ended_at = models.DateTimeField()

    class Meta:
        default_permissions = []

    def __str__(self):
        return str(self.post_id)


def preview_token(post):
    return signing.dumps([post.pk, time.time()], salt=SALT)


def post_of_preview(token):
    """The post a preview link shows, or None when the link is not ours, too old, or ended."""
    pk, made_at = read(token, SALT)
    post = pk and Post.objects.filter(pk=pk).first()
    return post if post and not is_ended(post.pk, made_at) else None


def sheet_preview_token(sheet):
    return signing.dumps([sheet.pk, time.time()], salt=SHEET_SALT)


def sheet_of_preview(token):
    """The same of what somebody has typed and not saved."""
    pk, made_at = read(token, SHEET_SALT)
    sheet = pk and Sheet.objects.filter(pk=pk).first()
    return sheet if sheet and not is_ended(sheet.post_id, made_at) else None


def read(token, salt):
    """(number of the row, when the link was made), or twice None."""
    try:
        pk, made_at = signing.loads(token, salt=salt, max_age=PREVIEW_FOR)
    except (signing.BadSignature, TypeError):
        return None, None
    return pk, made_at


def is_ended(post_pk, made_at):
    end = PreviewEnd.objects.filter(post=post_pk).first() if post_pk else None
    return end is not None and made_at <= end.ended_at.timestamp()


def end_previews(post):
    """Nobody sees the post by a link that was given out until now."""
    PreviewEnd.objects.update_or_create(post=post, defaults={"ended_at": timezone.now()})
