"""Everything out again, in forms that others read and we read back: docs/leaving.md."""

from .leaving import FORMATS, export_blog
from .staging import CannotExport

__all__ = ["FORMATS", "CannotExport", "export_blog"]
