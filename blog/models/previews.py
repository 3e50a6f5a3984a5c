"""The secret link under which a draft is shown as the reader's page, until it expires."""

import datetime

from django.core import signing

from .posts import Post

PREVIEW_FOR = datetime.timedelta(days=7)
SALT = "preview"


def preview_token(post):
    return signing.dumps(post.pk, salt=SALT)


def post_of_preview(token):
    """The post a preview link shows, or None when the link is not ours or too old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=PREVIEW_FOR)
    except signing.BadSignature:
        return None
    return Post.objects.filter(pk=pk).first()
