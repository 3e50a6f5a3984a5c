"""The ledger's pages: a series day by day, one day with all that can be done with it, and what an act would change."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from blog.actions.ledger import IsPublished, Ledger, LedgerChanged, PastTheEnd, Refused
from blog.actions.rearranging import Undo, do, plan_of
from blog.models import Series

from .ledger_days import STATES, days_of, months_of, rows_of_plan
from .ledger_forms import FORMS, forms_for, with_answer
from .ledger_frame import may_rearrange, page, series_to_change, series_to_see
from .times import time_in_words
from .verbs import PUBLISH

UNDO_OFFERED = 5


def ledger_of_series(request, slug):
    series = series_to_see(request, slug)
    days = days_of(Ledger(series), request.user)
    asked = request.GET.get("state")
    asked = asked if asked in STATES else ""
    counts = {state: sum(day.state == state for day in days) for state in STATES}
    return page(
        request,
        "ledger",
        series,
        _("Ledger of %(series)s") % {"series": series},
        all_series=Series.objects.all(),
        months=months_of(days),
        days=[day for day in days if not asked or day.state == asked],
        number=len(days),
        today=next((day for day in days if day.is_today), None),
        undated=sum(day.planned_on is None for day in days),
        asked=asked,
        filters=[(state, name, counts[state]) for state, name in STATES.items()],
        done=series.rearrangements.select_related("by")[:UNDO_OFFERED],
    )


def day_of_series(request, slug, day):
    """GET: the day and what can be done with it. POST: what that would change; with its signature, it is done."""
    if request.method == "POST":
        return change_day(request, series_to_change(request, slug), day)
    return draw_day(request, series_to_see(request, slug), day)


def draw_day(request, series, number, form=None):
    ledger = Ledger(series)
    days = days_of(ledger, request.user)
    day = next((day for day in days if day.number == number), None)
    if day is None:
        return redirect("admin:ledger", series.slug)
    place = days.index(day)
    return page(
        request,
        "day",
        series,
        _("Day %(day)d of %(series)s") % {"day": number, "series": series},
        status=422 if form else 200,
        day=day,
        before=days[place - 1] if place else None,
        after=days[place + 1] if place + 1 < len(days) else None,
        forms=forms_for(day, form, request.GET.get("to")) if may_rearrange(request.user) else {},
        comes_out=day.at and time_in_words(day.at, series.zone(), _("l, j F Y, H:i")),
    )


def change_day(request, series, number):
    data = with_answer(request.POST)
    kind = FORMS.get(data.get("act"))
    if kind is None:
        return redirect("admin:ledger-day", series.slug, number)
    form = kind(data)
    if not form.is_valid():
        return draw_day(request, series, number, form)
    return plan_or_do(request, series, form.act(number), form)


def undo(request, slug, row):
    """GET: what taking it back would change. POST: it is taken back."""
    return plan_or_do(request, series_to_change(request, slug), Undo(row))


def plan_or_do(request, series, act, form=None):
    """The plan to confirm; carried out when it comes back confirmed and is still the same."""
    try:
        plan, ledger = plan_of(series, act)
        want_permission(request, plan)
        confirmed = request.POST.get("signature")
        if confirmed == plan.signature():
            return carry_out(request, series, act, confirmed)
    except Refused as refusal:
        return draw_refusal(request, series, refusal, form, where_to_send(request, series, act))
    if confirmed:
        messages.error(request, str(LedgerChanged()))
    rows, sent_to = rows_of_plan(plan, ledger), where_to_send(request, series, act)
    return page(request, "plan", series, plan.words, plan=plan, rows=rows, form=form, sent_to=sent_to)


def where_to_send(request, series, act):
    """Its day's address, wherever the act was asked for."""
    return request.path if isinstance(act, Undo) else reverse("admin:ledger-day", args=[series.slug, act.day])


def want_permission(request, plan):
    """Whoever changes when something comes out, or under which day readers find it, publishes."""
    if (plan.times or plan.public) and not request.user.has_perm(PUBLISH):
        raise PermissionDenied


def carry_out(request, series, act, signature):
    row = do(series, act, by=request.user, signature=signature)
    address = reverse("admin:ledger-undo", args=[series.slug, row.pk])
    messages.success(request, format_html('{}. <a href="{}">{}</a>', row.words, address, _("Take it back")))
    return redirect("admin:ledger", series.slug)


def draw_refusal(request, series, refusal, form, sent_to):
    return page(
        request,
        "refused",
        series,
        _("This cannot be done so"),
        status=422,
        refusal=refusal,
        form=form,
        sent_to=sent_to,
        day_to_name=refusal.day if form and isinstance(refusal, IsPublished) else None,
        may_add=isinstance(refusal, PastTheEnd),
    )
