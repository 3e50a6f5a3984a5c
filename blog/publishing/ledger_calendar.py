"""A month of all series and essays on one page, and beside it what has no day yet, to be put onto one."""

import calendar
import datetime
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.actions.wishes import idea_called
from blog.models import Idea, MissedSearch, Post, Series, Slot

from .fields import day_choices, free_days
from .ledger import plan_or_do
from .ledger_days import days_of_slots
from .ledger_forms import FORMS, free_ideas, undated_posts
from .ledger_frame import draw, may_rearrange, series_to_change
from .states import NAMES, state_of

OFFERED = 25  # of each kind beside the calendar
POST_FIELDS = ("kind", "slug", "title", "state", "publish_at", "slot")
SLOT_FIELDS = (
    *("day", "planned_on", "skip_reason", "idea__words", *(f"post__{name}" for name in POST_FIELDS)),
    *("series__slug", "series__name", "series__go_live_time", "series__time_zone"),
)


@dataclass(frozen=True)
class Undated:
    """What could be put onto a day: `value` names it in the form."""

    value: str
    title: str
    note: str = ""


def calendar_of_month(request):
    """GET: the month. POST: what would change if the chosen thing were put onto the chosen day."""
    if not request.user.has_perm("blog.view_slot"):
        raise PermissionDenied
    if request.method == "POST":
        return put(request)
    today = timezone.localdate()
    first = month_asked_for(request) or today.replace(day=1)
    return draw(
        request,
        "calendar",
        _("Calendar"),
        first=first,
        previous=(first - datetime.timedelta(days=1)).replace(day=1),
        following=next_month(first),
        dates=dates_of(first, today, request.user),
        all_series=Series.objects.all(),
        undated=undated(request.user),
        day_field=day_field() if may_rearrange(request.user) else "",
    )


def month_asked_for(request):
    try:
        return datetime.datetime.strptime(request.GET.get("month", ""), "%Y-%m").date()  # noqa: DTZ007
    except ValueError:
        return None


def next_month(first):
    return first + datetime.timedelta(days=calendar.monthrange(first.year, first.month)[1])


def dates_of(first, today, user):
    """[(date, is today, days of series, posts without a day)] of a month. A fixed number of queries."""
    dates = [first + datetime.timedelta(days=n) for n in range(calendar.monthrange(first.year, first.month)[1])]
    days, posts = {}, {}
    for day in days_of_slots(slots_between(dates[0], dates[-1]), user):
        days.setdefault(day.planned_on, []).append(day)
    for post in posts_between(dates[0], next_month(first), user):
        entry = {"post": post, "state": state_of(post), "state_name": NAMES[state_of(post)]}
        posts.setdefault(timezone.localtime(post.publish_at).date(), []).append(entry)
    return [(date, date == today, days.get(date, []), posts.get(date, [])) for date in dates]


def slots_between(first, last):
    slots = Slot.objects.filter(planned_on__range=(first, last)).select_related("series", "idea", "post")
    return slots.only(*SLOT_FIELDS).order_by("planned_on", "series__name", "day")


def posts_between(first, end, user):
    """Those that came out, or will, without a day of a series. Of others' only what is public."""
    zone = timezone.get_default_timezone()
    times = [datetime.datetime.combine(date, datetime.time.min, tzinfo=zone) for date in (first, end)]
    posts = Post.objects.dated().filter(slot=None, publish_at__gte=times[0], publish_at__lt=times[1])
    if not user.has_perm("blog.edit_all_posts"):
        posts = posts.published()
    return posts.only(*POST_FIELDS).order_by("publish_at")


def undated(user):
    """[(heading, [Undated])]: posts being written, ideas, and what readers looked for in vain."""
    if not may_rearrange(user):
        return []
    searches = MissedSearch.objects.exclude(words__in=Idea.objects.values("words"))[:OFFERED]
    groups = [
        (_("Posts without a day"), [waiting(row) for row in undated_posts()[:OFFERED]]),
        (_("Ideas"), [Undated(f"idea-{row.pk}", row.words, idea_note(row)) for row in free_ideas()[:OFFERED]]),
        (_("Looked for and not found"), [Undated(f"search-{row.pk}", row.words, f"{row.times} ×") for row in searches]),
    ]
    return [(name, things) for name, things in groups if things]


def waiting(post):
    return Undated(f"post-{post.pk}", post.title or _("without a title"), NAMES[post.state])


def idea_note(idea):
    wishes = f", {idea.wishes} ×" if idea.wishes > 1 else ""
    return f"{idea.get_source_display()}{wishes}"


def day_field():
    """The free days of every series to choose from; nothing if none is free."""
    choices = list(day_choices(free_days()))
    return forms.Select(choices=choices).render("slot", None, {"id": "id_slot"}) if choices else ""


def put(request):
    kind, _dash, number = request.POST.get("thing", "").partition("-")
    slot_number = request.POST.get("slot", "")
    if kind not in ("post", "idea", "search") or not (number.isdecimal() and slot_number.isdecimal()):
        return redirect("admin:ledger-calendar")
    slot = get_object_or_404(Slot.objects.select_related("series"), pk=slot_number)
    series = series_to_change(request, slot.series.slug)
    act, typed = ("idea", {"idea": idea_from_search(number)}) if kind == "search" else (kind, {kind: number})
    form = FORMS[act](typed)
    if not form.is_valid():
        return redirect("admin:ledger-calendar")
    return plan_or_do(request, series, form.act(slot.day), form)


def idea_from_search(number):
    """What readers looked for becomes an idea."""
    missed = get_object_or_404(MissedSearch, pk=number)
    found = {"source": Idea.Source.SEARCH, "wishes": max(1, missed.times)}
    return idea_called(missed.words[:200], **found).pk
