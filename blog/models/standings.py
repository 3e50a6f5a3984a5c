"""
How much each post is read of late, summed up. A table of its own and a narrow one: the numbers change all the time,
and a post's own row is long and stands in many indexes.
"""

import datetime

from django.db import connections, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.lookups import In
from django.utils.translation import gettext_lazy as _

from .counting import Readership
from .posts import Post
from .prepared import PreparedForEach

PERIODS = (7, 30, 365)  # days
# One part in so many has to change in a month's sum before what was made from it is made anew.
TELLING_PART = 10

RENEW = """
INSERT INTO blog_standing (post_id, readers_7, readers_30, readers_365, told)
SELECT post_id, SUM(CASE WHEN day > %s THEN readers ELSE 0 END), SUM(CASE WHEN day > %s THEN readers ELSE 0 END),
       SUM(readers), 0
FROM blog_readership WHERE post_id BETWEEN %s AND %s AND day > %s GROUP BY post_id
ON CONFLICT (post_id) DO UPDATE SET
    readers_7 = excluded.readers_7, readers_30 = excluded.readers_30, readers_365 = excluded.readers_365
WHERE (blog_standing.readers_7, blog_standing.readers_30, blog_standing.readers_365)
   <> (excluded.readers_7, excluded.readers_30, excluded.readers_365)
"""


class StandingQuerySet(models.QuerySet):
    def renew(self, first, last, today):
        """Sum up anew for the posts whose ids are `first` to `last`. Says how many changed."""
        week, month, year = (today - datetime.timedelta(days=days) for days in PERIODS)
        with connections[self.db].cursor() as cursor:
            cursor.execute(RENEW, [week, month, first, last, year])
            changed = cursor.rowcount
        still_read = Readership.objects.filter(post=OuterRef("pk"), day__gt=year)
        silent = self.filter(~Exists(still_read), post__gte=first, post__lte=last, readers_365__gt=0)
        return changed + silent.update(readers_7=0, readers_30=0, readers_365=0)

    def untold(self):
        """Those whose month is another by more than a little since `told` was written down."""
        now, told = F("readers_30") * TELLING_PART, F("told")
        changed = self.alias(now=now)
        return changed.filter(Q(now__gt=told * (TELLING_PART + 1)) | Q(now__lt=told * (TELLING_PART - 1)))

    def told_of(self, posts):
        """{id: readers of a month, about} of posts given by their ids, those without any left out."""
        return dict(told_of(posts))


@PreparedForEach
def told_of(posts):
    return Standing.objects.filter(In(F("post"), posts), told__gt=0).values_list("post", "told")


class Standing(models.Model):
    """Readers of the last days, each once a day."""

    post = models.OneToOneField(Post, models.CASCADE, primary_key=True, related_name="standing")
    readers_7 = models.PositiveIntegerField(_("in 7 days"), default=0)
    readers_30 = models.PositiveIntegerField(_("in 30 days"), default=0)
    readers_365 = models.PositiveIntegerField(_("in a year"), default=0)
    told = models.PositiveIntegerField(default=0)  # the month as the post's popularity knows it

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("readers of a post")
        verbose_name_plural = _("readers")
        indexes = [  # the lists of what is read most
            models.Index(F(f"readers_{days}").desc(), F("post").desc(), name=f"standing_{days}") for days in PERIODS
        ]

    def __str__(self):
        return f"{self.readers_7}, {self.readers_30}, {self.readers_365}"
