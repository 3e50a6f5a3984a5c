from django.db import DEFAULT_DB_ALIAS, connections

from . import postgresql, sqlite

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def engine(using=DEFAULT_DB_ALIAS):
    """The module that keeps the index in this database. Both hold the same functions."""
    return ENGINES[connections[using].vendor]
