"""What the tables of our models are made of. Run by itself it prints those that the migrations make, as JSON."""

import json
import os
import re
import sys


def schema_of(connection):
    """{table: [its columns, its constraints and indexes]}, as plain values in an order of their own."""
    names = [name for name in connection.introspection.django_table_names() if name.startswith(("accounts_", "blog_"))]
    read = read_sqlite if connection.vendor == "sqlite" else read_catalogue
    with connection.cursor() as cursor:
        return {name: [sorted(part) for part in read(cursor, name)] for name in names}


def read_sqlite(cursor, table):
    """Django's own reading of SQLite's tables stumbles over commas in a condition."""
    cursor.execute(f'PRAGMA table_info("{table}")')
    columns = [json.dumps(column[1:4] + column[5:]) for column in cursor.fetchall()]
    cursor.execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [table])
    rows = cursor.fetchall()
    named = [name for kind, sql in rows if kind == "table" for name in re.findall(r'CONSTRAINT "?(\w+)', sql)]
    return columns, [*named, *(sql for kind, sql in rows if kind == "index")]


def read_catalogue(cursor, table):
    """Without the names of constraints: those that the database gives by itself are made of a count."""
    introspection = cursor.db.introspection
    columns = introspection.get_table_description(cursor, table)
    rules = introspection.get_constraints(cursor, table).values()
    return (
        [json.dumps([each.name, each.type_code, each.display_size, each.null_ok, each.collation]) for each in columns],
        [json.dumps({name: value for name, value in each.items() if name != "definition"}) for each in rules],
    )


def print_migrated():
    import django

    django.setup()
    from django.db import connection

    if connection.vendor != "sqlite":
        connection.settings_dict["TEST"]["NAME"] = f"test_migrated_{os.getpid()}"
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        json.dump(schema_of(connection), sys.stdout)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    print_migrated()
