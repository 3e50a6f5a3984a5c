from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from blog.moving.keeping import BadBackup, back_up


class Command(BaseCommand):
    help = "Writes everything into one checksummed file, while the site goes on: rows, pictures, harmless settings."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="the file to write; a former backup is replaced")

    def handle(self, *, file, **options):
        try:
            done = back_up(file)
        except (BadBackup, OSError) as error:
            raise CommandError(f"Nothing was backed up. {error}") from error
        size = filesizeformat(file.stat().st_size).replace("\xa0", " ")
        for name in done.missing:
            self.stderr.write(
                self.style.WARNING(f"The picture {name} is not in the storage; the backup is without it.")
            )
        self.stdout.write(f"{file}: {done.rows} rows of {done.tables} tables and {done.files} pictures, {size}.")
        self.stdout.write("SECRET_KEY is not in it. Keep it elsewhere, or links in letters already sent will not work.")
