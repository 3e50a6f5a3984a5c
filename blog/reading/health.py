"""For whatever watches the site: does the process live, and can it serve."""

import secrets

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from blog.followups import is_behind


@require_safe
@never_cache
def healthz(request):
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    checks = {"database": database_answers, "cache": cache_keeps, "follow-ups": followups_are_done}
    found = {name: "ok" if passes(check) else "failing" for name, check in checks.items()}
    return JsonResponse(found, status=200 if set(found.values()) == {"ok"} else 503)


def passes(check):
    try:
        return check()
    except Exception:  # whatever a database or cache raises when it is away
        return False


def database_answers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def cache_keeps():
    word = secrets.token_hex(4)
    cache.set("readyz", word, 60)
    is_away = getattr(cache, "is_away", bool)  # then what was set is in this process alone
    return cache.get("readyz") is not None and not is_away()


def followups_are_done():
    return not is_behind()
