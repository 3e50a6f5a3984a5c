"""
Our own Markdown, which says everything of a post itself: it comes in field by field, not by way of the shelf.

A format of our own has NAME, `is_it(path)` and `bring(paths, report, progress, series=, rehearsal=)`; see moves.py.
"""

from pathlib import Path

from blog.models import Post

from .markdown import Refused as RefusedLine
from .markdown import import_markdown
from .markdown.documents import find_files, read_document
from .own import bring_own, is_own

NAME = "markdown"
LOOKED_AT = 50  # files of a folder: it may be one of another kind, with thousands


def is_it(path):
    """Whether some Markdown file there says which kind of post it is: only ours do."""
    files = (file for file, _number in zip(find_files([path]), range(LOOKED_AT), strict=False))
    return any(file is not None and says_its_kind(file, root) for file, root in files)


def says_its_kind(file, root):
    try:
        return read_document(Path(file), root).front.get("kind") in Post.Kind.values
    except (RefusedLine, OSError):
        return False


def bring(paths, report, progress, *, series=None, rehearsal=False):
    progress.step("Bringing in posts")
    slug = series and series.slug
    # An export of ours has more than posts beside them, and is a whole by itself.
    for path in filter(is_own, paths):
        tell(bring_own(path, series=slug, dry_run=rehearsal), report)
    if others := [path for path in paths if not is_own(path)]:
        tell(import_markdown(others, series=slug, dry_run=rehearsal), report)


def tell(done, report):
    """What came of it, in the words of every move."""
    fresh = {id(post) for post in done.made}
    changed = {id(post) for post in done.changed}
    for post in done.posts:
        report.find(kind_of(post), status_of(post))
        if id(post) in fresh:
            report.make_post(post)
        elif id(post) in changed:
            report.made["change"] += 1
        else:
            report.known[kind_of(post)] += 1
    report.made.update(+done.counts)
    for error in done.errors:
        report.refuse(about(error), error.message)
    for note in done.notes:
        report.note("doubtful", about(note), note.message)


def kind_of(post):
    return "page" if post.kind == Post.Kind.PAGE else "post"


def status_of(post):
    if post.publish_at:
        return "public" if post.is_public() else "scheduled"
    return post.state


def about(remark):
    return f"{remark.path}, line {remark.line}" if remark.line else remark.path
