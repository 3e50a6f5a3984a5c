"""What editors do with a series."""

import datetime

from django.db import transaction
from django.db.models import Max

from blog.caching import make_stale
from blog.models import Series, Slot

MOST_DAYS = 2000


@transaction.atomic
def add_days(series, count, starts_on=None):
    """
    Add `count` days at the end of a series, one a date from `starts_on`. Without that they go on from the last
    planned date; without one they have no date yet.
    """
    Series.objects.select_for_update().get(pk=series.pk)
    last = series.slots.aggregate(day=Max("day"), planned_on=Max("planned_on"))
    if starts_on is None and last["planned_on"]:
        starts_on = last["planned_on"] + datetime.timedelta(days=1)
    first = (last["day"] or 0) + 1
    Slot.objects.bulk_create(
        Slot(series=series, day=first + n, planned_on=starts_on and starts_on + datetime.timedelta(days=n))
        for n in range(count)
    )
    make_stale(f"days:{series.pk}")
