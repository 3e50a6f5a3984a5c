"""
The file of a backup: a zip whose manifest knows the SHA-256 of every member, and whose last bytes are that of all
bytes before them. So a file that broke off, was damaged anywhere or comes from elsewhere is known by one reading.
"""

import hashlib
import json
import os
import re
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

MANIFEST = "manifest.json"
MARK = b"careerguide backup sha256:"
DIGEST_LENGTH = 64
TAIL = re.compile(re.escape(MARK) + b"[0-9a-f]{%d}" % DIGEST_LENGTH)
PIECE = 1024 * 1024


class BadBackup(Exception):
    """The file is no whole backup of this program. The message says what to do."""


# Writing


@contextmanager
def packing(path):
    """
    A Pack whose members become the file `path` when the block ends well; until then it lies beside it under another
    name. Nobody but its owner may read it: it holds addresses and password hashes.
    """
    path = Path(path)
    refuse_overwriting(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with open(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zip_file:
                zip_file.comment = MARK + b"0" * DIGEST_LENGTH
                yield Pack(zip_file)
            seal(file)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def refuse_overwriting(path):
    if not path.parent.is_dir():
        raise BadBackup(f"There is no folder {path.parent}. Make it first.")
    if path.exists() and not has_mark(path):
        raise BadBackup(f"{path} is there already and is no backup. Choose another name.")


def seal(file):
    """Put the digest of all before it into the last bytes."""
    file.seek(-DIGEST_LENGTH, os.SEEK_END)
    length = file.tell()
    digest = digest_of(file, length)
    file.seek(length)
    file.write(digest.encode())
    file.flush()
    os.fsync(file.fileno())


class Pack:
    def __init__(self, zip_file):
        self.zip_file = zip_file
        self.members = {}

    def write(self, name, pieces, *, compress=True):
        """A member from pieces of bytes. Gives its length."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        digest, length = hashlib.sha256(), 0
        with self.zip_file.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                length += len(piece)
        self.members[name] = {"sha256": digest.hexdigest(), "bytes": length}
        return length

    def close_with(self, manifest):
        text = json.dumps({**manifest, "members": self.members}, indent=1, ensure_ascii=False)
        self.zip_file.writestr(MANIFEST, text)


# Reading


@contextmanager
def opened(path):
    """The Backup in a file, every byte of it verified. Raises BadBackup."""
    path = Path(path)
    if not path.is_file():
        raise BadBackup(f"There is no file {path}.")
    digest = verified_digest(path)
    try:
        zip_file = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise BadBackup(f"{path} cannot be read: {error}.") from error
    with zip_file:
        backup = Backup(path, zip_file, digest)
        backup.verify()
        yield backup


def has_mark(path):
    with path.open("rb") as file:
        return TAIL.fullmatch(last_bytes(file)) is not None


def last_bytes(file):
    length = len(MARK) + DIGEST_LENGTH
    file.seek(max(0, file.seek(0, os.SEEK_END) - length))
    return file.read()


def verified_digest(path):
    with path.open("rb") as file:
        tail = last_bytes(file)
        if not TAIL.fullmatch(tail):
            raise BadBackup(f"{path} is no backup of this program, or was cut short. Take another copy of it.")
        digest = digest_of(file, path.stat().st_size - DIGEST_LENGTH)
    if digest.encode() != tail[len(MARK) :]:
        raise BadBackup(f"{path} was damaged: its checksum does not fit. Take another copy of it.")
    return digest


def digest_of(file, length):
    """The SHA-256 of the first `length` bytes."""
    digest = hashlib.sha256()
    file.seek(0)
    while length and (piece := file.read(min(PIECE, length))):
        digest.update(piece)
        length -= len(piece)
    return digest.hexdigest()


class Backup:
    def __init__(self, path, zip_file, digest):
        self.path, self.zip_file, self.digest = path, zip_file, digest
        self.manifest = self.read_manifest()

    def read_manifest(self):
        try:
            manifest = json.loads(self.zip_file.read(MANIFEST))
        except (KeyError, ValueError, zipfile.BadZipFile) as error:
            raise BadBackup(f"{self.path} has no manifest that can be read.") from error
        if not isinstance(manifest, dict) or not isinstance(manifest.get("members"), dict):
            raise BadBackup(f"{self.path} has no manifest of a backup.")
        return manifest

    def verify(self):
        names = self.zip_file.namelist()
        known = self.manifest["members"]
        if len(set(names)) != len(names) or set(names) != {*known, MANIFEST}:
            raise BadBackup(f"{self.path} holds other files than its manifest says.")
        for name, said in known.items():
            if not is_plain_path(name):
                raise BadBackup(f"{self.path} holds a file with the name {name!r}, which leads elsewhere.")
            if (found := self.digest_of(name)) != said["sha256"]:
                raise BadBackup(f"{self.path}: {name} was changed ({found[:12]} is not {said['sha256'][:12]}).")

    def digest_of(self, name):
        digest = hashlib.sha256()
        for piece in self.pieces(name):
            digest.update(piece)
        return digest.hexdigest()

    def pieces(self, name):
        """The bytes of a member, no more than it is said to have."""
        left = self.manifest["members"][name]["bytes"]
        try:
            with self.zip_file.open(name) as member:
                while piece := member.read(PIECE):
                    left -= len(piece)
                    if left < 0:
                        raise BadBackup(f"{self.path}: {name} is longer than its manifest says.")
                    yield piece
        except zipfile.BadZipFile as error:
            raise BadBackup(f"{self.path}: {name} cannot be read ({error}).") from error

    def lines(self, name):
        """The lines of a member that is text."""
        with self.zip_file.open(name) as member:
            yield from member

    def below(self, folder):
        """Names of the members below a folder, without it."""
        start = f"{folder}/"
        return [name.removeprefix(start) for name in self.manifest["members"] if name.startswith(start)]


def is_plain_path(name):
    path = PurePosixPath(name)
    return name == str(path) and not path.is_absolute() and ".." not in path.parts and "\\" not in name
