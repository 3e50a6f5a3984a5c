"""A backup into this site: all of it or nothing."""

from django.core.cache import cache
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from accounts.models import User
from blog.caching import EVERYTHING, make_stale
from blog.models import Post
from blog.search import rebuild

from . import media
from .archive import BadBackup, opened
from .backing_up import FORMAT, VERSION, harmless_settings, member_of
from .tables import Names, columns_of, empty_tables, kept_models, missing_fields, set_sequences, write_rows


class Refused(Exception):
    """The backup is good, and cannot go into this site. The message says what to do."""


def restore(path, *, replace=False, say=lambda line: None):
    """
    Put what a backup holds into the place of all there is. Without `replace` only a site that nobody has begun with is
    written to. Gives the Backup's manifest; raises BadBackup or Refused before anything is touched.
    """
    with opened(path) as backup:
        refuse_unfit(backup)
        bring_up_to_date()
        if not replace and is_in_use():
            raise Refused(
                "There are posts or accounts on this site. To lose all of it for what is in the backup, say --replace; "
                "make a backup of it before."
            )
        say("The file is whole. Writing its rows ...")
        # Pictures first: with them the disk says whether there is room.
        with media.incoming(backup) as swap_media, transaction.atomic():
            fill_database(backup, DEFAULT_DB_ALIAS)
            say("Making the search index ...")
            rebuild()
            swap_media()
        # Of the site that was here.
        cache.clear()
        make_stale(EVERYTHING)
        return backup.manifest


def refuse_unfit(backup):
    """A backup whose tables this version cannot hold."""
    manifest = backup.manifest
    if manifest.get("format") != FORMAT or manifest.get("format_version") != VERSION:
        raise BadBackup(f"{backup.path} is of a kind that this version does not read. Take the version that made it.")
    version = f"It was made by version {manifest['version']}: restore it with that one, then bring that up to date."
    known = MigrationExecutor(connection).loader.disk_migrations
    for app, names in manifest["migrations"].items():
        if unknown := [name for name in names if (app, name) not in known and is_ours(app)]:
            raise Refused(f"The backup knows {app} {unknown[-1]}, and this version does not. {version}")
    for label, table in manifest["tables"].items():
        model = kept_models().get(label)
        if model is None or set(table["columns"]) - set(columns_of(model)):
            raise Refused(f"This version has no place for the table {label} of the backup. {version}")
        if any(not field.has_default() and not field.null for field in missing_fields(model, table["columns"])):
            raise Refused(f"The table {label} has grown since the backup. {version}")


def is_ours(app):
    return app in ("accounts", "blog")


def bring_up_to_date():
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def is_in_use():
    return User.objects.exists() or Post.objects.exists()


def fill_database(backup, using):
    """The rows of a backup in the place of all there are. Wants a transaction."""
    empty_tables(using)
    names = Names(using)
    for label, table in backup.manifest["tables"].items():
        lines = backup.lines(member_of(label))
        try:
            number = write_rows(kept_models()[label], table["columns"], lines, names)
        except (DatabaseError, ValueError, TypeError) as error:
            raise Refused(f"The database refused the rows of {label}: {error}") from error
        if number != table["rows"]:
            raise BadBackup(f"{backup.path} should hold {table['rows']} rows of {label}, and holds {number}.")
    try:
        connections[using].check_constraints()
    except DatabaseError as error:
        raise Refused(f"Rows of the backup point to rows that are not in it: {error}") from error
    set_sequences(using)


def other_settings(manifest):
    """(name, value there, value here) of settings that were others where the backup was made."""
    here = harmless_settings()
    return [(name, value, here.get(name)) for name, value in manifest["settings"].items() if value != here.get(name)]
