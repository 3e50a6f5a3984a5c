from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from blog.moving.keeping import BadBackup, Refused, prove, restore
from blog.moving.keeping.restoring import other_settings


class Command(BaseCommand):
    help = "Puts a backup into the place of what is here: all of it or nothing. With --check only tries it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="a file that backup wrote")
        parser.add_argument(
            "--check", action="store_true", help="restore into a scratch database, compare, and touch nothing here"
        )
        parser.add_argument("--replace", action="store_true", help="lose what is on this site for what is in the file")

    def handle(self, *, file, check, replace, **options):
        try:
            if check:
                self.check_file(file)
            else:
                self.restore_file(file, replace)
        except (BadBackup, Refused, OSError) as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from error

    def check_file(self, file):
        proven = prove(file, say=self.stdout.write)
        rows = sum(number for table, number in proven.counts.items() if table != "files")
        self.stdout.write(f"Proven: {rows} rows and {proven.counts['files']} pictures of {file} were restored whole.")
        if proven.pk is None:
            self.stdout.write("It is not noted, since the database of this site has no tables yet.")

    def restore_file(self, file, replace):
        manifest = restore(file, replace=replace, say=self.stdout.write)
        self.stdout.write(f"Restored the site as it was at {manifest['made_at']}. Everybody signs in again.")
        for name, there, here in other_settings(manifest):
            self.stdout.write(f"{name} was {there or 'not set'} there, and is {here or 'not set'} here.")
