"""Counting on the side: it must never make anybody wait, and what cannot be counted now is not."""

from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction

PATIENCE = 20  # milliseconds


def tally(count):
    """Whether `count()`, a small write that nothing depends on, went through at once."""
    try:
        with impatient(), transaction.atomic():
            count()
    except DatabaseError:  # locked by an import, or to be read only
        return False
    return True


@contextmanager
def impatient():
    """Within, a lock that somebody else holds is an error instead of a wait."""
    with connection.cursor() as cursor:
        before = set_patience(cursor, PATIENCE)
        try:
            yield
        finally:
            set_patience(cursor, before)


def set_patience(cursor, patience):
    """Milliseconds, or what the database calls them. Gives what was set before."""
    if connection.vendor == "postgresql":
        cursor.execute("SELECT current_setting('lock_timeout'), set_config('lock_timeout', %s, false)", [str(patience)])
        return cursor.fetchone()[0]
    before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")
    return before
