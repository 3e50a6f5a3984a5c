"""What the directory offers beside its cards: the values of each filter, how many roles each leaves, and its link."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db.models import CharField, Count, F, Q, Value
from django.utils.text import capfirst
from django.utils.translation import get_language

from blog.caching import digest
from blog.models import Post, RoleSkill, Skill, Tag, TaggedPost
from blog.search import sums

from .counted import counted
from .lines import level_name

MOST_USED = 12  # of skills and of tags
NAMES = ("names:category", "names:skill", "names:tag")


class UnknownChoice(Exception):
    """A filter was set to what does not exist."""

    def __init__(self, name, value):
        super().__init__(f"{name}={value}")
        self.name, self.value = name, value


@dataclass(frozen=True)
class Choice:
    label: str
    number: int
    path: str  # of the directory with this chosen, or without it if it is chosen already
    is_chosen: bool


@dataclass(frozen=True)
class Facets:
    number: int  # of roles that fit all that is chosen
    category: list
    level: list
    skill: list
    tag: list
    letter: list

    @cached_property
    def key(self):
        """Tells it from all others; to be asked again costs nothing, since the same are kept."""
        return digest([repr(self)]).hex()

    @property
    def chosen(self):
        rows = (self.category, self.level, self.skill, self.tag, self.letter)
        return [choice for choices in rows for choice in choices if choice.is_chosen]


def facets(selection, categories):
    """All there is to choose beside `selection`, `categories` being all of them. Raises UnknownChoice."""
    cells = counted(lambda: cells_of(selection), "cells", selection.tag, selection.skill, named=NAMES)
    words = counted(lambda: words_of(selection), "words", *vars(selection.without("sort")).values(), named=NAMES)
    names = tuple((category.slug, category.name) for category in categories)
    return facets_of(selection, names, tuple(cells), tuple(words["skill"]), tuple(words["tag"]), get_language())


@lru_cache(maxsize=20)
def facets_of(selection, categories, cells, skills, tags, language):
    """Summed up again only when something was counted anew."""
    total, numbers = sums(((values, each) for *values, each in cells), [getattr(selection, f) for f in CELL_FILTERS])
    number = dict(zip(CELL_FILTERS, numbers, strict=True))
    letters = sorted({*number["letter"], selection.letter} - {""}, key=lambda letter: (letter == "#", letter))
    rows = {
        "category": [(slug, name, number["category"][slug]) for slug, name in categories],
        "level": [(level, level_label(level, language), number["level"][level]) for level in Post.EntryLevel.values],
        "skill": skills,
        "tag": tags,
        "letter": [(letter, letter, number["letter"][letter]) for letter in letters],
    }
    for name, value in selection.chosen().items():
        if value not in (row[0] for row in rows[name]):
            raise UnknownChoice(name, value)
    return Facets(number=total, **{name: list(choices_of(name, rows[name], selection)) for name in rows})


def level_label(level, language):
    return capfirst(level_name(level, language))


def choices_of(name, rows, selection):
    for value, label, number in rows:
        is_chosen = getattr(selection, name) == value
        if number or is_chosen:
            yield Choice(label, number, selection.path(**{name: "" if is_chosen else value}), is_chosen)


# Cells: [(category, level, letter, number of roles)], from which every other number of the page is a sum.

CELL_FILTERS = ("category", "level", "letter")


def cells_of(selection):
    roles = selection.without(*CELL_FILTERS).roles()
    return list(roles.values_list("category__slug", "entry_level", "letter").annotate(number=Count("pk")))


# Words: {"skill" or "tag": [(slug, name, number of roles)]}, of the most used ones and the chosen one. One query.


def words_of(selection):
    rows = skill_rows(selection).union(
        tag_rows(selection),
        # The chosen ones again, with a 0 that is their number where no role of the selection has them.
        labelled("skill", Skill.objects.filter(slug=selection.skill), "", Value(0)),
        labelled("tag", Tag.objects.filter(slug=selection.tag), "", Value(0)),
        all=True,
    )
    words = {"skill": {}, "tag": {}}
    for kind, slug, name, number in sorted(rows, key=lambda row: (-row[-1], row[2])):
        words[kind].setdefault(slug, (slug, name, number))
    return {kind: list(rows.values()) for kind, rows in words.items()}


def skill_rows(selection):
    most_used = Skill.objects.in_use().order_by("-role_count", "name")[:MOST_USED]
    if not selection.chosen():  # then it is the number that is stored: no need to count what is most to count
        return labelled("skill", Skill.objects.filter(pk__in=most_used.values("pk")), "", F("role_count"))
    rows = RoleSkill.objects.filter(Q(skill__in=most_used.values("pk")) | Q(skill__slug=selection.skill))
    return labelled(
        "skill", rows.filter(role__in=selection.without("skill").roles().values("pk")), "skill__", Count("pk")
    )


def tag_rows(selection):
    most_used = Tag.objects.in_use().order_by("-post_count", "name")[:MOST_USED]
    rows = TaggedPost.objects.filter(Q(tag__in=most_used.values("pk")) | Q(tag__slug=selection.tag))
    roles = selection.without("tag").roles().values("pk")
    return labelled("tag", rows.filter(content_object__in=roles), "tag__", Count("pk"))


def labelled(kind, rows, prefix, number):
    label = Value(kind, output_field=CharField())
    return rows.order_by().values_list(label, f"{prefix}slug", f"{prefix}name").annotate(number=number)
