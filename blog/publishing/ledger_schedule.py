"""Dates and times: days get dates, finished posts are declared ready, ready posts get their times."""

import datetime

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from blog.actions.checks import NotReady
from blog.actions.ledger import Refused
from blog.actions.scheduling import coming_days, declare_ready, schedule_days
from blog.actions.series import give_dates
from blog.models import Post

from .ledger_frame import page, series_to_change
from .times import time_in_words
from .verbs import PUBLISH

DAYS_AHEAD = 14
MOST_DAYS_AHEAD = 60


@require_POST
def ready(request, slug, day):
    """An editor declares the post of a day finished."""
    series = series_to_change(request, slug, PUBLISH)
    post = get_object_or_404(Post, slot__series=series, slot__day=day)
    try:
        declare_ready(post, by=request.user)
        said = _("“%(title)s” is ready. It still needs its time to come out.")
        messages.success(request, said % {"title": post.title})
    except NotReady as reason:
        messages.error(request, str(reason))
    return redirect("admin:ledger-day", series.slug, day)


@require_POST
def dates(request, slug):
    """The days without a date get theirs."""
    series = series_to_change(request, slug)
    try:
        number = give_dates(series, datetime.date.fromisoformat(request.POST.get("starts_on", "")))
        said = ngettext("One day has its date now.", "%(count)d days have their dates now.", number)
        messages.success(request, said % {"count": number})
    except Refused as refusal:
        messages.error(request, str(refusal))
    except ValueError:
        messages.error(request, _("This is not a date: write it like 2026-11-23."))
    return redirect("admin:ledger", series.slug)


def schedule(request, slug):
    """The ready posts of the next days get their times, each the hour of its day."""
    series = series_to_change(request, slug, PUBLISH)
    if request.method == "POST":
        numbers = [int(number) for number in request.POST.getlist("day") if number.isdecimal()]
        done, left = schedule_days(series, numbers, by=request.user)
        tell_scheduled(request, done, left)
        return redirect("admin:ledger", series.slug)
    asked = request.GET.get("days", "")
    days = min(int(asked), MOST_DAYS_AHEAD) if asked.isdecimal() else DAYS_AHEAD
    form = _("D j M Y, H:i")
    rows = [(coming, time_in_words(coming.at, series.zone(), form)) for coming in coming_days(series, days)]
    title = _("Schedule the next %(days)d days of %(series)s") % {"days": days, "series": series}
    return page(request, "schedule", series, title, rows=rows, ahead=days)


def tell_scheduled(request, done, left):
    if done:
        said = ngettext("One post is scheduled.", "%(count)d posts are scheduled.", len(done))
        messages.success(request, said % {"count": len(done)})
    if left:
        titles = ", ".join(f"“{post.title}”" for post in left)
        messages.warning(request, _("Left as they were: %(titles)s.") % {"titles": titles})
    if not done and not left:
        messages.info(request, _("No day was chosen."))
