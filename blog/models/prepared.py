"""
Queries that many pages ask, put together once. Django makes the same SQL anew each time a QuerySet is used; on a role's
page that took longer than the database, the templates and all the rest.
"""

from functools import partial
from itertools import zip_longest

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigIntegerField, Value, prefetch_related_objects


class Given(Value):
    """Stands in a prepared query for a value that comes when it is asked."""

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def prepared(self, values, connection):
        return self.output_field.get_db_prep_value(values[self.value], connection)


def given_each(name, most, output_field):
    """Stand in an `In` lookup for a list of so many values at most, which `each` gives."""
    return [Given(f"{name}{place}", output_field) for place in range(most)]


def each(name, most, values):
    """The values for `given_each`, with nothing in the places that are left."""
    return {f"{name}{place}": value for place, value in zip_longest(range(most), values)}


class Prepared:
    """
    `build()` gives a QuerySet in which some values are `Given`. Called with these by name, it gives the same rows as
    the QuerySet would, as a list.
    """

    def __init__(self, build):
        self.build = build

    def __call__(self, **values):
        queryset, compiler, sql, params = self.compiled()
        connection = compiler.connection
        given = [param.prepared(values, connection) if isinstance(param, Given) else param for param in params]
        compiler.as_sql = lambda: (sql, given)
        rows = list(queryset._iterable_class(queryset))
        prefetch_related_objects(rows, *queryset._prefetch_related_lookups)
        return rows

    def compiled(self):
        connection = connections[DEFAULT_DB_ALIAS]  # this thread's own, and what it keeps leaves with it
        kept = vars(connection).setdefault("prepared", {})
        if self not in kept:
            kept[self] = compile(self.build(), connection)
        return kept[self]


class PreparedForEach:
    """
    The same for a list of ids, however long: `build(ids)` gives a QuerySet in which they stand in an `In` lookup. Put
    together for one and for so many; of more, so many are asked at once, and each such part is in the order asked for.
    """

    MOST = 50

    def __init__(self, build):
        self.sizes = {
            most: Prepared(partial(build, given_each("id", most, BigIntegerField()))) for most in (1, self.MOST)
        }

    def __call__(self, ids):
        ids, rows = list(ids), []
        for start in range(0, len(ids), self.MOST):
            part = ids[start : start + self.MOST]
            most = 1 if len(part) == 1 else self.MOST
            rows += self.sizes[most](**each("id", most, part))
        return rows


def compile(queryset, connection):
    compiler = queryset.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    found = []  # how values are made of the columns, which are always the same

    def converters(columns, find=compiler.get_converters):
        if not found:
            found.append(find(columns))
        return found[0]

    compiler.get_converters = converters
    queryset.query.get_compiler = lambda *args, **kwargs: compiler
    return queryset, compiler, sql, params
