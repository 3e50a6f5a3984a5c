"""Wishing for a role and being told of it. Each wish's own page is a page to read (reading/list_urls.py)."""

from django.urls import path

from . import telling, views

urlpatterns = [
    path("wishes/new/", views.new, name="wish-new"),
    path("wishes/confirm/<token>/", telling.confirm, name="wish-confirm"),
    path("wishes/stop/<token>/", telling.stop, name="wish-stop"),
    path("wishes/<wish:code>/vote/", views.vote, name="wish-vote"),
    path("wishes/<wish:code>/thanks/", views.thanks, name="wish-thanks"),
    path("wishes/<wish:code>/tell/", telling.tell, name="wish-tell"),
]
