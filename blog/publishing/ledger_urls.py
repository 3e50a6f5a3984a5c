"""The calendar, and the ledger of each series; mounted by the desk."""

from django.contrib import admin
from django.urls import path

from . import ledger, ledger_calendar, ledger_schedule

view = admin.site.admin_view

urlpatterns = [
    path("", view(ledger_calendar.calendar_of_month), name="ledger-calendar"),
    path("<str:slug>/", view(ledger.ledger_of_series), name="ledger"),
    path("<str:slug>/schedule/", view(ledger_schedule.schedule), name="ledger-schedule"),
    path("<str:slug>/dates/", view(ledger_schedule.dates), name="ledger-dates"),
    path("<str:slug>/undo/<int:row>/", view(ledger.undo), name="ledger-undo"),
    path("<str:slug>/<int:day>/", view(ledger.day_of_series), name="ledger-day"),
    path("<str:slug>/<int:day>/ready/", view(ledger_schedule.ready), name="ledger-ready"),
]
