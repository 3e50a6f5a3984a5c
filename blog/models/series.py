"""A series is a year of numbered days; each slot is a day, empty or with its post."""

import datetime
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.paths import path_of

from .addresses import Addressed


def validate_time_zone(value):
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("There is no time zone “%(value)s”. Write it like Europe/Berlin."), params={"value": value}
        )


class Series(Addressed):
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("what it is about"), blank=True)
    go_live_time = models.TimeField(_("comes out at"), default=datetime.time(9))
    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="UTC",
        validators=[validate_time_zone],
        help_text=_("The hour above is meant here, in summer and winter alike."),
    )
    is_default = models.BooleanField(
        _("the site's main series"), default=False, help_text=_("Shown on the front page and in the masthead.")
    )

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["-is_default", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="series_one_default"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_of("blog:series", self.slug)

    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)

    def zone_name(self):
        """The zone as people say it: "Berlin" for Europe/Berlin."""
        return self.time_zone.rpartition("/")[2].replace("_", " ")

    def goes_live_at(self, date):
        """The instant at which the role of `date` comes out."""
        return datetime.datetime.combine(date, self.go_live_time, tzinfo=self.zone())


class SlotQuerySet(models.QuerySet):
    def free(self):
        """Slots that a post could take."""
        return self.filter(post=None, skip_reason="")


class Slot(models.Model):
    """Day N of a series. Posts move between slots; slots stay."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="slots", verbose_name=_("series"))
    day = models.PositiveIntegerField(_("day"))
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    idea = models.ForeignKey(
        "blog.Idea", models.SET_NULL, null=True, blank=True, related_name="slots", verbose_name=_("idea")
    )
    skip_reason = models.CharField(_("skipped because"), max_length=200, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["series", "day"]
        constraints = [
            models.UniqueConstraint(fields=["series", "day"], name="slot_day_once_a_series"),
            models.CheckConstraint(condition=models.Q(day__gte=1), name="slot_days_start_at_one"),
        ]
        indexes = [
            models.Index(fields=["series", "planned_on"], name="slot_by_date"),  # which day is today's
        ]

    def __str__(self):
        return f"{self.series} {self.day}"

    def goes_live_at(self):
        """The instant this day comes out, or None while it has no date."""
        return self.series.goes_live_at(self.planned_on) if self.planned_on else None
