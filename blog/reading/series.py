"""Series: the list of them, one as a calendar, and the short address of a day."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from blog.models import Post, Series

from .calendars import calendar_of
from .keeping import shows
from .paging import page_of, page_path

SERIES_A_PAGE = 3  # each is drawn with all its days


def series_list(request):
    shows("posts", "series")
    page = page_of(request, Series.objects.all(), page_size=SERIES_A_PAGE)
    context = {
        "calendars": [calendar_of(series) for series in page.object_list],
        "page_obj": page,
        "canonical_path": page_path(request.path, page),
    }
    return render(request, "reading/series_list.html", context)


def series(request, slug):
    series = get_object_or_404(Series, slug=slug)
    shows()  # first: what comes out while the days are read has to be on them, or to end the page
    return render(request, "reading/series.html", {"series": series, "calendar": calendar_of(series)})


def series_day(request, slug, day):
    series = get_object_or_404(Series, slug=slug)
    post = Post.objects.published().filter(slot__series=series, slot__day=day).first()
    if post is None:
        raise Http404(_("Nothing is out for day %(day)s of %(series)s.") % {"day": day, "series": series})
    return redirect(post)
