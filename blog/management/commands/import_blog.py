import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from blog.moving.markdown import import_markdown

SOMETHING_REFUSED, NOTHING_READ = 1, 2


class Command(BaseCommand):
    help = "Moves posts in from Markdown files and folders of them. The same files twice change nothing."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a Markdown file, or a folder of them")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument("--series", metavar="SLUG", help="the series of posts that name a day and no series")
        parser.add_argument("--report", metavar="FILE", help="write what was done to this file, as JSON")

    def handle(self, *args, paths, dry_run, series, report, **options):
        done = import_markdown(paths, series=series, dry_run=dry_run)
        for note in done.notes:
            self.stdout.write(self.style.WARNING(str(note)))
        for error in done.errors:
            self.stderr.write(str(error))
        if report:
            Path(report).write_text(json.dumps(done.as_json(), indent=2, ensure_ascii=False) + "\n", "utf-8")
        if not done.posts:
            raise CommandError("Nothing was read.", returncode=NOTHING_READ)
        same = len(done.posts) - len(done.made) - len(done.changed)
        verb = "Would have made" if dry_run else "Made"
        self.stdout.write(f"{verb} {len(done.made)}, changed {len(done.changed)}, left {same} as they were.")
        if done.errors:
            raise CommandError(f"Refused {len(done.errors)}; the others are in.", returncode=SOMETHING_REFUSED)
