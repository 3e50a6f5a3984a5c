"""What an editor could have changed of a post, as a checksum: whether it is still as it came in."""

import hashlib
import json

from blog.models.parts import rows_of

FIELDS = (
    *("kind", "state", "publish_at", "title", "slug", "also_called", "hidden_names", "headline", "standfirst"),
    *("description", "cover_id", "category_id", "slot_id", "why", "what", "choose_else", "final", "closing_line"),
    *("body", "based_on", "discussion"),
)
LISTS = {
    "tasks": ("text",),
    "role_skills": ("skill_id", "need", "sentence"),
    "perks": ("title", "text"),
    "drawbacks": ("title", "text"),
    "ways_in": ("route", "note"),
    "steps": ("title", "text", "is_first_hour", "is_free", "how_long"),
    "role_resources": ("resource_id", "note"),
    "relations": ("other_id", "kind", "note"),
    "voices": ("quote", "name", "standing", "source"),
}


def fingerprint(post):
    """Of a post as it is in the database: read whole it costs no further query."""
    values = [getattr(post, name) for name in FIELDS]
    values.append(sorted(byline.author_id for byline in post.bylines.all()))
    values.append(sorted(tagged.tag_id for tagged in post.tagged.all()))
    if post.kind == post.Kind.ROLE:
        for name, fields in LISTS.items():
            values.append([[getattr(row, field) for field in fields] for row in rows_of(post, name)])
    return hashlib.sha256(json.dumps(values, default=str, ensure_ascii=False).encode()).hexdigest()
