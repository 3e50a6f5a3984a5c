"""Rows that readers' pages show: a page is known to be made of each that was read for it."""

from django.db import models

from blog.caching import made_of


def name_of(row):
    """The name under which pages and changes know a row."""
    return f"{row._meta.concrete_model._meta.model_name}:{row.pk}"


class Watched(models.Model):
    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        made_of(name_of(row))
        return row
