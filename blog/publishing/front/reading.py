"""What was read this week: views by day as a plot, the posts most read, the searches that found nothing."""

import datetime

from django.core.cache import cache
from django.db.models import Sum
from django.utils import timezone

from blog.models import MissedSearch, Post, Readership

from .plots import Plot

DAYS_PLOTTED, WEEK = 14, 7
SHOWN = 5
KEEP = 600  # seconds: days that are over change no more, but for what is written late


def reading(user):
    if not user.has_perm("blog.view_standing"):
        return None
    today = timezone.localdate()
    days = read_by_day(today)
    views = [views for _day, views, _readers in days]
    return {
        "days": days,
        "plot": Plot([(day, number) for day, number, _readers in days], marked=WEEK),
        "this_week": sum(views[-WEEK:]),
        "week_before": sum(views[:-WEEK]),
        "top": list(top_posts()),
        "missed": list(missed(today)) if user.has_perm("blog.view_missedsearch") else [],
    }


def read_by_day(today):
    """[(day, opened, readers)] of the last days, today's the last."""
    first = today - datetime.timedelta(days=DAYS_PLOTTED - 1)
    yesterday = today - datetime.timedelta(days=1)
    past = cache.get_or_set(f"desk/read/{today}", lambda: sums(first, yesterday), KEEP)
    numbers = {**past, **sums(today, today)}
    days = [first + datetime.timedelta(days=n) for n in range(DAYS_PLOTTED)]
    return [(day, *numbers.get(day, (0, 0))) for day in days]


def sums(first, last):
    """{day: (opened, readers)} of all posts together."""
    rows = Readership.objects.filter(day__range=(first, last)).order_by().values_list("day")
    return {day: (views, readers) for day, views, readers in rows.annotate(Sum("views"), Sum("readers"))}


def top_posts():
    return (
        Post.objects.most_read(WEEK)
        .select_related("standing")
        .only("kind", "slug", "title", "standing__readers_7")[:SHOWN]
    )


def missed(today):
    week = MissedSearch.objects.filter(last_on__gt=today - datetime.timedelta(days=WEEK))
    return week.order_by("-times", "-last_on")[:SHOWN]
