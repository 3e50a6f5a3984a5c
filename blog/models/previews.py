"""The secret link under which a draft is shown as the reader's page, until it expires."""

import datetime

from django.core import signing

from .posts import Post
from .revisions import Sheet

PREVIEW_FOR = datetime.timedelta(days=7)
SALT = "preview"
SHEET_SALT = "preview of what is typed"


def preview_token(post):
    return signing.dumps(post.pk, salt=SALT)


def post_of_preview(token):
    """The post a preview link shows, or None when the link is not ours or too old."""
    pk = read(token, SALT)
    return pk and Post.objects.filter(pk=pk).first()


def sheet_preview_token(sheet):
    return signing.dumps(sheet.pk, salt=SHEET_SALT)


def sheet_of_preview(token):
    """The same of what somebody has typed and not saved."""
    pk = read(token, SHEET_SALT)
    return pk and Sheet.objects.filter(pk=pk).first()


def read(token, salt):
    try:
        return signing.loads(token, salt=salt, max_age=PREVIEW_FOR)
    except signing.BadSignature:
        return None
