"""What was counted long ago takes less room: days become months, and what nobody looks at any more goes."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django_tasks import task

from blog.followups import periodic
from blog.models import Click, MissedSearch, Readership, Reason, Referral, Usefulness

DAYS_KEPT = 40  # for each day on its own
REFERRALS_KEPT = 90
SEARCHES_KEPT = 180
REASONS_KEPT = 365
MOST_SEARCHES = 5000
AT_ONCE = 2000  # posts or resources in one transaction


@periodic(datetime.timedelta(days=1))
@task()
def shrink_old_counts():
    """Safe to run again, and after any pause."""
    today = timezone.localdate()
    for model in (Readership, Click, Usefulness):
        for month in months_to_sum_up(model, today):
            sum_up(model, month)
    Referral.objects.filter(day__lt=today - datetime.timedelta(days=REFERRALS_KEPT)).delete()
    MissedSearch.objects.filter(last_on__lt=today - datetime.timedelta(days=SEARCHES_KEPT)).delete()
    Reason.objects.filter(said_on__lt=today - datetime.timedelta(days=REASONS_KEPT)).delete()
    beyond = MissedSearch.objects.order_by("-times", "-last_on").values_list("pk", flat=True)[MOST_SEARCHES:]
    MissedSearch.objects.filter(pk__in=list(beyond)).delete()


def months_to_sum_up(model, today):
    """The first days of months that are wholly old and have rows of other days still."""
    this_side = (today - datetime.timedelta(days=DAYS_KEPT)).replace(day=1)
    return list(model.objects.filter(day__lt=this_side, day__day__gt=1).dates("day", "month"))


def sum_up(model, month):
    owner = model.KEY[0]
    after = (month + datetime.timedelta(days=31)).replace(day=1)
    last = model.objects.aggregate(last=Max(owner))["last"] or 0
    for first in range(1, last + 1, AT_ONCE):
        with transaction.atomic():
            model.objects.sum_up(month, after, first, first + AT_ONCE - 1)
