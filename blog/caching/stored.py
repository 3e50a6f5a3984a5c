"""
The pages that all processes of this machine share, as files. What one process has drawn the others read, so a page that
everybody wants is drawn once, and not once in each; and the next start begins with what the last one left, also when it
finds no database.

A file holds what a page in memory does: which changes there had been when its drawing began, and where those of what
it shows are counted. So nobody has to tell a file that it is old. It is written whole and put in place by renaming: who
reads gets the page before or this one. Other code, templates or settings make other pages, and so does a start of the
machine, which may have lost the last changes counted: each of them has a folder of its own.
"""

import fcntl
import hashlib
import json
import logging
import os
import shutil
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import zstandard
from django.conf import settings

from .shelf import Page

MOST_BYTES = 256 * 1024 * 1024
PRUNED_EVERY, PRUNED_AFTER = 500, 3600  # files a process writes, or seconds, whichever comes first
# Long after a page is drawn anew its file is only what is shown while that fails; and it may name who left since.
KEPT_FOR = 24 * 3600  # seconds
PLACES = 1 << 20  # of locks, one for a page mostly
LOOK_AGAIN = 0.01  # seconds
FIELDS = ("status", "headers", "places", "count", "drawn_at", "fresh_until", "last_modified", "control", "shared_until")
CODE = ("accounts", "blog", "careerguide", "locale", "templates")
SETTINGS = ("DATABASE", "LANGUAGE_CODE", "MEDIA_URL", "PURGE", "SHARED_CACHE_SECONDS", "SITE_URL", "TIME_ZONE")
BOOT = Path("/proc/sys/kernel/random/boot_id")
log = logging.getLogger(__name__)


class Stored:
    def __init__(self, folder, most_bytes=MOST_BYTES):
        self.folder, self.most_bytes, self.written = Path(folder) / stamp(), most_bytes, 0
        self.pruned_at = time.time()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for other in self.folder.parent.iterdir():
            if other != self.folder:
                shutil.rmtree(other, ignore_errors=True)
        # Closed with the process: to close any handle of it would give up all of the process's locks.
        self.locks = os.open(self.folder / "locks", os.O_RDWR | os.O_CREAT, 0o600)

    def get(self, key):
        """The page as it was drawn last, or None."""
        try:
            head, _line, body = self.path(key).read_bytes().partition(b"\n")
            fields = json.loads(head)
            headers = [(name, value) for name, value in fields.pop("headers")]
            return Page(**fields, headers=headers, body=zstandard.decompress(body))
        except (OSError, ValueError, TypeError, KeyError, zstandard.ZstdError):
            return None  # there is none, or another hand was at it

    def put(self, key, page):
        """Says whether others find it now."""
        path = self.path(key)
        draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        head = json.dumps({name: getattr(page, name) for name in FIELDS}).encode()
        is_there = False
        try:
            draft.write_bytes(head + b"\n" + zstandard.compress(page.body, 1))
            draft.replace(path)
            is_there = True
        except OSError as error:  # a full disk, or a newer version has taken the folder away
            log.warning("A page could not be stored: %s", error)
            remove(draft)
        self.written += 1
        if self.written % PRUNED_EVERY == 0 or time.time() - self.pruned_at > PRUNED_AFTER:
            self.prune()
        return is_there

    def drop(self, key):
        remove(self.path(key))

    def path(self, key):
        return self.folder / hashlib.sha256(repr(key).encode()).hexdigest()

    def prune(self):
        """What was drawn long ago leaves, and as much more as is too much: those drawn longest ago first."""
        files, self.pruned_at = [], time.time()
        with suppress(OSError):  # others prune too
            files = [(entry.stat(), entry.path) for entry in os.scandir(self.folder) if entry.name != "locks"]
        files.sort(key=lambda file: file[0].st_mtime)
        left = sum(file.st_size for file, _path in files)
        for file, path in files:
            if left <= self.most_bytes and file.st_mtime > self.pruned_at - KEPT_FOR:
                return
            remove(Path(path))
            left -= file.st_size

    @contextmanager
    def alone(self, key, seconds):
        """
        Within, no other process draws this page, unless it took longer than `seconds`. Gives whether there was one to
        wait for. The system gives up the lock of a process that dies.
        """
        place, deadline, waited = int(self.path(key).name[:8], 16) % PLACES, time.monotonic() + seconds, False
        while not (is_mine := self.lock(place)) and time.monotonic() < deadline:
            waited = True
            time.sleep(LOOK_AGAIN)
        try:
            yield waited
        finally:
            if is_mine:
                fcntl.lockf(self.locks, fcntl.LOCK_UN, 1, place)

    def lock(self, place):
        try:
            fcntl.lockf(self.locks, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except OSError:
            return False
        return True


def remove(path):
    with suppress(OSError):  # it is gone already, or the disk can only be read now
        path.unlink()


def stamp():
    """Another one for everything that makes other pages of the same rows."""
    mark = hashlib.sha256(repr([getattr(settings, name) for name in SETTINGS]).encode())
    with suppress(OSError):
        mark.update(BOOT.read_bytes())
    files = {settings.BASE_DIR / "requirements.txt", Path(settings.STATIC_ROOT) / "staticfiles.json"}
    for folder in CODE:
        files.update(path for path in (settings.BASE_DIR / folder).rglob("*.*") if path.suffix != ".pyc")
    for path in sorted(files):
        with suppress(OSError):
            file = path.stat()
            mark.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return mark.hexdigest()[:16]
