"""The skills a reader keeps in the account."""

from django.db import transaction

from blog.models import HeldSkill


@transaction.atomic
def hold_skills(reader, skills):
    """From now on these are all the skills the reader says to have."""
    reader.held_skills.exclude(skill__in=skills).delete()
    HeldSkill.objects.bulk_create([HeldSkill(reader=reader, skill=skill) for skill in skills], ignore_conflicts=True)


def take_over_holders(skill, into):
    """One skill becomes another: who said to have it has the other now."""
    there = HeldSkill.objects.filter(skill=into).values("reader")
    HeldSkill.objects.filter(skill=skill, reader__in=list(there.values_list("reader", flat=True))).delete()
    HeldSkill.objects.filter(skill=skill).update(skill=into)
