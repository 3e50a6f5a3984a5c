"""The front page: the role of the day, the days before it, how far the series is, what is read, essays."""

from django.shortcuts import render

from blog.models import Post, Series

from .calendars import calendars
from .keeping import shows

DAYS_SHOWN = 7
POPULAR_SHOWN = 5
ESSAYS_SHOWN = 3


def home(request):
    shows("posts", "popular")
    public = Post.objects.published()
    roles = list(public.roles().newest_first()[:DAYS_SHOWN].for_lead())
    return render(
        request,
        "reading/home.html",
        {
            "newest": roles[0] if roles else None,
            "days_before": roles[1:],
            "calendar": next(iter(calendars(list(Series.objects.filter(is_default=True)))), None),
            "popular": public.dated().popular_first().cut(0, POPULAR_SHOWN).for_lists(),
            "essays": public.essays().newest_first()[:ESSAYS_SHOWN].for_lists(),
        },
    )
