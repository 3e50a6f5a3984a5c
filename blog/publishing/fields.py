"""Form fields of the desk."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog.models import Slot, Tag

from .times import INPUT_FORMAT
from .widgets import TagNamesInput

MAX_TAGS = 30
# Nobody chooses from more days than a year has; the nearest are offered.
MAX_OFFERED_DAYS = 400
MAX_MISSED_DAYS = 60
DAY = datetime.timedelta(days=1)  # how far the zone of a series may be from the site's


class TagNamesField(forms.CharField):
    """A list of tag names. Only a comma parts them: "machine learning" is one tag."""

    widget = TagNamesInput

    def to_python(self, value):
        if isinstance(value, list):
            return value
        names = (" ".join(name.split()) for name in super().to_python(value).split(","))
        return list(dict.fromkeys(filter(None, names)))

    def validate(self, value):
        super().validate(value)
        longest = Tag._meta.get_field("name").max_length
        for name in value:
            if len(name) > longest:
                facts = {"longest": longest, "name": name[:30]}
                raise ValidationError(_("A tag has at most %(longest)d letters: “%(name)s…”."), params=facts)
        if len(value) > MAX_TAGS:
            facts = {"count": len(value), "most": MAX_TAGS}
            raise ValidationError(_("These are %(count)d tags; %(most)d are allowed."), params=facts)

    def run_validators(self, value):
        super().run_validators(", ".join(value))

    def has_changed(self, initial, data):
        before = {getattr(tag, "name", tag) for tag in initial or []}
        return before != set(self.to_python(data or ""))


class DaySelect(forms.Select):
    """Each day says when its post would come out, so that script can offer that time for scheduling."""

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        if goes_live := self.goes_live.get(str(value)):
            option["attrs"]["data-goes-live"] = goes_live.strftime(INPUT_FORMAT)
            option["attrs"]["data-zone"] = goes_live.tzinfo.key
        return option

    goes_live = {}


class DayField(forms.ModelChoiceField):
    """The free days of every series, the next one to fill first."""

    widget = DaySelect

    def __init__(self, **kwargs):
        kwargs.setdefault("queryset", Slot.objects.none())
        super().__init__(**kwargs)

    def offer(self, post):
        """Offer the free days and the post's own."""
        self.queryset = Slot.objects.filter(Q(pk=post.slot_id) | Q(pk__in=Slot.objects.free().values("pk")))
        own = [post.slot] if post.slot_id else []
        days = free_days()
        self.choices = [("", _("no day")), *((slot.pk, day_label(slot)) for slot in own), *day_choices(days)]
        offered = own + [slot for groups in days.values() for group in groups for slot in group]
        self.widget.goes_live = {str(slot.pk): slot.goes_live_at() for slot in offered if slot.planned_on}

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(self.taken_message(), code="invalid_choice") from error

    def taken_message(self):
        if slot := next_free_day():
            return _("This day has been taken meanwhile. The next free day: %(day)s.") % {"day": day_label(slot)}
        return _("This day has been taken meanwhile, and no other is free.")


def day_label(slot):
    if not slot.planned_on:
        return str(slot.day)
    return _("%(day)d, %(date)s") % {"day": slot.day, "date": date_format(slot.planned_on, "DATE_FORMAT")}


def day_choices(days):
    for series, (following, missed) in days.items():
        for slot in following[:1]:
            yield slot.pk, _("the next free day: %(day)s") % {"day": day_label(slot)}
        if following[1:]:
            yield str(series), [(slot.pk, day_label(slot)) for slot in following[1:]]
        if missed:
            yield _("%(series)s: days missed") % {"series": series}, [(slot.pk, day_label(slot)) for slot in missed]


def free_days():
    """The free days by series: {series: (from today on, those that passed)}. The main series is first."""
    free = Slot.objects.free().select_related("series").order_by("-series__is_default", "series__name", "day")
    today = timezone.localdate()
    near = free.filter(Q(planned_on=None) | Q(planned_on__gte=today - DAY))[:MAX_OFFERED_DAYS]
    past = free.filter(planned_on__lt=today - DAY).order_by("-planned_on")[:MAX_MISSED_DAYS]
    days = {}
    for slot in [*near, *past]:
        is_missed = slot.planned_on is not None and slot.planned_on < today_in(slot.series)
        days.setdefault(slot.series, ([], []))[is_missed].append(slot)
    return days


def next_free_day():
    """The first day of the main series that still wants a post, or None."""
    for following, _missed in free_days().values():
        return following[0] if following else None
    return None


def today_in(series):
    return timezone.now().astimezone(series.zone()).date()
