"""Databases of a size: made once, and copied, so that nothing is ever written to the one that was handed over."""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from .asking import environment, run_inside


class Unavailable(Exception):
    """Why something is left out, in words for the reader of the table."""


def kind_of(url):
    return "SQLite" if url.startswith("sqlite") else "PostgreSQL"


def make_missing(url, posts):
    """See that there is a database of that address; a new one is filled, one that is there is left as it is."""
    if url.startswith("sqlite"):
        path = path_of(url)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            being_made = path.with_suffix(".being-made")
            being_made.unlink(missing_ok=True)
            run_inside(environment(f"sqlite:///{being_made}"), "fill", str(posts))
            being_made.rename(path)
        return
    with asked(url) as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name_of(url)])
        if cursor.fetchone():
            return
        cursor.execute(f'CREATE DATABASE "{name_of(url)}"')
    run_inside(environment(url), "fill", str(posts))


@contextmanager
def copy_of(url, folder):
    """The address of a copy, brought up to date, for as long as the block lasts."""
    if url.startswith("sqlite"):
        copy = folder / "copy.sqlite3"
        with (
            closing(sqlite3.connect(f"file:{path_of(url)}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(copy)) as new,
        ):
            old.backup(new)
        address = f"sqlite:///{copy}"
        run_inside(environment(address), "migrate")
        yield address
        return
    copy = f"{name_of(url)}_copy"
    with asked(url) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name_of(url)}" STRATEGY FILE_COPY')
    address = urlsplit(url)._replace(path=f"/{copy}").geturl()
    try:
        run_inside(environment(address), "migrate")
        yield address
    finally:
        with asked(url) as cursor:
            cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


def path_of(url):
    return Path(url.removeprefix("sqlite:///"))


def name_of(url):
    return urlsplit(url).path.strip("/")


@contextmanager
def asked(url):
    """A cursor in the house of the database, whose own may not be there yet."""
    try:
        with closing(psycopg2.connect(urlsplit(url)._replace(path="/postgres").geturl())) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor
    except psycopg2.OperationalError as error:
        raise Unavailable(f"PostgreSQL: {str(error).splitlines()[0]}") from None
