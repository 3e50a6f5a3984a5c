"""The archive: how much came out in which month, and what came out on which day. Days are those of the site's zone."""

import calendar
import datetime
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count
from django.db.models.functions import TruncDate, TruncMonth
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _

from blog.models import Post

from .counted import counted
from .keeping import shows
from .not_here import NotHere
from .paging import PAGE_SIZE, home_crumb, page_path, posts_page

YEARS = range(2, 9999)  # beyond them a time zone would lead out of what dates can say
YEARS_IN_MONTHS = 5  # of earlier ones the archive shows the year alone


@dataclass(frozen=True)
class Month:
    first: datetime.date
    number: int  # of posts

    @property
    def path(self):
        return reverse("blog:archive-month", args=[self.first.year, self.first.month])


@dataclass(frozen=True)
class Day:
    date: datetime.date
    number: int  # of posts
    path: str  # to where the list of its month comes to it


def archive(request):
    shows("posts")
    years = [
        {"year": year, "number": sum(month.number for month in months), "months": months}
        for year, months in grouped(months_with_posts(), key=lambda month: month.first.year)
    ]
    for year in years[:YEARS_IN_MONTHS]:
        year["months"] = calendar_of_months(year["year"], year["months"])
    context = {"years": years[:YEARS_IN_MONTHS], "earlier": years[YEARS_IN_MONTHS:], "crumbs": [home_crumb()]}
    return render(request, "reading/archive.html", context)


def archive_year(request, year):
    shows("posts")
    numbers = numbers_by_day(year) if year in YEARS else None
    if not numbers:
        raise nothing_came_out(str(year))
    older, newer = dates_beside(year)
    context = {
        "year": year,
        "crumbs": [archive_crumb()],
        "number": numbers.total(),
        "months": [calendar_of_days(year, month, numbers) for month in range(1, 13)],
        "weekdays": weekdays(),
        "older": older and older.year,
        "newer": newer and newer.year,
    }
    return render(request, "reading/archive_year.html", context)


def archive_month(request, year, month):
    shows("posts")
    if year not in YEARS:
        raise nothing_came_out(str(year))
    first = datetime.date(year, month, 1)
    numbers = numbers_by_day(year, month)
    if not numbers:
        raise nothing_came_out(date_format(first, "YEAR_MONTH_FORMAT"))
    page = posts_page(request, came_out(year, month).newest_first(), number_of_posts=numbers.total())
    older, newer = dates_beside(year, month)
    context = {
        "first": first,
        "crumbs": [archive_crumb(), (str(year), reverse("blog:archive-year", args=[year]))],
        "number": numbers.total(),
        "calendar": calendar_of_days(year, month, numbers),
        "weekdays": weekdays(),
        "page_obj": page,
        "days": grouped(page.object_list, key=lambda post: timezone.localdate(post.publish_at)),
        "older": older,
        "newer": newer,
        "canonical_path": page_path(request.path, page),
    }
    return render(request, "reading/archive_month.html", context)


def nothing_came_out(when):
    message = _("Nothing came out in %(when)s.") % {"when": when}
    return NotHere(message, [archive_crumb()])


def archive_crumb():
    return _("Archive"), reverse("blog:archive")


def grouped(rows, key):
    return [(value, list(group)) for value, group in groupby(rows, key=key)]


# What came out when


def span(year, month=None):
    """The instants at which a year or a month begins and is over."""
    first = datetime.date(year, month or 1, 1)
    after = datetime.date(year + 1, 1, 1) if month in (None, 12) else datetime.date(year, month + 1, 1)
    return [timezone.make_aware(datetime.datetime.combine(day, datetime.time.min)) for day in (first, after)]


def dates_beside(year, month=None):
    """The dates of the last post before and the first one after: None where there is none."""
    start, end = span(year, month)
    times = Post.objects.published().dated().values_list("publish_at", flat=True)
    before = times.filter(publish_at__lt=start).order_by("-publish_at").first()
    after = times.filter(publish_at__gte=end).order_by("publish_at").first()
    return [time and timezone.localdate(time) for time in (before, after)]


def came_out(year, month=None):
    start, end = span(year, month)
    return Post.objects.published().dated().filter(publish_at__gte=start, publish_at__lt=end)


def months_with_posts():
    """The latest first. Numbers may be a minute old, but no month lacks that began with a post just now."""
    last = Post.objects.published().dated().order_by("-publish_at").values_list("publish_at", flat=True).first()
    newest = last and timezone.localdate(last).replace(day=1)
    numbers = counted(count_months, "months", timezone.get_current_timezone_name(), newest)
    return [Month(datetime.date(year, month, 1), number) for year, month, number in numbers]


def count_months():
    posts = Post.objects.published().dated().order_by()
    months = posts.values_list(TruncMonth("publish_at")).annotate(number=Count("pk"))
    return sorted(((month.year, month.month, number) for month, number in months), reverse=True)


def numbers_by_day(year, month=None):
    days = came_out(year, month).order_by().values_list(TruncDate("publish_at")).annotate(number=Count("pk"))
    return Counter(dict(days))


# Calendars


def first_weekday():
    """As Python counts: 0 is Monday. Django's formats say 0 for Sunday."""
    return (get_format("FIRST_DAY_OF_WEEK") - 1) % 7


def weekdays():
    """[(short name, name)] in the order of a week."""
    order = [(first_weekday() + n) % 7 for n in range(7)]
    return [(WEEKDAYS_ABBR[day], WEEKDAYS[day]) for day in order]


def calendar_of_months(year, months):
    """All twelve months of a year: those without posts too."""
    by_number = {month.first.month: month for month in months}
    return [by_number.get(number) or Month(datetime.date(year, number, 1), 0) for number in range(1, 13)]


def calendar_of_days(year, month, numbers):
    """A month: its weeks as lists of seven Days, None where a day is of another month."""
    whole = Month(datetime.date(year, month, 1), 0)
    days = [datetime.date(year, month, n) for n in range(1, calendar.monthrange(year, month)[1] + 1)]
    later, found = 0, {}
    for day in reversed(days):  # the list of the month begins with its last day
        page = f"?page={later // PAGE_SIZE + 1}" if later >= PAGE_SIZE else ""
        found[day] = Day(day, numbers[day], f"{whole.path}{page}#day-{day.day}")
        later += numbers[day]
    weeks = calendar.Calendar(first_weekday()).monthdatescalendar(year, month)
    return {
        "first": whole.first,
        "label_id": f"month-{month}",
        "path": whole.path if later else "",
        "number": later,
        "weeks": [[found.get(day) for day in week] for week in weeks],
    }
