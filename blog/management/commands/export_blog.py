from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from blog.moving.leaving import FORMATS, CannotExport, export_blog


class Command(BaseCommand):
    help = "Writes everything into a folder, pictures included, in a form that others read and import_blog reads back."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder, an empty one or a former export")
        parser.add_argument("--format", choices=FORMATS, required=True, help="markdown for people, json for all of it")
        parser.add_argument("--public", action="store_true", help="only what the public sees, without any address")

    def handle(self, *, folder, format, public, **options):
        try:
            leaving = export_blog(folder, format, public=public)
        except (CannotExport, OSError) as error:
            raise CommandError(f"Nothing was exported. {error}") from error
        for name in leaving.gallery.missing:
            self.stderr.write(
                self.style.WARNING(f"The picture {name} is not in the storage; the export is without it.")
            )
        counts = ", ".join(f"{number} {kind}{'s' if number != 1 else ''}" for kind, number in leaving.counts.items())
        self.stdout.write(f"{folder}: {counts or 'no posts'}.")
