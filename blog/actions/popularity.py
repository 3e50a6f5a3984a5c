"""How popular posts are: by how many read them; where nothing was counted, by what is said under them and age."""

import datetime
import math

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django_tasks import task

from blog.caching import make_stale
from blog.followups import periodic
from blog.models import Post, Standing

from .staleness import popular_posts

# A post twice this old needs ten times the comments to stand as high, among those that are read alike.
POPULARITY_DAYS = 30
# One reader in a month comes before any talk and age, which stay below this until the year 2791.
A_READER = 10_000
POSTS_AT_ONCE = 2000  # summed up in one transaction: nobody who writes waits longer than for these


def popularity(post, readers=0):
    """
    A number to sort by that needs no recomputing as time passes: more readers (of a month, about) come first; among
    equals, and while a blog has none, a newer post starts higher and comments lift it.
    """
    out_at = post.publish_at or post.first_published_at
    if out_at is None:
        return 0.0
    talk_and_age = out_at.timestamp() / (POPULARITY_DAYS * 86400) + math.log10(1 + post.comment_count)
    return readers * A_READER + talk_and_age


@periodic(datetime.timedelta(hours=1))
@task()
def renew_popularity():
    """
    Sum up what was counted. Pages are told once an hour at most, and those that show the first few only if they are
    others now: a page that changed with each view could not be kept.
    """
    before = popular_posts()
    changed = sum(renew(first, last) for first, last in slices())
    if changed:
        make_stale("popularity", *(["popular"] if popular_posts() != before else []), takes_away=False)


def slices():
    """(first, last) of the ids of all posts, so many at once."""
    last = Post.objects.aggregate(last=Max("pk"))["last"] or 0
    return [(first, first + POSTS_AT_ONCE - 1) for first in range(1, last + 1, POSTS_AT_ONCE)]


@transaction.atomic
def renew(first, last):
    """The posts whose ids are `first` to `last`. Says how many are read otherwise than before."""
    changed = Standing.objects.renew(first, last, timezone.localdate())
    untold = Standing.objects.untold().filter(post__gte=first, post__lte=last)
    readers = dict(untold.values_list("post", "readers_30"))
    # A post's own row is long and in many indexes: it is written when its number changed by a tenth.
    posts = list(Post.objects.filter(pk__in=readers).only("publish_at", "first_published_at", "comment_count"))
    for post in posts:
        post.popularity = popularity(post, readers[post.pk])
    Post.objects.bulk_update(posts, ["popularity"], batch_size=200)
    Standing.objects.filter(pk__in=readers).update(told=F("readers_30"))
    return changed
