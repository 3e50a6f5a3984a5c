"""The whole site in one checksummed file, and back: docs/backup.md."""

from .archive import BadBackup
from .backing_up import back_up
from .proving import prove
from .restoring import Refused, restore

__all__ = ["BadBackup", "Refused", "back_up", "prove", "restore"]
