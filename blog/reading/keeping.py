"""What a reader's page says it is made of, beside the rows it read (those say so themselves)."""

from blog import caching
from blog.models import Post


def shows(*names):
    """
    The page shows these lists or numbers, and nothing about who reads it: it is kept, at most until the next post comes
    out by the clock. Who schedules one sooner makes the lists stale that it will enter.
    """
    if caching.is_drawing():
        caching.keep_page("posts:page", *names)  # standing pages are in every footer
        upcoming = Post.objects.scheduled().order_by("publish_at").values_list("publish_at", flat=True)
        caching.until(upcoming.first())
