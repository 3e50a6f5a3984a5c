"""What readers read most, by the last 7, 30 or 365 days."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.models import Post
from blog.models.standings import PERIODS

from .keeping import shows
from .not_here import NotHere
from .paging import PAGE_SIZE, home_crumb

NAMES = {7: gettext_lazy("7 days"), 30: gettext_lazy("30 days"), 365: gettext_lazy("a year")}
WORDS = {
    7: gettext_lazy("What most people read in the last 7 days."),
    30: gettext_lazy("What most people read in the last 30 days."),
    365: gettext_lazy("What most people read in the last year."),
}


def popular(request):
    """The first 24 and no further: what comes after is not popular."""
    shows("posts", "popularity")
    days = period_asked(request)
    public = Post.objects.published().dated()
    posts = list(public.most_read(days).cut(0, PAGE_SIZE).for_lists())
    context = {
        "posts": posts,
        "words": WORDS[days],
        "periods": [(name, path_of(period), period == days) for period, name in NAMES.items()],
        "canonical_path": path_of(days),
        "crumbs": [home_crumb()],
        **({} if posts else instead_of(days, public)),
    }
    return render(request, "reading/popular.html", context)


def period_asked(request):
    asked = request.GET.get("days") or str(PERIODS[0])
    if asked not in map(str, PERIODS):
        message = _("What is popular is counted for 7, 30 or 365 days.")
        raise NotHere(message, [(name, path_of(days)) for days, name in NAMES.items()])
    return int(asked)


def path_of(days):
    return reverse("blog:popular") + ("" if days == PERIODS[0] else f"?days={days}")


def instead_of(days, public):
    """Where nothing was counted: the next longer period, and what is new and talked about."""
    longer = next((period for period in PERIODS if period > days), None)
    return {
        "longer": longer and (NAMES[longer], path_of(longer)),
        "instead": public.popular_first().cut(0, PAGE_SIZE).for_lists(),
    }
