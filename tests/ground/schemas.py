"""
What the tables of our models are made of. Run by itself it prints those that the migrations make, as JSON: all at once,
or with the name of one of the first, those of a site that had rows when it came to that one.
"""

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


def print_migrated(start=None):
    import django

    django.setup()
    from django.db import connection

    if connection.vendor != "sqlite":
        connection.settings_dict["TEST"]["NAME"] = f"test_migrated_{os.getpid()}"
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        rows = grow_up(start) if start else None
        json.dump([schema_of(connection), rows], sys.stdout)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def grow_up(start):
    """Back to before the blog, by the first migrations to that one, and on as every site goes on."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    call_command("migrate", "blog", "zero", verbosity=0)
    executor = MigrationExecutor(connection)
    executor.loader.replace_migrations = False
    executor.loader.build_graph()
    write_rows(executor.migrate([("blog", start)]).apps.get_model)
    call_command("migrate", verbosity=0)
    return read_rows()


def write_rows(model):
    picture = model("blog", "Picture").objects.create(file="pictures/oven.jpg", alt="An Oven", width=640, height=480)
    shown = f'<img data-picture="{picture.pk}" alt="An Oven">'
    model("blog", "Post").objects.create(kind="role", title="Baker", slug="baker", guid="1", why=shown)
    for words in ("Baker", "baker!", "Beekeeper"):
        model("blog", "Idea").objects.create(words=words)


def read_rows():
    from blog.models import Idea, Picture, Post

    return {
        "posts": list(Post.objects.values_list("title", "picture_uses__place", "picture_uses__picture__alt")),
        "pictures": list(Picture.objects.values_list("folded", flat=True)),
        "ideas": list(Idea.objects.order_by("pk").values_list("words", "folded")),
        "codes": Idea.objects.exclude(code="").values("code").distinct().count(),
    }


if __name__ == "__main__":
    print_migrated(*sys.argv[1:])
