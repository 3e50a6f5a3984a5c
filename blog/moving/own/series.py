"""Series with their days."""

import datetime

from blog.caching import make_stale
from blog.models import Idea, Series, Slot

from ..markdown.report import Refused
from .checking import checked, mappings, number, text

NAMES = ("slug", "name", "description", "go_live_time", "time_zone", "is_default")


def series_out(posts=None):
    """A record for each series. Of `posts` alone, if given: what is planned for other days is nobody's business."""
    for series in Series.objects.order_by("pk").prefetch_related("slots__idea"):
        days = series.slots.select_related("idea") if posts is None else series.slots.filter(post__in=posts)
        record = {name: getattr(series, name) for name in NAMES}
        record["go_live_time"] = series.go_live_time.isoformat()
        yield {**record, "days": [day_out(slot, posts is None) for slot in days]}


def day_out(slot, is_whole):
    values = {"day": slot.day, "planned_on": slot.planned_on and slot.planned_on.isoformat()}
    if is_whole:
        values |= {"skip_reason": slot.skip_reason, "idea": slot.idea and slot.idea.words}
    return {name: value for name, value in values.items() if value}


def bring_series(record):
    """Whether it was made. The days of one that is here already stay as they are; missing ones are added."""
    slug = text(record, "slug")
    series = Series.objects.filter(slug=slug).first()
    if made := series is None:
        values = {name: record[name] for name in NAMES if record.get(name) is not None}
        values["is_default"] = bool(values.get("is_default")) and not Series.objects.filter(is_default=True).exists()
        series = checked(Series(**values))
        series.save()
    add_days(series, mappings(record.get("days"), "days"))
    return made


def add_days(series, records):
    known = set(series.slots.values_list("day", flat=True))
    ideas = dict(Idea.objects.filter(words__in={record.get("idea") for record in records}).values_list("words", "pk"))
    Slot.objects.bulk_create(
        checked(
            Slot(
                series=series,
                day=number(record, "day"),
                planned_on=date(record.get("planned_on")),
                skip_reason=text(record, "skip_reason"),
                idea_id=ideas.get(record.get("idea")),
            )
        )
        for record in records
        if record.get("day") not in known
    )
    make_stale(f"days:{series.pk}")


def date(value):
    if value is None or isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except (ValueError, TypeError) as error:
        raise Refused("planned_on: Write a date here: 2026-10-01") from error
