"""Which series the days of a blog belong to, and that it has as many days as they claim."""

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from blog.actions.series import add_days
from blog.models import Series

from ..reports import Refused
from .titles import cut

NAME_LENGTH = 120


def series_named(slug):
    """The Series that was asked for. Raises Refused, naming those there are."""
    if found := Series.objects.filter(slug=slug).first():
        return found
    there = ", ".join(Series.objects.values_list("slug", flat=True)) or "none yet; leave --series away to make one"
    raise Refused(f"There is no series “{slug}”. The series of this site: {there}.")


def choose_series(asked, blog, *, rehearsal=False):
    """The one asked for, else the main one, else the only one, else one named after the blog: None in a rehearsal."""
    found = asked or Series.objects.filter(is_default=True).first()
    if found is None and Series.objects.count() == 1:
        found = Series.objects.get()
    if found or rehearsal:
        return found
    name = cut(blog.title or next(iter(blog.hosts), "") or "Roles", NAME_LENGTH)
    new = {"time_zone": settings.TIME_ZONE, "is_default": not Series.objects.exists()}
    return Series.objects.filter(name=name).first() or Series.objects.create(name=name, **new)


@transaction.atomic
def extend(series, last):
    """See that the series has this day. Days that nobody dated are dated by their posts."""
    there = series.slots.aggregate(day=Max("day"))["day"] or 0
    if last > there:
        add_days(series, last - there)
    return max(0, last - there)
