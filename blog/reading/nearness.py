"""
Which roles are near somebody by the skills they have. All of it is counted by the database from the rows that join
roles and skills, found by their index on the skill; a few queries more tell all about the nearest, however
many there are.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from blog.caching import made_of
from blog.models import Post, Resource, RoleSkill
from blog.models.resources import easiest_first, is_reachable

MOST_NEAR = 120  # nobody reads further
MOST_OFFERED = 16
LESSONS_A_SKILL = 2
OTHERS_NAMED = 3
ESSENTIAL = RoleSkill.Need.ESSENTIAL


@dataclass
class Near:
    role: Post
    needs: list  # [RoleSkill], essential ones first
    held: frozenset  # ids of the skills one has
    missing: list = field(default_factory=list)  # [Missing], once `with_lessons` was asked

    def of(self, need, is_held):
        return [row.skill for row in self.needs if row.need == need and (row.skill_id in self.held) == is_held]

    @property
    def covered(self):
        return self.of(ESSENTIAL, True)

    @property
    def lacking(self):
        return self.of(ESSENTIAL, False)

    @property
    def covered_useful(self):
        return self.of(RoleSkill.Need.USEFUL, True)

    @property
    def essential_count(self):
        return sum(row.need == ESSENTIAL for row in self.needs)

    @property
    def useful_count(self):
        return len(self.needs) - self.essential_count

    def rank(self):
        """Most essential skills first, then most useful ones; among equals what lacks least."""
        return -len(self.covered), -len(self.covered_useful), len(self.lacking)


@dataclass(frozen=True)
class Missing:
    skill: object
    lessons: list  # resources that teach it
    others: list  # other near roles that need it
    more: int  # how many roles need it besides these


def near_roles(skills):
    """The roles that need some of these skills, nearest first, as `Near`. Three queries."""
    if not skills:
        return []
    held = frozenset(skill.pk for skill in skills)
    counted = [role for role, *_numbers in nearest(held)]
    roles = Post.objects.filter(pk__in=counted).for_lists().in_bulk()
    needs = defaultdict(list)
    rows = RoleSkill.objects.filter(role__in=counted).select_related("skill").order_by("role", "need", "position", "pk")
    for row in rows.only("role", "need", "skill__name", "skill__slug", "skill__role_count"):
        needs[row.role_id].append(row)
    near = [Near(roles[pk], needs[pk], held) for pk in counted if pk in roles]
    return sorted(near, key=Near.rank)  # those alike stay as they came: newest first


def nearest(held):
    """[(id of a public role, essential ones of these skills it needs, useful ones)]"""
    public = Post.objects.published().roles().order_by().values("pk")
    rows = RoleSkill.objects.filter(skill__in=held, role__in=public).order_by().values_list("role")
    rows = rows.annotate(essential=Count("pk", filter=Q(need=ESSENTIAL)), useful=Count("pk") - F("essential"))
    return list(rows.order_by("-essential", "-useful", "-role")[:MOST_NEAR])


def with_lessons(page, near):
    """The ones of a page, with where their missing skills are taught and which others of the near need them."""
    wanted = {skill.pk for one in page for skill in one.lacking}
    lessons, needing = lessons_of(wanted), defaultdict(list)
    for one in near:
        for row in one.needs:
            if row.skill_id in wanted:
                needing[row.skill_id].append(one.role)
    for one in page:
        one.missing = [missing(skill, one.role, lessons[skill.pk], needing[skill.pk]) for skill in one.lacking]
        made_of(*(f"skill:{row.skill_id}" for row in one.needs))
    return page


def missing(skill, role, lessons, needing):
    others = [other for other in needing if other != role][:OTHERS_NAMED]
    return Missing(skill, lessons, others, max(0, skill.role_count - 1 - len(others)))


def lessons_of(skills):
    """{skill id: [resource]}: the first few that teach each and can still be reached. One query."""
    lessons = defaultdict(list)
    if not skills:
        return lessons
    rows = Resource.teaches.through.objects.filter(is_reachable("resource__"), skill__in=skills)
    order = [easiest_first("resource__"), "resource__title", "resource"]
    rows = rows.annotate(place=Window(RowNumber(), partition_by="skill", order_by=order))
    for row in rows.filter(place__lte=LESSONS_A_SKILL).select_related("resource"):
        lessons[row.skill_id].append(row.resource)
    return lessons


def offered(near, skills):
    """Skills to tick next: those most of the near roles need besides."""
    held = {skill.pk for skill in skills}
    needed, rows = Counter(), {}
    for one in near:
        for row in one.needs:
            if row.skill_id not in held:
                needed[row.skill_id] += 1
                rows[row.skill_id] = row.skill
    best = sorted(needed, key=lambda pk: (-needed[pk], rows[pk].name.casefold()))[:MOST_OFFERED]
    return [rows[pk] for pk in best]
