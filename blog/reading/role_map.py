"""The picture of how roles lie to each other: drawn from the places that were computed for it. One query."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from blog.caching import drawn_from, made_of
from blog.models import Post, RolePlace

LEAST = 3  # fewer roles make no picture
STRONG = 3  # skills shared from which a line is a thick one


@dataclass(frozen=True)
class Line:
    one: Post
    other: Post
    shared: int

    @property
    def is_strong(self):
        return self.shared >= STRONG


def role_map():
    """The picture with its table, as HTML; nothing while there are too few roles."""
    made_of("roles:map")
    roles = Post.objects.published().roles().filter(map_place__isnull=False).select_related("category", "map_place")
    roles = list(roles.only("kind", "slug", "title", "category__hue", "map_place").order_by("pk"))
    if len(roles) < LEAST:
        return ""
    values = [(*vars_of(role), *vars_of(role.map_place), role.category_id and role.category.hue) for role in roles]
    return drawn_from(("role map", get_language(), values), lambda: draw(roles))


def vars_of(row):
    """What was read of it."""
    return [value for name, value in vars(row).items() if name[0] != "_"]


def draw(roles):
    of = {role.pk: role for role in roles}
    near = [(role, [(of[pk], shared) for pk, shared in role.map_place.near if pk in of]) for role in roles]
    lines = {}
    for role, others in near:
        for other, shared in others:
            lines[frozenset((role.pk, other.pk))] = Line(role, other, shared)
    context = {
        "roles": roles,
        "lines": sorted(lines.values(), key=lambda line: (line.shared, line.one.pk, line.other.pk)),
        "near": sorted(near, key=lambda row: row[0].title.casefold()),
        "width": RolePlace.WIDTH,
        "height": RolePlace.HEIGHT,
    }
    return SafeString(render_to_string("reading/_role_map.html", context))
