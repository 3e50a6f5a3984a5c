"""Everything there is into one file, while the site goes on."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from blog.models import Picture

from . import media
from .archive import packing
from .tables import Names, columns_of, kept_models, lines_of, snapshot

FORMAT, VERSION = "careerguide backup", 1
# What a new machine should be told as well. Nothing that opens a door.
SETTINGS = ("SITE_URL", "TIME_ZONE", "LANGUAGE_CODE", "DEFAULT_FROM_EMAIL", "TRUSTED_PROXY_COUNT")


@dataclass
class Done:
    rows: int
    tables: int
    files: int
    missing: list  # pictures the database knows and the storage has not


def back_up(path, *, using=DEFAULT_DB_ALIAS):
    """Write the backup `path`. The rows are of one moment; pictures that come later may be in it as well."""
    with packing(path) as pack:
        made_at = timezone.now()
        with snapshot(using):
            manifest = manifest_of(using, made_at)
            manifest["tables"] = {label: write_table(pack, label, using) for label in kept_models()}
            names = picture_names(using)
        files = [name for name in media.stored_names() if write_file(pack, name)]
        missing = [name for name in names if f"media/{name}" not in pack.members]
        pack.close_with({**manifest, "missing": missing})
    rows = sum(table["rows"] for table in manifest["tables"].values())
    return Done(rows, len(manifest["tables"]), len(files), missing)


def manifest_of(using, made_at):
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "made_at": made_at.isoformat(),
        "version": program_version(),
        "engine": connections[using].vendor,
        "migrations": applied_migrations(using),
        "settings": harmless_settings(),
    }


def write_table(pack, label, using):
    model, number = kept_models()[label], 0

    def counted():
        nonlocal number
        for line in lines_of(model, columns_of(model), Names(using)):
            number += 1
            yield line

    pack.write(member_of(label), counted())
    return {"columns": columns_of(model), "rows": number}


def member_of(label):
    return f"rows/{label}.jsonl"


def picture_names(using):
    return list(Picture.objects.using(using).order_by("pk").values_list("file", flat=True))


def write_file(pack, name):
    """Whether it was still there: it may have been deleted since the folder was read."""
    try:
        pack.write(f"media/{name}", media.pieces_of(name), compress=False)
    except FileNotFoundError:
        return False
    return True


def applied_migrations(using):
    found = {}
    for app, name in sorted(MigrationRecorder(connections[using]).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def program_version():
    project = Path(settings.BASE_DIR) / "pyproject.toml"
    return tomllib.loads(project.read_text("utf-8"))["project"]["version"]


def harmless_settings():
    database, storage = settings.DATABASES[DEFAULT_DB_ALIAS], settings.STORAGES["default"]
    return {name: getattr(settings, name) for name in SETTINGS} | {
        "DATABASE_URL": f"{database['ENGINE'].rpartition('.')[2]}: {Path(str(database['NAME'])).name}",
        "STORAGE_URL": storage.get("OPTIONS", {}).get("bucket_name", ""),
        "EMAIL_URL": getattr(settings, "EMAIL_HOST", "")
        if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
        else "",
        "MEDIA_URL": urlsplit(settings.MEDIA_URL).path,
    }
