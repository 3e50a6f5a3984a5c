"""Two names for one thing become one: of tags, skills or resources one stays and takes over all that the others had."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils.translation import ngettext

from blog.caching import make_stale
from blog.models import Address, Click, Post, Resource, RoleResource, RoleSkill, TaggedPost
from blog.models.tags import fold, lines

from .counts import count_skills, count_tags
from .follows import take_over_followers
from .held_skills import take_over_holders
from .sharing import SHARED, refresh_sharing


def merge_tags(tags, into, *, by=None):
    """
    Whatever has one of `tags` (a QuerySet) has `into` instead; the others are gone. Their addresses lead to its own,
    and their names stay as hidden ones of it. Says how many posts changed.
    """
    return merge(tags, into, by, take_over_posts, count_tags)


def merge_skills(skills, into, *, by=None):
    """The same for skills, with the resources that teach them."""
    return merge(skills, into, by, take_over_roles, count_skills)


def merge_resources(resources, into, *, by=None):
    """The same for resources: what roles say of them, what they teach, how often they were followed."""
    return merge(resources, into, by, take_over_resource, count_nothing)


@transaction.atomic
def merge(rows, into, by, take_over, count):
    model = type(into)
    wanted = {*rows.values_list("pk", flat=True), into.pk}
    # Locked in one order, so that two who merge the same names wait for each other and no one's circle closes.
    others = list(model.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    into = next(row for row in others if row.pk == into.pk)
    others.remove(into)
    changed = users_of(others).count()
    for other in others:
        take_over(other, into)
        if hasattr(into, "slug"):
            take_names(other, into)
            Address.objects.move(other.get_absolute_url(), into.get_absolute_url())
        other.delete()
    into.save()
    count(model.objects.filter(pk=into.pk))
    make_stale(f"posts:{model._meta.model_name}:{into.pk}")
    refresh_sharing(into)
    log(into, others, changed, by)
    return changed


def users_of(rows):
    """The posts, published or not, that use one of these tags or skills."""
    lookup = SHARED[rows[0]._meta.model_name] if rows else "pk"
    return Post.objects.filter(**{f"{lookup}__in": rows}).order_by().values("pk").distinct()


def take_over_posts(tag, into):
    there = TaggedPost.objects.filter(tag=into).values_list("content_object", flat=True)
    TaggedPost.objects.filter(tag=tag, content_object__in=list(there)).delete()
    TaggedPost.objects.filter(tag=tag).update(tag=into)
    take_over_followers("tag", tag, into)


def take_over_roles(skill, into):
    """A role that names both keeps its row of the one that stays, and what only the other said."""
    kept = {row.role_id: row for row in RoleSkill.objects.filter(skill=into, role__role_skills__skill=skill)}
    for row in RoleSkill.objects.filter(skill=skill, role__in=kept):
        its = kept[row.role_id]
        its.sentence = its.sentence or row.sentence
        its.need = RoleSkill.Need.ESSENTIAL if RoleSkill.Need.ESSENTIAL in (its.need, row.need) else its.need
        its.save(update_fields=["sentence", "need"])
        row.delete()
    RoleSkill.objects.filter(skill=skill).update(skill=into)
    take_over_holders(skill, into)
    take_over_followers("skill", skill, into)
    for resource in Resource.objects.filter(teaches=skill):
        resource.teaches.remove(skill)
        resource.teaches.add(into)


def take_over_resource(resource, into):
    kept = {row.role_id: row for row in into.role_resources.filter(role__role_resources__resource=resource)}
    for row in resource.role_resources.filter(role__in=kept):
        its = kept[row.role_id]
        its.note = its.note or row.note
        its.save(update_fields=["note"])
        row.delete()
    RoleResource.objects.filter(resource=resource).update(resource=into)
    into.teaches.add(*resource.teaches.all())
    Click.objects.add([(into.pk, day, number) for day, number in resource.clicks.values_list("day", "number")])
    for field in ("cost", "archived_url"):
        setattr(into, field, getattr(into, field) or getattr(resource, field))


def count_nothing(rows):
    """Of resources no numbers are kept."""


def take_names(other, into):
    names = {fold(name): name for name in [*lines(into.hidden_names), other.name, *lines(other.hidden_names)]}
    names.pop(into.folded, None)
    into.hidden_names = "\n".join(names.values())
    into.description = into.description or other.description


def log(into, others, changed, by):
    if by is None or not others:
        return
    said = ngettext(
        "Merged %(names)s into it: %(number)d post.", "Merged %(names)s into it: %(number)d posts.", changed
    ) % {"names": ", ".join(f"“{other}”" for other in others), "number": changed}
    rows = type(into).objects.filter(pk=into.pk)
    LogEntry.objects.log_actions(by.pk, rows, CHANGE, said, single_object=True)
