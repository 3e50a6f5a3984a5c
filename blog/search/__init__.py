"""The index of all texts and the questions asked of it, on SQLite and PostgreSQL alike."""

from .index import forget_deleted, index_new_posts, index_post, index_posts, keep_tables, rebuild, remove_post
from .queries import Hit, Near, SearchPage, search, suggest_near

__all__ = [
    "Hit",
    "Near",
    "SearchPage",
    "forget_deleted",
    "index_new_posts",
    "index_post",
    "index_posts",
    "keep_tables",
    "rebuild",
    "remove_post",
    "search",
    "suggest_near",
]
