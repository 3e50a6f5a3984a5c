"""Posts as Markdown files, in and out. docs/markdown.md is the whole format."""

from .bringing import import_markdown
from .report import Refused, Report
from .writing import to_markdown

__all__ = ["Refused", "Report", "import_markdown", "to_markdown"]
