"""What a reader's page says it is made of, beside the rows it read (those say so themselves)."""

from django.db.models import DateTimeField
from django.utils import timezone

from blog import caching
from blog.models import Post
from blog.models.prepared import Given, Prepared


@Prepared
def next_to_come_out():
    upcoming = Post.objects.scheduled(Given("now", DateTimeField()))
    return upcoming.order_by("publish_at").values_list("publish_at", flat=True)[:1]


def shows(*names):
    """
    The page shows these lists or numbers, and nothing about who reads it: it is kept, at most until the next post comes
    out by the clock. Who schedules one sooner makes the lists stale that it will enter.
    """
    if caching.is_drawing():
        caching.keep_page("posts:page", *names)  # standing pages are in every footer
        caching.until(next(iter(next_to_come_out(now=timezone.now())), None))
