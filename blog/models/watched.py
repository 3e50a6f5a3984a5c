"""Rows that readers' pages show: a page is known to be made of each that was read for it."""

from django.db import models

from blog.caching import made_of


def name_of(row):
    """The name under which pages and changes know a row."""
    return f"{row._meta.concrete_model._meta.model_name}:{row.pk}"


# Of a post: these change often, and no page shows them.
NOT_SHOWN = frozenset({"popularity", "last_comment_at"})


def own_values(row, but):
    """(name, value) of all that was read of a row itself, without the fields `but`."""
    return [(name, value) for name, value in vars(row).items() if name[0] != "_" and name not in but]


def all_read(row, but=NOT_SHOWN):
    """
    All that was read of a row and of the rows read with it: what is drawn from it is the same as long as this is. Ask
    before the row is used; what it derives for itself would stand among it.
    """
    return [row._meta.label, *values_read(row, but, {id(row)})]


def values_read(row, but, known):
    """`known`: ids of the rows that were looked at; a row may lead back to the one it was read with."""
    yield from (value for _name, value in own_values(row, but))
    together = [row._state.fields_cache, vars(row).get("_prefetched_objects_cache", {})]
    for name, read in sorted(item for relations in together for item in relations.items()):
        yield name
        for other in read if not isinstance(read, models.Model) and read is not None else [read]:
            if other is None or id(other) not in known:
                yield from [None] if other is None else values_read(other, but, known | {id(other)})


class Watched(models.Model):
    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        made_of(name_of(row))
        return row
