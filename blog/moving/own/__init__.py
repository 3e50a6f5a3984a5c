"""
What our own exports hold, as plain records that YAML and JSON can write: each module knows how one kind goes out and
comes in. docs/leaving.md is the whole format.
"""

from .bringing import bring_own, bring_redirects, is_own

__all__ = ["bring_own", "bring_redirects", "is_own"]
