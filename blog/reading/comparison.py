"""What a comparison of roles says: the same things in the order of a role's page, the same words set once."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from blog.models import Post, RoleSkill, stored_parts
from blog.paths import path_of

from .differences import in_words

ESSENTIAL = RoleSkill.Need.ESSENTIAL
FOLDER = "reading/compare/"
# In the order of a role's page: what stands before its skills, and after them.
FACTS = {
    "level": gettext_lazy("Entry level"),
    "pay": gettext_lazy("Pay"),
    "ways_in": gettext_lazy("Ways in"),
    "hours": gettext_lazy("Hours and pattern"),
    "place": gettext_lazy("Place"),
    "outlook": gettext_lazy("Outlook"),
}
SIDES = {
    "perks": gettext_lazy("Perks"),
    "drawbacks": gettext_lazy("Drawbacks"),
    "choose_else": gettext_lazy("Choose something else if"),
    "steps": gettext_lazy("First steps"),
}


@dataclass(frozen=True)
class Side:
    """One of the roles, with its rows."""

    role: Post
    parts: dict

    @cached_property
    def needs(self):
        """{slug of a skill: RoleSkill}, essential ones first."""
        return {row.skill.slug: row for row in self.parts["role_skills"]}

    @cached_property
    def essential(self):
        return [slug for slug, row in self.needs.items() if row.need == ESSENTIAL]

    @property
    def title(self):
        return self.role.title

    @property
    def path(self):
        return path_of("blog:role", self.role.slug)


@dataclass(frozen=True)
class Row:
    title: str
    cells: list  # HTML of each role's; a single one where all say the same

    @property
    def is_shared(self):
        return len(self.cells) == 1

    @property
    def is_unstated(self):
        """Of none of the roles: that is nothing they have in common."""
        return self.is_shared and strip_tags(self.cells[0]).strip() == gettext("not stated")


@dataclass(frozen=True)
class Shared:
    """A skill more than one of the roles needs."""

    skill: object
    sides: list  # those that need it
    need: str  # the one they have in common, or nothing
    needs: list  # [(title, need)] where they differ


@dataclass(frozen=True)
class Crossing:
    """From one role to another: which of its essential skills one brings along, and what is to be learnt."""

    origin: Side
    brought: list
    missing: list
    useful: list  # useful to the other and not known from the first

    @property
    def total(self):
        return len(self.brought) + len(self.missing)


def comparison(roles):
    sides = [Side(role, stored_parts(role)) for role in roles]
    return {
        "sides": sides,
        "words": in_words(sides),
        "facts": [row(sides, name, title) for name, title in FACTS.items()],
        "by_all": shared_by(sides, len(sides)),
        "by_some": shared_by(sides, 2) if len(sides) > 2 else [],
        "alone": [only_of(side, sides) for side in sides],
        "crossings": [[crossing(other, side) for other in sides if other is not side] for side in sides],
        "rest": [row(sides, name, title) for name, title in SIDES.items()],
    }


def row(sides, name, title):
    cells = [cell(side, f"{FOLDER}_{name}.html") for side in sides]
    return Row(title, cells[:1] if len(set(cells)) == 1 else cells)


def cell(side, template):
    drawn = render_to_string(template, {"side": side, "post": side.role, "parts": side.parts})
    return SafeString(drawn.strip())


def shared_by(sides, number):
    """The skills that exactly so many of the roles need, first those that are essential to most."""
    counts = Counter(slug for side in sides for slug in side.needs)
    found = [shared(slug, sides) for slug, count in counts.items() if count == number]
    return sorted(found, key=lambda one: (one.need != ESSENTIAL.label, bool(one.need), one.skill.name.casefold()))


def shared(slug, sides):
    needing = [side for side in sides if slug in side.needs]
    needs = [str(side.needs[slug].get_need_display()) for side in needing]
    is_one = len(set(needs)) == 1
    pairs = [] if is_one else [(side.title, need) for side, need in zip(needing, needs, strict=True)]
    return Shared(needing[0].needs[slug].skill, needing, needs[0] if is_one else "", pairs)


def only_of(side, sides):
    others = {slug for other in sides if other is not side for slug in other.needs}
    return [row for slug, row in side.needs.items() if slug not in others]


def crossing(origin, goal):
    essential = [(slug in origin.needs, goal.needs[slug].skill) for slug in goal.essential]
    useful = [row.skill for slug, row in goal.needs.items() if row.need != ESSENTIAL and slug not in origin.needs]
    return Crossing(
        origin=origin,
        brought=[skill for is_known, skill in essential if is_known],
        missing=[skill for is_known, skill in essential if not is_known],
        useful=useful,
    )
