"""
What somebody hands us to move in: a file, a folder or an archive, opened so that nothing in it can do harm.

Names of members are relative, with slashes. Nothing is unpacked to disk, and an archive inside an archive stays shut.
"""

import contextlib
import io
import os
import stat
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from .archives import Archive
from .reports import Refused

MAX_MEMBERS = 200_000
TOO_MANY = f"{{name}} holds more than {MAX_MEMBERS:,} files. Hand over the folder or archive of the blog alone."
# What systems leave in folders and archives for themselves.
OF_SYSTEMS = {"__MACOSX", "Thumbs.db", "desktop.ini"}


def open_source(path, *, host=None):
    """
    The Source at a path: use it as a context manager. `host`: the name the blog was reached under, if the owner says so
    (an address will do). Raises Refused when it cannot be read.
    """
    path = Path(path)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise Refused(f"There is no file or folder {path}. Check the name.") from error
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    if stat.S_ISDIR(mode):
        return FolderSource(path, host)
    if not stat.S_ISREG(mode):
        raise Refused(f"{path} is neither a file nor a folder. Give the export itself.")
    with readable(path), path.open("rb") as file:
        beginning = file.read(4)
    if not beginning:
        raise Refused(f"{path.name} is empty. Export the blog again, and wait for the download to end.")
    return ArchiveSource(path, host) if beginning[:2] == b"PK" else FileSource(path, host)


def bare_host(host):
    """The host of an address or a bare name: "https://My.blog.example/" is "my.blog.example"."""
    host = (host or "").strip().lower()
    try:
        return urlsplit(host if "//" in host else f"//{host}").hostname or ""
    except ValueError:
        return ""


@contextlib.contextmanager
def readable(name):
    """Says in a sentence what the system has against reading."""
    try:
        yield
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror or error}.") from error


def is_of_systems(name):
    return any(part.startswith(".") or part in OF_SYSTEMS for part in PurePosixPath(name).parts)


class Source:
    """
    `members()`: the names in it, without hidden files; `size(member)`; `open(member)`: a binary stream that gives no
    more than that size; `member in source`. Unknown names raise KeyError, damage raises Refused.
    """

    is_file = is_folder = False  # neither: an archive

    def __init__(self, path, host=None):
        self.path = path
        self.name = path.name or str(path)
        self.host = bare_host(host)
        # What was passed over, for the report: (name, sentence).
        self.notes = []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        pass

    def beginning(self, member, length=4096):
        with self.open(member) as stream:
            return stream.read(length)

    def has_near_beginning(self, member, *signs, within=64 * 1024):
        """Whether one of these stands near its beginning, in whatever encoding."""
        beginning = self.beginning(member, within).replace(b"\0", b"")
        return any(sign in beginning for sign in signs)

    def ending_in(self, *endings):
        """The members with one of these endings, in any case."""
        return (name for name in self.members() if name.lower().endswith(endings))


class FileSource(Source):
    """A single file: a source of one member, named as it is."""

    is_file = True

    def members(self):
        yield self.name

    def __contains__(self, member):
        return member == self.name

    def size(self, member):
        self.check(member)
        return self.path.stat().st_size

    def open(self, member):
        self.check(member)
        with readable(self.name):
            return self.path.open("rb")

    def check(self, member):
        if member != self.name:
            raise KeyError(member)


class FolderSource(Source):
    is_folder = True

    def __init__(self, path, host=None):
        super().__init__(path, host)
        self.root = path.resolve()
        self.name = self.root.name or str(path)

    def members(self):
        """In order of their names. Symbolic links that lead out of the folder are passed over."""
        number = 0
        for folder, folders, files in os.walk(self.root, onerror=self.note_error):
            folders.sort()
            for file in sorted(files):
                name = PurePosixPath(os.path.relpath(os.path.join(folder, file), self.root)).as_posix()
                if is_of_systems(name) or not self.is_inside(name):
                    continue
                number += 1
                if number > MAX_MEMBERS:
                    raise Refused(TOO_MANY.format(name=self.name))
                yield name
            folders[:] = [name for name in folders if not is_of_systems(name) and not self.is_link(folder, name)]

    def is_link(self, folder, name):
        path = os.path.join(folder, name)
        if os.path.islink(path):
            self.note(
                os.path.relpath(path, self.root), "is a link to a folder, and was not followed. Put the folder there."
            )
        return os.path.islink(path)

    def note_error(self, error):
        self.note(error.filename, f"cannot be read: {error.strerror}.")

    def note(self, name, sentence):
        if (str(name), sentence) not in self.notes:
            self.notes.append((str(name), sentence))

    def is_inside(self, name):
        try:
            path = (self.root / name).resolve(strict=True)
            is_ours = path.is_relative_to(self.root)
            if not is_ours:
                self.note(name, "is a link that leads out of the folder. Put the file itself there.")
            return is_ours and path.is_file()
        except (OSError, RuntimeError, ValueError):
            return False

    def __contains__(self, member):
        parts = PurePosixPath(member).parts
        return bool(parts) and ".." not in parts and not member.startswith("/") and self.is_inside(member)

    def size(self, member):
        self.check(member)
        return (self.root / member).stat().st_size

    def open(self, member):
        self.check(member)
        with readable(member):
            return (self.root / member).open("rb")

    def check(self, member):
        if member not in self:
            raise KeyError(member)


class ArchiveSource(Source):
    """A zip archive, of which only the list of its members is read and what is asked for."""

    def __init__(self, path, host=None):
        super().__init__(path, host)
        self.archive = Archive(path, MAX_MEMBERS, TOO_MANY.format(name=self.name))

    def close(self):
        self.archive.close()

    def members(self):
        return (name for name in self.archive.members if not is_of_systems(name))

    def __contains__(self, member):
        return member in self.archive.members

    def size(self, member):
        return self.archive.members[member].file_size

    def open(self, member):
        return io.BufferedReader(self.archive.open(member))
