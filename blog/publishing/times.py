"""Times as an editor reads and writes them: never without their zone."""

import datetime
import zoneinfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

INPUT_FORMAT = "%Y-%m-%dT%H:%M"


def zone_of(post):
    """The zone in which the times of this post are meant."""
    return zone_of_day(post.slot)


def zone_of_day(slot):
    """That of its series; without a day, the site's."""
    return slot.series.zone() if slot else timezone.get_default_timezone()


def time_in_words(instant, zone, format=None):
    return f"{date_format(instant.astimezone(zone), format or _('j F Y, H:i'))} {zone.key}"


def time_in_short(instant, zone):
    return time_in_words(instant, zone, _("j M Y, H:i"))


def offered_time(post, slot):
    """The time the desk proposes for a post to come out: the one it has, else that of its day if still to come."""
    if post.publish_at:
        return post.publish_at
    time = slot and slot.goes_live_at()
    return time if time and time > timezone.now() else None


def is_imaginary(moment):
    """Whether clocks skip this aware time: the hour lost when summer time begins."""
    return moment.astimezone(datetime.UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None)


def known_zone(name):
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None
