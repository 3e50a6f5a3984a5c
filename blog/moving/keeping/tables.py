"""
Rows out of their tables and into them again, as plain JSON that means the same on every database: one line a row, its
values in the order of the columns. What differs from database to database is written by its name.
"""

import json
from contextlib import contextmanager
from functools import cache, cached_property
from itertools import islice

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connections, transaction
from django_tasks import TaskResultStatus

from blog.models.rich_text import CleanText, RichTextField

# Whoever was signed in signs in again; content types and permissions are the program's own, known by their names.
LEFT_OUT = {"sessions.session", "contenttypes.contenttype", "auth.permission"}
# Work that was done is not done again.
KEPT_ROWS = {
    "django_tasks_database.dbtaskresult": {"status__in": [TaskResultStatus.READY, TaskResultStatus.RUNNING]},
}
AT_ONCE = 200


@cache
def kept_models():
    """The model of every table that is kept, each with its own columns alone, by its label."""
    models = apps.get_models(include_auto_created=True)
    return {
        label: model
        for model in models
        if model._meta.managed and not model._meta.proxy and (label := model._meta.label_lower) not in LEFT_OUT
    }


def columns_of(model):
    return [field.attname for field in model._meta.local_concrete_fields]


@contextmanager
def snapshot(using):
    """All that is read within is of one moment, and nobody who writes has to wait for it."""
    connection = connections[using]
    if connection.in_atomic_block:
        yield  # the caller's transaction
    elif connection.vendor == "postgresql":
        with transaction.atomic(using), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # atomic() begins by taking the lock of those who write, as the settings say.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


class Names:
    """Keys of content types and permissions as names, and back."""

    def __init__(self, using):
        self.using = using

    @cached_property
    def content_types(self):
        return {row.pk: f"{row.app_label}.{row.model}" for row in ContentType.objects.using(self.using).all()}

    @cached_property
    def permissions(self):
        rows = Permission.objects.using(self.using).values_list("pk", "content_type", "codename", "name")
        return {pk: f"{self.content_types[kind]}.{code}|{name}" for pk, kind, code, name in rows}

    @cached_property
    def keys(self):
        return {name: pk for names in (self.content_types, self.permissions) for pk, name in names.items()}

    def name(self, field, key):
        names = {ContentType: self.content_types, Permission: self.permissions}.get(field.related_model)
        return key if names is None or key is None else names[key]

    def key(self, field, name):
        if field.related_model not in (ContentType, Permission) or name is None:
            return name
        if name not in self.keys:
            self.keys[name] = self.make(field.related_model, name).pk
        return self.keys[name]

    def make(self, model, name):
        """Of a program that stood beside this one once: its rows are kept, so their kind is too."""
        app, kind, *rest = name.split(".", 2)
        content_type = ContentType.objects.db_manager(self.using).get_or_create(app_label=app, model=kind)[0]
        if model is ContentType:
            return content_type
        codename, _bar, words = rest[0].partition("|")
        rows = Permission.objects.using(self.using)
        return rows.get_or_create(content_type=content_type, codename=codename, defaults={"name": words})[0]


# Out


def lines_of(model, columns, names):
    """Each row as a line of JSON, by its key."""
    fields = fields_of(model, columns)
    rows = model._base_manager.using(names.using).filter(**KEPT_ROWS.get(model._meta.label_lower, {}))
    for row in rows.order_by("pk").values_list(*columns).iterator(chunk_size=AT_ONCE):
        values = [names.name(field, value) for field, value in zip(fields, row, strict=True)]
        yield f"{json.dumps(values, default=as_text, ensure_ascii=False, sort_keys=True)}\n".encode()


def as_text(value):
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def fields_of(model, columns):
    by_column = {field.attname: field for field in model._meta.local_concrete_fields}
    return [by_column[column] for column in columns]


# In


def empty_tables(using):
    """Every row goes, and all sessions. The database looks at keys when all is in."""
    connection = connections[using]
    tables = [model._meta.db_table for model in kept_models().values()]
    tables.append(apps.get_model("sessions.Session")._meta.db_table)
    quoted = [connection.ops.quote_name(table) for table in tables]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Who reads goes on reading the old rows; who writes waits.
            cursor.execute(f"LOCK TABLE {', '.join(quoted)} IN EXCLUSIVE MODE")
        for table in quoted:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def write_rows(model, columns, lines, names):
    """Insert rows as they are: nothing is computed, no save() is called. Gives how many."""
    connection = connections[names.using]
    fields = [*fields_of(model, columns), *(missing := missing_fields(model, columns))]
    defaults = [field.get_default() for field in missing]
    most = connection.features.max_query_params or AT_ONCE * len(fields)
    batch, number, lines = max(1, min(AT_ONCE, most // len(fields))), 0, iter(lines)
    with connection.cursor() as cursor:
        while some := list(islice(lines, batch)):
            rows = [database_values(fields, [*json.loads(line), *defaults], names, connection) for line in some]
            cursor.execute(insertion(model, fields, len(rows), connection), [value for row in rows for value in row])
            number += len(rows)
    return number


def missing_fields(model, columns):
    """What this version knows of a row and the backup's did not."""
    return [field for field in model._meta.local_concrete_fields if field.attname not in columns]


def insertion(model, fields, number, connection):
    quote = connection.ops.quote_name
    row = f"({', '.join(['%s'] * len(fields))})"
    columns = ", ".join(quote(field.column) for field in fields)
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {', '.join([row] * number)}"  # noqa: S608


def database_values(fields, values, names, connection):
    return [
        field.get_db_prep_save(python_value(field, value, names, connection), connection)
        for field, value in zip(fields, values, strict=True)
    ]


def python_value(field, value, names, connection):
    value = field.to_python(names.key(field, value))
    if isinstance(value, str):
        if connection.vendor == "postgresql":
            value = value.replace("\0", "")  # SQLite takes it, PostgreSQL does not
        if isinstance(field, RichTextField):
            value = CleanText(value)  # it was made safe on its way into the table it comes from
    return value


def set_sequences(using):
    """New rows get numbers above those that came in."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kept_models().values())):
            cursor.execute(statement)
