"""A day that nothing will fill: the editors hear of it in time, once."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from blog.absolute import absolute
from blog.followups import periodic
from blog.letters import queue_letter, write_letter
from blog.models import DayWarning, Slot

WARN_BEFORE = datetime.timedelta(hours=12)
ZONES_APART = datetime.timedelta(days=2)  # no zone's date is further from UTC's, with the hours above


@periodic(datetime.timedelta(minutes=10))
@task()
def warn_of_holes():
    """Safe to run twice: a warning is a row, and its letters are queued with it."""
    holes = [slot for slot in holes_before(timezone.now()) if not slot.warnings.filter(planned_on=slot.planned_on)]
    editors = list(people_who_publish()) if holes else []
    for slot in holes:
        warn(slot, editors)


def holes_before(now):
    """The days of the next hours that are not left out and whose post, if there is one, will not come out."""
    near = Slot.objects.filter(planned_on__range=((now - ZONES_APART).date(), (now + ZONES_APART).date()))
    slots = near.filter(post__publish_at=None, skip_reason="").select_related("series", "idea", "post")
    slots = slots.order_by("series__pk", "day")
    return [slot for slot in slots if now < slot.goes_live_at() <= now + WARN_BEFORE]


def people_who_publish():
    publishing = Q(groups__permissions__codename="publish_post") | Q(user_permissions__codename="publish_post")
    return User.objects.filter(publishing | Q(is_superuser=True), is_staff=True, is_active=True).distinct()


def warn(slot, editors):
    letters = [write_letter(editor.email, "empty_day", facts_of(slot)) for editor in editors]
    with transaction.atomic():
        _row, is_first = DayWarning.objects.get_or_create(slot=slot, planned_on=slot.planned_on)
        for letter in letters if is_first else ():
            queue_letter(letter)


def facts_of(slot):
    post = getattr(slot, "post", None)
    return {
        "slot": slot,
        "series": slot.series,
        "goes_live_at": slot.goes_live_at(),
        "zone": slot.series.time_zone,
        "post": post,
        "day_url": absolute(reverse("admin:ledger-day", args=[slot.series.slug, slot.day])),
    }
