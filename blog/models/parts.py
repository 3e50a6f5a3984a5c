"""
The rows of a post, stored ready for its page: one JSON instead of fifteen queries. What is read back are rows of the
same models again, unsaved, so that a template does not know the difference.
"""

import datetime

from django.db.models import Prefetch

from blog import markup

from .posts import Post
from .resources import Resource, RoleResource
from .roles import Drawback, OccupationCode, Pay, Perk, Relation, SectionReview, Step, Task, Voice, WayIn
from .skills import RoleSkill, Skill
from .trust import ChangeNote, Source

POST_ROWS = {"sources": Source, "change_notes": ChangeNote}
ROLE_ROWS = {
    "tasks": Task,
    "role_skills": RoleSkill,
    "perks": Perk,
    "drawbacks": Drawback,
    "ways_in": WayIn,
    "steps": Step,
    "role_resources": RoleResource,
    "pay": Pay,
    "codes": OccupationCode,
    "relations": Relation,
    "voices": Voice,
    "section_reviews": SectionReview,
}
# What a row shows of a record that many roles share.
SHARED = {"skill": (Skill, ["name", "slug", "kind"]), "resource": (Resource, None)}
# Plain texts in which an editor may mark code, stress and links. A row has one of them at most; `row.html` is
# that text made safe.
MARKED_TEXTS = ("text", "note", "sentence")
UNSTORED = ("id", "position", "role", "post", "link", *SHARED)


def with_parts(posts):
    """The posts (a QuerySet) with all their rows, in a query for each kind of row."""
    return posts.prefetch_related(
        *(Prefetch(name, with_shared(model.objects)) for name, model in (POST_ROWS | ROLE_ROWS).items())
    )


def with_shared(rows):
    shared = [key for key in SHARED if hasattr(rows.model, key)]
    return rows.select_related(*shared) if shared else rows.all()


def live_parts(post):
    """
    The rows of a post from their tables, by name, each list in its order: a query for each, none after `with_parts`.
    """
    parts = {name: list(rows_of(post, name)) for name in row_models(post)}
    for rows in parts.values():
        for row in rows:
            row.html = row_html(row)
    return parts


def stored_parts(post):
    """The same from `post.rendered`, without a query."""
    if "parts" not in post.rendered:
        return live_parts(post)  # saved by something that did not refresh it
    stored = post.rendered["parts"]
    return {name: [unpack(model, row) for row in stored[name]] for name, model in row_models(post).items()}


def pack_parts(post):
    """The rows of a post as plain JSON, for `post.rendered["parts"]`."""
    return {name: [pack(row) for row in rows] for name, rows in live_parts(post).items()}


def row_models(post):
    return POST_ROWS | (ROLE_ROWS if post.kind == Post.Kind.ROLE else {})


def rows_of(post, name):
    rows = getattr(post, name)
    is_read = name in getattr(post, "_prefetched_objects_cache", ())
    return rows.all() if is_read else with_shared(rows)


def row_html(row):
    return markup.render_line(next((text for name in MARKED_TEXTS if (text := getattr(row, name, ""))), ""))


def pack(row, names=None):
    """One row as plain JSON: the fields named, or all that its page can show."""
    packed = {}
    for field in row._meta.concrete_fields:
        if field.name in names if names else field.name not in UNSTORED:
            value = getattr(row, field.attname)
            packed[field.attname] = value.isoformat() if isinstance(value, datetime.date) else value
    for name, (_model, fields) in SHARED.items():
        if hasattr(row, name):
            packed[name] = pack(getattr(row, name), fields)
    return packed | ({"html": row.html} if hasattr(row, "html") else {})


def unpack(model, packed):
    html, fields = "", {}
    for name, value in packed.items():
        if name == "html":
            html = value
        elif name in SHARED:
            fields[name] = unpack(SHARED[name][0], value)
        else:
            fields[name] = model._meta.get_field(name).to_python(value)
    row = model(**fields)
    row.html = html
    return row
