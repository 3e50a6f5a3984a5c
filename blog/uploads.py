"""
Where uploads lie. The server sends this folder as it is, by the endings of its files and past every header of ours, so
nothing may ever lie in it that a browser would run: pictures alone, which we have drawn again ourselves.
"""

import os
import secrets
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage

PICTURE_ENDINGS = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"}


class PictureStorage(FileSystemStorage):
    def save(self, name, content, max_length=None):
        if PurePosixPath(name or content.name).suffix.lower() not in PICTURE_ENDINGS:
            raise SuspiciousFileOperation(f"Only pictures are kept among the uploads, not {name or content.name}.")
        return super().save(name, content, max_length)

    def put(self, name, content):
        """Write what is to stand at `name`. Whoever fetches it meanwhile gets all of the old one, or of the new."""
        path = PurePosixPath(name)
        waiting = self.save(str(path.with_name(f".{secrets.token_hex(6)}{path.suffix}")), content)
        os.replace(self.path(waiting), self.path(name))


def put(storage, name, content):
    """The same in any storage. A bucket shows nothing there for a moment."""
    if hasattr(storage, "put"):
        storage.put(name, content)
    else:
        storage.delete(name)
        storage.save(name, content)


class PrivateStorage(FileSystemStorage):
    """What nobody may fetch: exports on their way in, whole blogs with their drafts. Beside the database, not media."""

    @property
    def base_location(self):
        return settings.VAR_DIR / "private"

    @property
    def location(self):
        return str(self.base_location)

    def url(self, name):
        raise ValueError("Nobody may fetch this file.")
