"""
The environment, read and understood: each value in its form, or a sentence that says how to write it. All that is
wrong is said at once, before anything starts.
"""

import os
import zoneinfo
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
import django_cache_url


class Unreadable(Exception):
    """How the value should have been written. Never the value itself: it may hold a password."""


class Environment:
    def __init__(self):
        self.problems = []

    def read(self, name, form, default=""):
        """The value of a variable; one that is empty counts as not set, since compose files write them like that."""
        try:
            return form(os.environ.get(name, "").strip() or default)
        except Unreadable as hint:
            self.problems.append(f"  {name}: {hint}")

    def refuse_unreadable(self):
        if self.problems:
            raise SystemExit("\n".join(["These settings cannot be read (docs/settings.md):", *self.problems]))


def text(value):
    return value


def names(value):
    return [name.strip() for name in value.split(",") if name.strip()]


def folder(value):
    return Path(value).expanduser().absolute()


def writable(value):
    """A folder that is there or can be made, and written to by who runs this."""
    path = folder(value)
    while not os.access(path, os.F_OK) and path != path.parent:
        path = path.parent
    if not path.is_dir() or not os.access(path, os.W_OK | os.X_OK):
        raise Unreadable(f"nothing can be written to {path}; give it to the user who runs this, or name another folder")
    return folder(value)


def kept_in(file):
    """The value, or what this file holds."""

    def read(value):
        try:
            return value or file.read_text().strip()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except OSError:
            raise Unreadable(f"{file} cannot be read; give it to the user who runs this") from None

    return read


def switch(value):
    if value.lower() not in ("on", "off", "true", "false", "yes", "no", "1", "0"):
        raise Unreadable("write on or off")
    return value.lower() in ("on", "true", "yes", "1")


def count(value):
    if not (value.isascii() and value.isdecimal()):
        raise Unreadable("write a whole number: 0, 1, 2 ...")
    return int(value)


def site_url(value):
    hint = "write the public address of the site without a path, like https://careers.example.org"
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        raise Unreadable(hint) from None
    if not is_whole or parts.path.strip("/") or parts.query or parts.fragment or parts.username or " " in value:
        raise Unreadable(hint)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def time_zone(value):
    if value not in zoneinfo.available_timezones():
        raise Unreadable("there is no such time zone; write it like Europe/Berlin")
    return value


def database(value):
    hint = "write it like postgres://user:password@host:5432/name or sqlite:////full/path/to/file.sqlite3"
    try:
        parsed = dj_database_url.parse(value)
    except ValueError:
        raise Unreadable(hint) from None
    kind = parsed["ENGINE"].rpartition(".")[2]
    if kind not in ("postgresql", "sqlite3") or not parsed["NAME"]:
        raise Unreadable(hint)
    return parsed


def cache(value):
    try:
        found = django_cache_url.parse(value)
    except Exception:  # it raises plain ones
        raise Unreadable("write it like redis://host:6379/1, or locmem:// for a cache in each process") from None
    is_redis = found["BACKEND"].endswith("redis.RedisCache")
    return {**found, "BACKEND": "careerguide.redis_cache.SharedCache"} if is_redis else found


MAIL_PORTS = {"smtp": 25, "submission": 587, "smtps": 465}


def mail(value):
    """Django's settings of a mail server. Submission turns to TLS by STARTTLS, smtps speaks it from the first byte."""
    hint = "write it like submission://user:password@host (port 587), smtps://... (465), smtp://host (25) or console:"
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise Unreadable(hint) from None
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in MAIL_PORTS or not parts.hostname:
        raise Unreadable(hint)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "submission",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def storage(value):
    """A bucket for uploads, as a storage of django-storages and the address that readers fetch from."""
    hint = "write it like s3://bucket?region=eu-central-1, with &endpoint=https://... and &domain=... where needed"
    parts = urlsplit(value)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if parts.scheme != "s3" or not parts.netloc or set(options) - {"region", "endpoint", "domain"}:
        raise Unreadable(hint)
    if not find_spec("storages"):
        raise Unreadable("a bucket needs one more package: .venv/bin/pip install -r requirements-s3.txt")
    bucket, region, endpoint = parts.netloc, options.get("region"), options.get("endpoint", "").rstrip("/")
    if not (domain := options.get("domain")):
        host = f"s3.{region}.amazonaws.com" if region else "s3.amazonaws.com"
        domain = f"{urlsplit(endpoint).netloc}/{bucket}" if endpoint else f"{bucket}.{host}"
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "region_name": region,
            "endpoint_url": endpoint or None,
            "custom_domain": domain,
            "querystring_auth": False,
            "file_overwrite": False,
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        },
    }


# Whom readers may sign in by, and whose page asks them.
SOCIAL_SITES = {
    "github": "https://github.com",
    "gitlab": "https://gitlab.com",
    "google": "https://accounts.google.com",
    "microsoft": "https://login.microsoftonline.com",
}


def social_login(value):
    found = [name.lower() for name in names(value)]
    if set(found) - SOCIAL_SITES.keys():
        raise Unreadable(f"write some of {', '.join(SOCIAL_SITES)}, separated by commas")
    return list(dict.fromkeys(found))


def needed_by(setting):
    def form(value):
        if not value:
            raise Unreadable(f"{setting} needs it")
        return value

    return form


PURGE_APIS = {
    "fastly": "https://api.fastly.com/service/{}/purge",
    "cloudflare": "https://api.cloudflare.com/client/v4/zones/{}/purge_cache",
}


def purge(value):
    """Who is told that a page kept elsewhere is old: in which manner, at which address, with which password."""
    hint = "write it like http://127.0.0.1:6081/, fastly://TOKEN@SERVICE or cloudflare://TOKEN@ZONE"
    try:
        parts = urlsplit(value)
        token, _at, place = parts.netloc.rpartition("@")
        is_whole = place and parts.port != 0
    except ValueError:
        raise Unreadable(hint) from None
    if parts.scheme in ("http", "https") and is_whole:
        url = f"{parts.scheme}://{place}{parts.path or '/'}"
        return {"manner": "purge", "url": url, "token": unquote(token)}
    is_name = place.replace("-", "").isalnum() and not parts.path.strip("/")
    if parts.scheme not in PURGE_APIS or not token or not is_name:
        raise Unreadable(hint)
    return {"manner": parts.scheme, "url": PURGE_APIS[parts.scheme].format(place), "token": unquote(token)}


def spam_service(value):
    """Who is asked whether a comment is spam: where, and with which key."""
    hint = "write it like akismet://KEY or https://KEY@spam.example.org/1.1/"
    try:
        parts = urlsplit(value)
        key, _at, place = parts.netloc.rpartition("@")
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise Unreadable(hint) from None
    if parts.scheme == "akismet" and place.isalnum() and not key and not parts.path.strip("/"):
        return {"url": "https://rest.akismet.com/1.1/", "key": place}
    if parts.scheme not in ("http", "https") or not key or not is_whole:
        raise Unreadable(hint)
    return {"url": f"{parts.scheme}://{place}{parts.path.rstrip('/')}/", "key": unquote(key)}


def unless_empty(form):
    return lambda value: form(value) if value else None
