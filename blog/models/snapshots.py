"""
A post as plain JSON that outlives what it names: its fields, tags and rows, field by field, and how it stood. Numbers
of rows and positions are left out, so that the same post always makes the same snapshot.
"""

import datetime
import hashlib
import json
from functools import cache
from operator import attrgetter

from django.db.models import Prefetch, prefetch_related_objects

from .authors import Author, Byline
from .parts import POST_ROWS, ROLE_ROWS
from .posts import Post
from .resources import Resource
from .rich_text import cleaned
from .skills import Skill
from .slugs import slugify
from .whole_posts import read_whole

STANDING = ("state", "publish_at", "slot")  # what is said of a post, and never taken back from a snapshot
UNKEPT = {"id", "kind", "position", "role", "post", *STANDING}


def row_kinds(kind):
    return {"bylines": Byline} | POST_ROWS | (ROLE_ROWS if kind == Post.Kind.ROLE else {})


@cache
def kept_fields(model):
    return [field for field in model._meta.concrete_fields if field.editable and field.name not in UNKEPT]


def snapshot_of(post):
    """The post as it is in the database."""
    return next(iter(snapshots_of([post.pk])))[1]


def snapshots_of(pks):
    """Yield (post, snapshot) of each of these posts, read together."""
    stored = sorted(read_whole(pks), key=attrgetter("pk"))
    mentions = Prefetch("mentions", Post.objects.only("title", "kind").order_by("title"))
    prefetch_related_objects(stored, "relations__other", mentions)
    for post in stored:
        rows = {name: getattr(post, name).all() for name in row_kinds(post.kind)}
        yield post, take(post, rows, [row.tag.name for row in post.tagged.all()], post.mentions.all())


def take(post, rows, tags, mentions):
    """`post` as it stands in memory, with `rows` {name: list in order}, names of tags and posts it mentions."""
    return {
        "fields": values_of(post),
        "tags": sorted(tags, key=str.casefold),
        "mentions": [name_of(other) for other in mentions],
        "rows": {name: [values_of(row) for row in found] for name, found in rows.items()},
        "standing": {
            "state": str(post.state),
            "publish_at": post.publish_at and post.publish_at.isoformat(),
            "slot": str(post.slot) if post.slot_id else "",
        },
    }


def in_order(rows):
    """A list of rows, saved or not, as the database sorts them."""
    for key in reversed(rows[0]._meta.ordering if rows else []):
        if key.lstrip("-") != "pk":
            rows.sort(key=attrgetter(key.lstrip("-")), reverse=key.startswith("-"))
    return rows


def values_of(row):
    return {field.name: plain(row, field) for field in kept_fields(type(row)._meta.concrete_model)}


def plain(row, field):
    if field.is_relation:
        other = getattr(row, field.name)
        return other and name_of(other)
    value = getattr(row, field.name)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(row, Post) and field.name in Post.RICH_FIELDS:
        return str(cleaned(value))
    return value.replace("\r\n", "\n") if isinstance(value, str) else value  # browsers send the one for the other


def name_of(other):
    """What else than its number says which one it is, should it be gone some day."""
    named = {"pk": other.pk, "name": str(other)}
    return named | {"url": other.url} if isinstance(other, Resource) else named


def digest_of(snapshot):
    return hashlib.sha256(json.dumps(snapshot, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def parts_of(snapshot):
    """Everything in it by one name each: {name: value}."""
    standing = snapshot["standing"]
    return {
        **snapshot["fields"],
        "tags": snapshot["tags"],
        "mentions": snapshot["mentions"],
        **snapshot["rows"],
        **standing,
    }


def changed_names(old, new):
    """Names of what differs between two snapshots, in the order of the newer."""
    before, after = parts_of(old), parts_of(new)
    return [name for name in after if before.get(name) != after[name]]


# Back


def fill(post, snapshot, *, but=()):
    """Give `post` the fields of a snapshot, unsaved. What it names and is there no more is left empty."""
    found = Found([snapshot["fields"]], [Post])
    for field in kept_fields(Post):
        if field.name in snapshot["fields"] and field.name not in but:
            set_value(post, field, snapshot["fields"][field.name], found)


def rows_from(post, snapshot, make_missing=False):
    """{name: unsaved rows of `post` in order}, without those that name what is there no more."""
    kinds = {name: model for name, model in row_kinds(post.kind).items() if name in snapshot["rows"]}
    found = Found([row for name in kinds for row in snapshot["rows"][name]], kinds.values(), make_missing)
    made = {
        name: [row_from(model, values, found) for values in snapshot["rows"][name]] for name, model in kinds.items()
    }
    return {name: numbered(post, [row for row in rows if row is not None]) for name, rows in made.items()}


def row_from(model, values, found):
    row = model()
    for field in kept_fields(model):
        if field.name in values:
            set_value(row, field, values[field.name], found)
    missing = [field for field in kept_fields(model) if field.is_relation and getattr(row, field.name, None) is None]
    return None if missing else row


def numbered(post, rows):
    for position, row in enumerate(rows, start=1):
        names = {field.name for field in row._meta.fields}
        setattr(row, "role" if "role" in names else "post", post)
        if "position" in names:
            row.position = position
    return rows


def set_value(row, field, value, found):
    if field.is_relation:
        value = value and found.get(field.related_model, value)
    elif value is not None:
        value = field.to_python(value)
    setattr(row, field.name, value)


class Found:
    """What the rows of a snapshot name, read at once by model."""

    def __init__(self, records, models, make_missing=False):
        self.make_missing, self.known = make_missing, {}
        fields = {
            field.name: field.related_model for model in models for field in kept_fields(model) if field.is_relation
        }
        for name, model in fields.items():
            pks = [record[name]["pk"] for record in records if record.get(name)]
            self.known.setdefault(model, {}).update(model._default_manager.in_bulk(pks) if pks else {})

    def get(self, model, named):
        found = self.known[model].get(named["pk"])
        if found is None and named["pk"] is None:
            return self.unsaved(model, named)
        return self.make(model, named) if found is None and self.make_missing else found

    def unsaved(self, model, named):
        """What was typed and will be made with the post."""
        if model is Resource:
            return Resource(title=named["name"], url=named["url"])
        return model(name=named["name"], slug=slugify(named["name"]))

    def make(self, model, named):
        if model is Skill:
            return Skill.objects.get_or_make(named["name"])
        if model is Resource:
            return Resource.objects.get_or_create(url=named["url"], defaults={"title": named["name"]})[0]
        return Author.objects.filter(name=named["name"]).first() if model is Author else None
