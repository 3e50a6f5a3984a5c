"""The picture of how roles lie to each other: drawn from the places that were computed for it. One query."""

from dataclasses import dataclass

from django.db.models import DateTimeField
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from blog.caching import drawn_from, made_of
from blog.models import Post, RolePlace
from blog.models.prepared import Given, Prepared
from blog.models.watched import all_read

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
    roles = roles_on_it(now=timezone.now())
    if len(roles) < LEAST:
        return ""
    return drawn_from(("role map", [all_read(role) for role in roles]), lambda: draw(roles))


@Prepared
def roles_on_it():
    placed = Post.objects.published(Given("now", DateTimeField())).roles().filter(map_place__isnull=False)
    shown = placed.select_related("category", "map_place").only("kind", "slug", "title", "category__hue", "map_place")
    return shown.order_by("pk")


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
