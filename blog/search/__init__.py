"""The index of all texts and the questions asked of it, on SQLite and PostgreSQL alike."""

from .index import (
    forget_deleted,
    forget_name,
    index_new_posts,
    index_post,
    index_read_posts,
    keep_name,
    keep_tables,
    rebuild,
    remove_post,
)
from .narrowing import FACTS, STATED, sums
from .queries import Hit, Near, SearchPage, search, suggest_near
from .suggestions import suggest

__all__ = [
    "FACTS",
    "STATED",
    "Hit",
    "Near",
    "SearchPage",
    "forget_deleted",
    "forget_name",
    "index_new_posts",
    "index_post",
    "index_read_posts",
    "keep_name",
    "keep_tables",
    "rebuild",
    "remove_post",
    "search",
    "suggest",
    "suggest_near",
    "sums",
]
