"""The front page: the role of the day, the days before it, how far the series is, what is read, essays."""

from django.db.models import DateTimeField
from django.shortcuts import render
from django.utils import timezone

from blog.models import Post, Series
from blog.models.prepared import Given, Prepared

from .calendars import calendar_of
from .keeping import page_values, shows

DAYS_SHOWN = 7
POPULAR_SHOWN = 5
ESSAYS_SHOWN = 3

PUBLIC = Post.objects.published(Given("now", DateTimeField()))
newest_roles = Prepared(lambda: PUBLIC.roles().newest_first()[:DAYS_SHOWN].for_lead())
popular = Prepared(lambda: PUBLIC.dated().popular_first().cut(0, POPULAR_SHOWN).for_lists())
main_series = Prepared(lambda: Series.objects.filter(is_default=True))
newest_essays = Prepared(lambda: PUBLIC.essays().newest_first()[:ESSAYS_SHOWN].for_lists())


def home(request):
    shows("posts", "popular", "series")
    now = timezone.now()
    roles = newest_roles(now=now)
    series = next(iter(main_series()), None)
    calendar = series and calendar_of(series)
    shown = {"popular": popular(now=now), "essays": newest_essays(now=now)}
    values = page_values(roles, *shown.values(), *([[series], calendar.squares(), calendar.next] if calendar else []))
    shown |= {"newest": roles[0] if roles else None, "days_before": roles[1:], "calendar": calendar}
    return render(request, "reading/home.html", {"page_values": values, **shown})
