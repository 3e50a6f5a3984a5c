"""The picture of how roles lie to each other, kept up to date as follow-up work."""

import datetime
from collections import defaultdict
from itertools import combinations

from django.db import transaction
from django.utils.text import Truncator
from django_tasks import task

from blog.caching import make_stale
from blog.followups import enqueue_latest, periodic
from blog.models import Post, RolePlace, RoleSkill

from .placing import placed

MOST_ROLES = 40  # more could not be read, nor be placed in a second
TIES_A_ROLE = 3
LETTERS = 28


def map_soon():
    """Have the picture drawn anew once this transaction is through, however often it is asked for before that."""
    enqueue_latest(map_roles.module_path, map_roles)


@periodic(datetime.timedelta(minutes=10))
@task(priority=-10)  # after letters
def map_roles():
    """Place the newest public roles by the skills they share. Does nothing where neither has changed."""
    names, near = wanted()
    rows = RolePlace.objects.all()
    if {row.role_id: (row.label, row.near) for row in rows} == {pk: (names[pk], near[pk]) for pk in names}:
        return
    ties = {tuple(sorted((pk, other))): shared for pk, others in near.items() for other, shared in others}
    places = placed(names, ties, RolePlace.WIDTH, RolePlace.HEIGHT) if names else {}
    rows = [RolePlace(role_id=pk, label=names[pk], near=near[pk], x=x, y=y) for pk, (x, y) in places.items()]
    with transaction.atomic():
        RolePlace.objects.all().delete()
        RolePlace.objects.bulk_create(rows)
        make_stale("roles:map")


def wanted():
    """{id: label} of the roles, oldest first, and {id: [[id, skills shared]]} of the few each shares most with."""
    newest = Post.objects.published().roles().newest_first().values_list("pk", "title")[:MOST_ROLES]
    names = {pk: Truncator(title).chars(LETTERS) for pk, title in reversed(list(newest))}
    skills = defaultdict(set)
    for role, skill in RoleSkill.objects.filter(role__in=names).values_list("role", "skill"):
        skills[role].add(skill)
    shared = {(one, other): len(skills[one] & skills[other]) for one, other in combinations(names, 2)}
    near = {pk: [] for pk in names}
    for (one, other), number in shared.items():
        if number:
            near[one].append([other, number])
            near[other].append([one, number])
    return names, {
        pk: sorted(others, key=lambda pair: (-pair[1], pair[0]))[:TIES_A_ROLE] for pk, others in near.items()
    }
