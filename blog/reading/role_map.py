"""The picture of how roles lie to each other: drawn from the places that were computed for it. One query."""

import json
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import DateTimeField, Exists, OuterRef
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from blog.caching import drawn_from, made_of
from blog.models import Post, RolePlace
from blog.models.prepared import Given, Prepared
from blog.models.times import as_text
from blog.paths import path_of

LEAST = 3  # fewer roles make no picture
STRONG = 3  # skills shared from which a line is a thick one


class MappedRole(NamedTuple):
    """Forty of them are read for each page of the directory, and drawn when one is another."""

    pk: int
    slug: str
    title: str
    category_id: int | None
    hue: int | None
    label: str
    x: int
    y: int
    near: str  # JSON

    def get_absolute_url(self):
        return path_of("blog:role", self.slug)


@dataclass(frozen=True)
class Line:
    one: MappedRole
    other: MappedRole
    shared: int

    @property
    def is_strong(self):
        return self.shared >= STRONG


def role_map():
    """The picture with its table, as HTML; nothing while there are too few roles."""
    roles = [MappedRole(*row) for row in roles_on_it(now=timezone.now())]
    made_of("roles:map", *(f"post:{role.pk}" for role in roles))
    made_of(*(f"category:{role.category_id}" for role in roles if role.category_id))
    if len(roles) < LEAST:
        return ""
    return drawn_from(("role map", roles), lambda: draw(roles))


@Prepared
def roles_on_it():
    """Of the places, and whether each one's role is out: there are forty, and of roles any number."""
    out = Post.objects.published(Given("now", DateTimeField())).roles()
    shown = ("role", "role__slug", "role__title", "role__category", "role__category__hue", "label", "x", "y")
    places = RolePlace.objects.filter(Exists(out.filter(pk=OuterRef("role")))).order_by("role")
    return places.values_list(*shown, as_text("near"))


def draw(roles):
    of = {role.pk: role for role in roles}
    near = [(role, [(of[pk], shared) for pk, shared in json.loads(role.near) if pk in of]) for role in roles]
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
