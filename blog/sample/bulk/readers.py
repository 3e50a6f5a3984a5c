"""Readers in bulk: a few posts that many read, many that a few read, more when they were new."""

import datetime

from django.utils import timezone

from blog.models import Readership

DAYS_BACK = (0, 2, 6, 15, 29, 80, 200)
MOST_A_DAY = 2000


def grow_readership(rng, post):
    """What was counted of a post that is saved: (post, day, opened, readers, read to the end) for some days."""
    today, out_on = timezone.localdate(), timezone.localdate(post.publish_at)
    weight = rng.paretovariate(0.9)
    for back in DAYS_BACK:
        day = today - datetime.timedelta(days=back)
        readers = min(MOST_A_DAY, int(weight * rng.random() * (4 if (day - out_on).days < 30 else 1)))
        if day >= out_on and readers:
            yield post.pk, day, readers + int(readers * rng.random()), readers, int(readers * rng.random() * 0.6)


def insert_readership(rng, posts):
    Readership.objects.add(row for post in posts for row in grow_readership(rng, post))
