"""Posts as Markdown files, in and out. docs/markdown.md is the whole format."""

from .bringing import import_markdown
from .report import Refused, Report

__all__ = ["Refused", "Report", "import_markdown"]
