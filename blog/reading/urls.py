from django.urls import path

from . import counting, health, held_skills, home, masthead, posts, preview, series
from .list_urls import urlpatterns as lists
from .machine_urls import urlpatterns as machines

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", home.home, name="home"),
    path("roles/<uslug:slug>/", posts.role, name="role"),
    path("essays/<uslug:slug>/", posts.essay, name="essay"),
    path("pages/<uslug:slug>/", posts.page, name="page"),
    path("series/", series.series_list, name="series-list"),
    path("series/<uslug:slug>/", series.series, name="series"),
    path("series/<uslug:slug>/<int:day>/", series.series_day, name="series-day"),
    path("preview/<str:token>/", preview.preview, name="preview"),
    path(counting.PATH, counting.count, name="count"),
    path("me/skills/", held_skills.held_skills, name="held-skills"),
    path("me/skills/piece/", held_skills.held_skills_piece, name="held-skills-piece"),
    path("me/masthead/", masthead.masthead, name="masthead"),
    *lists,
    *machines,
]
