"""
Whatever is done at the desk, by its own forms: each kept page is what would be drawn of the database now, and pages
that know nothing of it are not drawn anew.
"""

import dataclasses
import datetime

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from django.utils import timezone

from blog.caching import drawn as texts
from blog.caching.shelf import Shelf
from blog.followups import run_all
from blog.models import Role

from .conftest import ask
from .desk import ACTS, FAR, PATHS, Desk, fill_site

# Numbers are counted with each drawing: they may be a minute old otherwise.
NO_CACHE = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
ON_EVERY_PAGE = {"blog.sitesettings", "blog.page"}
CASES = {f"{model}: {name}": case for model, acts in ACTS.items() for name, case in acts.items()}


@pytest.fixture(scope="module", autouse=True)
def filled_site(made_once, tmp_path_factory):
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        fill_site()
        Group.objects.create(name="helpers")
        run_all()
        yield


@pytest.fixture(scope="module")
def drawn_before():
    """{key: page} of all PATHS as they are before anything is done, drawn by the first test for all."""
    return {}


@pytest.fixture
def site(site, drawn_before, settings):
    settings.CACHES = NO_CACHE
    shelf, newest = site.application.shelf, site.application.versions.count
    for key, page in drawn_before.items():
        shelf.put(key, dataclasses.replace(page, count=newest))
    for path in PATHS:
        site(path)
    drawn_before |= shelf.pages
    site.drawn.clear()
    return site


@pytest.fixture
def pages(settings, site, monkeypatch, tmp_path):
    """pages(paths, site): {path: status, where it leads, text}; without a site drawn of the database alone."""
    settings.VAR_DIR = tmp_path
    django = get_wsgi_application()

    def told(answer):
        return f"{answer.status} {answer.headers.get('Location', '')}\n{answer.text}"

    def asked(paths, site=None):
        with monkeypatch.context() as patch:
            if site is None:
                patch.setattr(texts, "TEXTS", Shelf())
            return {path: told(site(path) if site else ask(django, path)) for path in paths}

    return asked


@pytest.mark.parametrize("case", CASES)
def test_what_is_done_at_the_desk_is_on_every_page_that_shows_it(site, pages, committed, case):
    act, shown = CASES[case]
    paths, desk = PATHS | shown.keys(), Desk()
    before = pages(paths, site)
    assert set(site.drawn) <= shown.keys()
    site.drawn.clear()
    with committed():
        act(desk)
    with committed():
        run_all()
    after, drawn = pages(paths, site), set(site.drawn)
    assert {path for path, page in pages(paths).items() if page != after[path]} == set(), "old pages"
    for path, text in shown.items():
        words = text.removeprefix("-")
        assert (words in before[path], words in after[path]) == (words != text, words == text), path
    changed = {path for path in paths if before[path] != after[path]}
    assert bool(changed) is bool(shown)
    assert drawn & FAR <= changed or case.partition(":")[0] in ON_EVERY_PAGE


def test_what_is_scheduled_at_the_desk_comes_out_on_every_page_kept_before(site, pages, committed, monkeypatch):
    at = (timezone.now() + datetime.timedelta(minutes=3)).replace(second=0, microsecond=0)
    typed = {"comes_out_at": f"{at:%Y-%m-%dT%H:%M}", "comes_out_zone": "UTC"}
    with committed():
        Desk().change(Role.objects.get(slug="weaver"), verb="_schedule", **typed)
    pages(PATHS, site)
    monkeypatch.setattr("time.time", at.timestamp)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    kept = pages(PATHS, site)
    assert "Weaver" in kept["/authors/ada/"]
    assert kept == pages(PATHS)


def test_every_model_of_the_desk_stands_here_and_those_without_an_act_can_only_be_looked_at(rf, owner):
    assert {model._meta.label_lower for model in admin.site._registry} == ACTS.keys()
    request = rf.get("/admin/")
    request.user = owner
    for model, desk in admin.site._registry.items():
        may = desk.has_add_permission(request), desk.has_change_permission(request), desk.has_delete_permission(request)
        assert any(may) <= bool(ACTS[model._meta.label_lower]), model
