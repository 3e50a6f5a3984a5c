"""What editors do with a series."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from blog.caching import make_stale
from blog.models import Series, Slot

from .ledger import Refused

MOST_DAYS = 2000
DAY = datetime.timedelta(days=1)


@transaction.atomic
def add_days(series, count, starts_on=None):
    """
    Add `count` days at the end of a series, one a date from `starts_on`. Without that they go on from the last
    planned date; without one they have no date yet.
    """
    Series.objects.select_for_update().get(pk=series.pk)
    last = series.slots.aggregate(day=Max("day"), planned_on=Max("planned_on"))
    if starts_on is None and last["planned_on"]:
        starts_on = last["planned_on"] + DAY
    first = (last["day"] or 0) + 1
    Slot.objects.bulk_create(
        Slot(series=series, day=first + n, planned_on=starts_on and starts_on + datetime.timedelta(days=n))
        for n in range(count)
    )
    make_stale(f"days:{series.pk}")


@transaction.atomic
def give_dates(series, starts_on):
    """
    Each day without a date gets the one after that of the day before it; the first of all, `starts_on`. Gives how
    many. Raises Refused rather than plan two days for one date.
    """
    Series.objects.select_for_update().get(pk=series.pk)
    slots, last = list(series.slots.order_by("day")), starts_on - DAY
    undated = [slot for slot in slots if slot.planned_on is None]
    for slot in slots:
        slot.planned_on = last = slot.planned_on or last + DAY
    if len({slot.planned_on for slot in slots}) < len(slots):
        raise Refused(_("Two days would be planned for one date. Give dates to single days under Days."))
    Slot.objects.bulk_update(undated, ["planned_on"], batch_size=200)
    make_stale(f"days:{series.pk}")
    return len(undated)
