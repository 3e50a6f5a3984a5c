"""What is wrong with the settings, a sentence each: `manage.py check` says it, and no server starts with an error."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Warning, register, run_checks
from django.http.request import validate_host

TAG = "settings"
LONG_UNPURGED = 60  # seconds: what somebody has corrected should be corrected when they look again


def is_private():
    """Whether the site is meant for this machine alone."""
    return urlsplit(settings.SITE_URL).hostname in ("127.0.0.1", "localhost", "::1")


@register(TAG)
def check_settings(app_configs, **options):
    return [message for check in CHECKS for message in check()]


def check_secret_key():
    if not settings.HAS_SECRET_KEY and not settings.DEBUG and not is_private():
        yield Error(
            "SECRET_KEY is not set, so sessions and mailed links would be worthless after each restart.",
            hint="Set it to 50 random characters or more, and keep it: python3 -c "
            "'import secrets; print(secrets.token_urlsafe(50))'",
            id="careerguide.E001",
        )


def check_hosts():
    host = urlsplit(settings.SITE_URL).hostname
    if not validate_host(f"[{host}]" if ":" in host else host, settings.ALLOWED_HOSTS):
        yield Error(
            f"ALLOWED_HOSTS does not name {host}, the host of SITE_URL: every visitor would be refused.",
            hint="Add it, or leave ALLOWED_HOSTS empty: then it is the host of SITE_URL and this machine.",
            id="careerguide.E002",
        )


def check_database_folder():
    database = settings.DATABASES["default"]
    folder = Path(database["NAME"]).parent
    if database["ENGINE"].endswith("sqlite3") and database["NAME"] != ":memory:" and not folder.is_dir():
        yield Error(
            f"DATABASE_URL: there is no folder {folder} for the database.",
            hint="Make it, or correct the path: sqlite:////full/path/to/file.sqlite3 has four strokes.",
            id="careerguide.E003",
        )


def check_encryption():
    if not settings.IS_HTTPS and not is_private():
        yield Warning(
            "SITE_URL begins with http: passwords and sessions travel in the open.",
            hint="Put the site behind a proxy with a certificate and write https (docs/deploying.md).",
            id="careerguide.W001",
        )


def check_proxies():
    if settings.IS_HTTPS and not settings.TRUSTED_PROXY_COUNT:
        yield Warning(
            "SITE_URL begins with https, TRUSTED_PROXY_COUNT is 0: behind a proxy each page would redirect to itself.",
            hint="Set it to the number of your own proxies in front of the server, mostly 1.",
            id="careerguide.W002",
        )


def check_shared_caches():
    seconds = settings.SHARED_CACHE_SECONDS
    if settings.PURGE and not seconds:
        yield Warning(
            "PURGE_URL is set, but SHARED_CACHE_SECONDS is 0: no cache in front keeps a page that could be purged.",
            hint="Say how long it may keep one if a purge is lost, say SHARED_CACHE_SECONDS=3600.",
            id="careerguide.W003",
        )
    if not settings.PURGE and seconds > LONG_UNPURGED:
        yield Warning(
            f"Caches in front of the site may show a page for {seconds} seconds after it was changed.",
            hint="Set PURGE_URL, so that they are told, or SHARED_CACHE_SECONDS to a few seconds.",
            id="careerguide.W004",
        )


CHECKS = [
    check_secret_key,
    check_hosts,
    check_database_folder,
    check_encryption,
    check_proxies,
    check_shared_caches,
]


def refuse_bad_settings():
    """For servers, which run no checks by themselves: end with what is wrong."""
    errors = [message for message in run_checks(tags=[TAG]) if message.is_serious()]
    if errors:
        raise SystemExit("\n".join(f"{error.msg} {error.hint}" for error in errors))
