"""The folder of an export: made under another name, and put in its place when it is whole."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from ..own.files import JSON_NAME, MARK, YAML_NAMES

# What an export of ours puts into its folder. Anything else in a former one stays: somebody's .git, for one.
OURS = {"roles", "essays", "pages", "pictures", "originals", MARK, JSON_NAME, *YAML_NAMES.values()}
OUR_ENDINGS = (".wxr.xml", ".blogger.xml")


class CannotExport(Exception):
    """The message says what to do."""


@contextmanager
def staged(folder):
    """
    A new folder that takes the place of `folder` when the block ends well. A broken-off one is gone. Only its owner may
    look into it, as there may be addresses of commenters in it; what was there before keeps its rights.
    """
    folder = Path(folder).absolute()
    refuse_taken(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield stage
        if folder.exists():
            stage.chmod(folder.stat().st_mode & 0o777)
        exchange(stage, folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def refuse_taken(folder):
    if not folder.exists():
        return
    if not folder.is_dir():
        raise CannotExport(f"{folder} is a file. Name a new folder.")
    if any(folder.iterdir()) and not (folder / MARK).is_file():
        raise CannotExport(f"{folder} is not empty, and no former export. Name a new folder, or an empty one.")


def exchange(stage, folder):
    if not folder.exists():
        stage.rename(folder)
        return
    old = stage.with_name(f"{stage.name}-old")
    folder.rename(old)
    try:
        stage.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    for path in old.iterdir():
        if not is_ours(path):
            path.rename(folder / path.name)
    shutil.rmtree(old)


def is_ours(path):
    return path.name in OURS or path.name.endswith(OUR_ENDINGS)
