"""What a reader's page says it is made of, beside the rows it read (those say so themselves)."""

from django.conf import settings
from django.db.models import DateTimeField, Model
from django.utils import timezone

from blog import caching
from blog.models import Post
from blog.models.prepared import Given, Prepared
from blog.models.watched import all_read


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


def page_values(*values):
    """
    All that decides how a page looks, as a short text for `{% drawn_from %}`: rows as they were read, before anything
    was done with them, or lists of such, and whatever `repr` tells from others.
    """
    return caching.digest([settings.SITE_URL, timezone.localdate(), *map(told, values)]).hex()


def told(value):
    if isinstance(value, Model):
        return all_read(value)
    return [told(each) for each in value] if isinstance(value, list) else value
