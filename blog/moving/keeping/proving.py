"""A restore into a scratch place, to have seen it work."""

import hashlib
import secrets
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction
from django.utils.dateparse import parse_datetime

from blog.models import ProvenRestore

from .archive import BadBackup, opened
from .backing_up import member_of
from .restoring import fill_database, refuse_unfit
from .tables import Names, kept_models, lines_of

ALIAS = "scratch"


def prove(path, *, say=lambda line: None):
    """
    Restore a backup into a database made for it, read every row back and compare. Gives the ProvenRestore that says so;
    unsaved where this site has no tables yet. The pictures were compared with their checksums when the file was opened.
    """
    with opened(path) as backup:
        refuse_unfit(backup)
        say("The file is whole. Restoring it into a scratch database ...")
        with scratch_database() as using:
            with in_place_of_the_sites(using):
                call_command("migrate", database=using, interactive=False, verbosity=0)
            with transaction.atomic(using):
                fill_database(backup, using)
            counts = compare(backup, using)
        proven = ProvenRestore(
            file_name=backup.path.name,
            sha256=backup.digest,
            backed_up_at=parse_datetime(backup.manifest["made_at"]),
            counts={**counts, "files": len(backup.below("media"))},
        )
    with suppress(DatabaseError):  # a backup may be tried where no site is
        proven.save()
    return proven


def compare(backup, using):
    """{table: rows}, when each table reads the same as in the backup."""
    counts, names = {}, Names(using)
    for label, table in backup.manifest["tables"].items():
        digest = hashlib.sha256()
        for line in lines_of(kept_models()[label], table["columns"], names):
            digest.update(line)
        if digest.hexdigest() != backup.manifest["members"][member_of(label)]["sha256"]:
            raise BadBackup(f"Restored, the rows of {label} are not those of the backup. Make a new backup and try it.")
        if table["rows"]:
            counts[label] = table["rows"]
    return counts


@contextmanager
def in_place_of_the_sites(using):
    """Some libraries' migrations ask for the site's database, whichever is being migrated: they get this one."""
    site = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[using]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = site


@contextmanager
def scratch_database():
    """The alias of a database that is gone afterwards: of the kind the site has, where it may make one."""
    with tempfile.TemporaryDirectory(prefix="careerguide-check-") as folder:
        name = made_on_server()
        connections.settings[ALIAS] = settings_of(name) if name else settings_of_file(Path(folder) / "scratch.sqlite3")
        try:
            yield ALIAS
        finally:
            connections[ALIAS].close()
            del connections[ALIAS], connections.settings[ALIAS]
            if name:
                run_beside(f"DROP DATABASE {connection.ops.quote_name(name)}")


def made_on_server():
    """The name of a new database beside the site's; None where it may not make one."""
    if connection.vendor != "postgresql":
        return None
    name = f"careerguide_check_{secrets.token_hex(4)}"
    try:
        run_beside(f"CREATE DATABASE {connection.ops.quote_name(name)}")
    except DatabaseError:
        return None
    return name


def run_beside(statement):
    """On the server, in no database of ours."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def settings_of(name):
    return {**connections.settings[DEFAULT_DB_ALIAS], "NAME": name}


def settings_of_file(path):
    return {**settings_of(path), "ENGINE": "django.db.backends.sqlite3", "OPTIONS": {}}
