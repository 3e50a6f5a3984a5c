"""The pictures beside the database: out of the storage, and into it again whole or not at all."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage

from blog.uploads import PICTURE_ENDINGS

PIECE = 1024 * 1024
HIDDEN = ".restore-"  # beginning of the folder in which pictures wait


def is_kept(name):
    """Whatever else lies there is not ours, and would be sent to browsers as it is."""
    return PurePosixPath(name).suffix.lower() in PICTURE_ENDINGS


def stored_names(folder=""):
    """Every picture in the storage."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        if is_kept(name):
            yield f"{folder}{name}"
    for inner in sorted(folders):
        if not inner.startswith("."):
            yield from stored_names(f"{folder}{inner}/")


def pieces_of(name):
    with default_storage.open(name) as file:
        yield from file.chunks(PIECE)


@contextmanager
def incoming(backup):
    """
    The pictures of a backup, ready beside those that are there. Call what this gives to put them in their place; when
    the block fails after that, the old ones come back.
    """
    names = [name for name in backup.below("media") if is_kept(name)]
    if isinstance(default_storage, FileSystemStorage):
        with Exchange(backup, names) as exchange:
            yield exchange.swap
    else:
        yield lambda: send(backup, names)


class Exchange:
    """
    Pictures of a folder against others. Only what is ours is moved, file by file, since the folder may be a disk of
    its own and hold other things.
    """

    def __init__(self, backup, names):
        self.backup, self.names = backup, names
        self.place = Path(default_storage.location)

    def __enter__(self):
        self.place.mkdir(parents=True, exist_ok=True)
        self.beside = Path(tempfile.mkdtemp(prefix=HIDDEN, dir=self.place))
        self.fresh, self.old = self.beside / "new", self.beside / "old"
        try:
            for name in self.names:
                write(self.fresh / name, self.backup.pieces(f"media/{name}"))
        except BaseException:
            shutil.rmtree(self.beside)
            raise
        return self

    def swap(self):
        for name in list(stored_names()):
            move(self.place / name, self.old / name)
        for name in self.names:
            move(self.fresh / name, self.place / name)

    def swap_back(self):
        for name in self.names:
            if not (self.fresh / name).exists():
                (self.place / name).unlink()
        for path in [path for path in self.old.rglob("*") if path.is_file()]:
            move(path, self.place / path.relative_to(self.old))

    def __exit__(self, kind, *_error):
        if kind is not None:
            self.swap_back()
        shutil.rmtree(self.beside)


def write(path, pieces):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)
    if default_storage.file_permissions_mode is not None:
        path.chmod(default_storage.file_permissions_mode)


def move(path, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    path.rename(target)


def send(backup, names):
    """Into a bucket, which has no folder to exchange: what is there under other names stays."""
    for name in names:
        with backup.zip_file.open(f"media/{name}") as member:
            default_storage.delete(name)
            default_storage.save(name, File(member, name))
