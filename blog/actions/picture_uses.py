"""The index of which texts show which pictures, kept with each post that is brought up to date."""

from django.db.models import F
from django.db.models.lookups import In

from blog.markup import picture_ids
from blog.models import PictureUse, Post
from blog.models.prepared import PreparedForEach


@PreparedForEach
def uses_of(posts):
    return PictureUse.objects.filter(In(F("post"), posts))


def keep_picture_uses(posts, there):
    """Note what the texts of these posts show; `there`: the pictures that are there at all. One query, or more."""
    shown = {
        (number, post.pk, field)
        for post in posts
        for field in Post.RICH_FIELDS
        for number in picture_ids(getattr(post, field))
        if number in there
    }
    noted = {(use.picture_id, use.post_id, use.place): use for use in uses_of(post.pk for post in posts)}
    changed = [use for key, use in noted.items() if use.is_current != (key in shown)]
    for is_current in (True, False):
        if pks := [use.pk for use in changed if use.is_current != is_current]:
            PictureUse.objects.filter(pk__in=pks).update(is_current=is_current)
    PictureUse.objects.bulk_create(
        (PictureUse(picture_id=number, post_id=post, place=field) for number, post, field in shown - set(noted)),
        ignore_conflicts=True,
    )


def posts_showing(picture):
    """The posts that have the picture in one of their texts."""
    uses = PictureUse.objects.current().filter(picture=picture)
    return Post.objects.filter(pk__in=uses.values("post"))
