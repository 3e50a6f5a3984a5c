import json
import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from blog.moving.moves import move_in, names_of_formats, together
from blog.moving.telling import in_words

SOMETHING_REFUSED, NOTHING_READ, STOPPED = 1, 2, 130


class Command(BaseCommand):
    help = (
        "Moves a blog in: an export of Blogger, WordPress or Ghost, Markdown, a feed. The same twice changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="FILE", help="an export: a file, an archive or a folder")
        parser.add_argument("--dry-run", action="store_true", help="write nothing; only say what would come in")
        parser.add_argument("--format", choices=names_of_formats(), help="when it cannot be told from the file")
        parser.add_argument("--series", metavar="SLUG", help="the series that posts with a day join")
        parser.add_argument("--host", metavar="NAME", help="where the blog stood: links to it become links to here")
        parser.add_argument(
            "--pictures",
            choices=("archive", "fetch", "link"),
            default="archive",
            help="from the export alone (the default), also fetched from the network, or all left where they are",
        )
        parser.add_argument("--report", metavar="FILE", help="write the report to this file, as JSON")

    def handle(self, *args, paths, dry_run, report, **options):
        names = ("format", "series", "host", "pictures")
        options = {name: options[name] for name in names} | {"rehearsal": dry_run, "tell": self.progress()}
        reports = []
        for files in together(paths):
            reports.append(self.move(files, options))
            self.tell(reports[-1])
        if report:
            self.write(report, reports[0] if len(reports) == 1 else reports)
        self.end(reports, dry_run)

    def move(self, files, options):
        try:
            return move_in(*files, **options).as_json()
        except KeyboardInterrupt as stop:
            message = "Stopped. What came in until now is whole; run the same again, and it goes on from there."
            raise CommandError(message, returncode=STOPPED) from stop

    def write(self, file, report):
        try:
            Path(file).write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")
        except OSError as error:
            raise CommandError(f"The report cannot be written to {file}: {error.strerror}.") from error

    def progress(self):
        return ProgressLine(self.stderr._out) if sys.stderr.isatty() else None

    def tell(self, report):
        for line in in_words(report):
            self.stdout.write(line)
        for row in report["notes"].get("refused", ()):
            self.stderr.write(f"Refused: {row['about']}: {row['sentence']}")

    def end(self, reports, dry_run):
        refused = sum(len(report["notes"].get("refused", ())) + report["more"].get("refused", 0) for report in reports)
        if not any(report["found"].get(kind) for report in reports for kind in ("post", "page")):
            raise CommandError("Nothing was read.", returncode=NOTHING_READ)
        if refused:
            rest = "would come in" if dry_run else "are in"
            raise CommandError(f"Refused {refused}; the others {rest}.", returncode=SOMETHING_REFUSED)


class ProgressLine:
    """One line on a terminal, written anew as the work goes on: how far, how fast, how long still."""

    EVERY = 0.2  # seconds

    def __init__(self, out):
        self.out, self.step, self.begun_at, self.told_at = out, None, 0.0, 0.0

    def __call__(self, step, done, total):
        now = time.monotonic()
        if step != self.step:
            self.step, self.begun_at = step, now
        elif now - self.told_at < self.EVERY and done < total:
            return
        self.told_at = now
        self.out.write(f"\r\033[K{self.line(done, total, now - self.begun_at)}")
        if total and done >= total:
            self.out.write("\n")
        self.out.flush()

    def line(self, done, total, seconds):
        if not total:
            return f"{self.step} ..."
        rate = done / seconds if seconds > 0 else 0
        left = f", {minutes((total - done) / rate)} left" if rate and done < total else ""
        return f"{self.step}: {done:,} of {total:,} ({rate:,.0f} a second{left})"


def minutes(seconds):
    return f"{seconds // 60:.0f} min {seconds % 60:02.0f} s" if seconds >= 60 else f"{seconds:.0f} s"
