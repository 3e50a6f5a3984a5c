"""Our own JSON, a record a line: it comes in as it is, not by way of the shelf. See own_markdown.py."""

from pathlib import Path

from .own import bring_own
from .own.files import JSON_NAME
from .own_markdown import tell

NAME = "json"


def is_it(path):
    path = Path(path)
    return path.name == JSON_NAME or (path / JSON_NAME).is_file()


def bring(paths, report, progress, *, series=None, rehearsal=False):
    progress.step("Bringing in posts")
    for path in paths:
        tell(bring_own(path, series=series and series.slug, dry_run=rehearsal), report)
