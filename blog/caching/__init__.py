"""
Whole pages kept for strangers, in front of Django. A page says what it is made of while it is drawn; an action says
what it changed; a page is shown again as long as nothing it is made of has changed since its drawing began.
"""

from .changes import last_change, make_stale, show_at_once
from .drawn import digest, drawn_from
from .making import EVERYTHING, is_drawing, keep_page, made_of, until
from .pages import KeptPages
from .remembered import remembered

__all__ = [
    "EVERYTHING",
    "KeptPages",
    "digest",
    "drawn_from",
    "is_drawing",
    "keep_page",
    "last_change",
    "made_of",
    "make_stale",
    "remembered",
    "show_at_once",
    "until",
]
