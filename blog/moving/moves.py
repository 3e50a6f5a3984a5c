"""A whole move, from a file to its report: what the command and the desk both run."""

from contextlib import suppress

from django.db import DatabaseError, OperationalError
from django.utils import timezone

from blog.models import Move

from . import own_json, own_markdown
from .bringing import bring_in
from .bringing.days import series_named
from .formats import find_format, format_names
from .own import bring_redirects
from .progress import Progress
from .reports import Refused, Report
from .shelf import Shelf
from .sources import open_source
from .unpacking import unpacked

OWN = (own_json, own_markdown)  # formats that say everything themselves
STOPPED = "It was stopped before its end. What came in until then is whole; run the same again to go on."
BUSY = "The database did not answer ({why}). Run the same again: it goes on where it stopped."


def move_in(
    *paths, series=None, format=None, host=None, pictures="archive", rehearsal=False, by=None, tell=None, move=None
):
    """
    Move the blog at a path in and give the Report, also of what was refused. Several paths are one blog only as
    `together` gives them. `series`: the slug of that which its days join. `pictures`: archive, fetch or link.
    `tell(step, done, total)` hears how far it is. `move`: the Move that the desk made for it; without one a row is
    made, unless it is a rehearsal, which writes nothing.
    """
    name = ", ".join(map(str, paths))
    report = Report(source=name, is_rehearsal=rehearsal)
    options = {"series": series, "format": format, "host": host, "pictures": pictures}
    if move is None and not rehearsal:
        move = Move.objects.create(source_name=name[:300], options=options, by=by, state=Move.State.RUNNING)
    progress = Progress(tell, move)
    try:
        read_and_bring(paths, report, progress, **options)
    except Refused as refused:
        report.refuse(report.source, str(refused))
    except OperationalError as error:
        report.refuse(report.source, BUSY.format(why=error))
    except BaseException:  # an error of ours, or somebody who does not want to wait
        with suppress(DatabaseError):
            tell_stopped(move)
        raise
    if move:
        finish(move, report)
    return report


def together(paths):
    """The paths as moves: what is our own is brought in at once, since posts name each other across files."""
    own = [[path for path in paths if own_format(path) is format] for format in OWN]
    return [*filter(None, own), *([path] for path in paths if own_format(path) is None)]


def own_format(path, name=None):
    return next((own for own in OWN if name in (None, "", own.NAME) and own.is_it(path)), None)


def names_of_formats():
    return list(dict.fromkeys([*format_names(), *(own.NAME for own in OWN)]))


def read_and_bring(paths, report, progress, *, series, format, host, pictures):
    joined = series_named(series) if series else None
    progress.step("Reading")
    with unpacked(paths[0]) as path:
        if own := own_format(path, format):
            report.format = own.NAME
            own.bring([path, *paths[1:]], report, progress, series=joined, rehearsal=report.is_rehearsal)
            return
    with open_source(paths[0], host=host) as source, Shelf() as shelf:
        found = find_format(source, format)
        report.format, report.source = found.NAME, source.name
        found.read(source, shelf, report)
        for name, sentence in source.notes:
            report.note("doubtful", name, sentence)
        options = {"series": joined, "pictures": pictures, "host": host, "rehearsal": report.is_rehearsal}
        bring_in(source, shelf, report, progress, **options)
    if not report.is_rehearsal:
        report.made["address"] += bring_redirects(paths[0])


def tell_stopped(move):
    if move:
        stopped = {"state": Move.State.REFUSED, "problem": STOPPED, "step": "", "finished_at": timezone.now()}
        Move.objects.filter(pk=move.pk).update(**stopped)


def finish(move, report):
    refused = report.notes.get("refused", [])
    move.state = Move.State.REFUSED if report.is_empty and refused else Move.State.DONE
    move.problem = " ".join(sentence for _about, sentence in refused) if move.state == Move.State.REFUSED else ""
    move.format, move.report = report.format[:20], report.as_json()
    move.step, move.finished_at = "", timezone.now()
    move.save(update_fields=["state", "problem", "format", "report", "step", "finished_at"])
