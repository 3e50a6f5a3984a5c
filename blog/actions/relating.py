"""Which roles lie near which, by the skills they share."""

from itertools import groupby
from operator import itemgetter

from django.db.models import Count, Q

from blog.caching import make_stale
from blog.models import Post, RelatedRole, RoleSkill

NEIGHBOURS_A_ROLE = 12


def relate_role(role):
    """
    Find anew the roles that share most skills with this one, in both directions. Roles still to come are among them,
    so a page asks which are public when it shows them.
    """
    skills = RoleSkill.objects.filter(role=role).values("skill")
    near, before = nearest(role, skills), neighbours(role)
    if not near and not before:
        return
    named_it = [post for post, other, _shared in before if other == role.pk]
    RelatedRole.objects.filter(post=role).delete()
    RelatedRole.objects.filter(other=role).delete()
    rows = [RelatedRole(post=role, other_id=other, shared_skills=shared) for other, shared in near]
    if role.publish_at is not None:
        near += shared_with(named_it, skills, but_not={other for other, _shared in near})
        rows += [RelatedRole(post_id=other, other=role, shared_skills=shared) for other, shared in near]
    RelatedRole.objects.bulk_create(rows)
    keep_nearest([other for other, _shared in near])
    make_stale(*(f"beside:{post}" for post, _other, _shared in before ^ neighbours(role)))


def neighbours(role):
    """{(id, id of one near it, number of shared skills)} of the role and of all it is near to."""
    rows = RelatedRole.objects.filter(Q(post=role) | Q(other=role)).order_by()
    return set(rows.values_list("post", "other", "shared_skills"))


def nearest(role, skills):
    """[(id, number of shared skills)] of the roles that share most."""
    roles = Post.objects.roles().filter(state=Post.State.READY, publish_at__isnull=False, role_skills__skill__in=skills)
    shared = roles.exclude(pk=role.pk).annotate(shared=Count("pk"))
    return list(shared.order_by("-shared", "-publish_at").values_list("pk", "shared")[:NEIGHBOURS_A_ROLE])


def shared_with(roles, skills, *, but_not):
    """The same of given roles, as far as they share any."""
    rows = RoleSkill.objects.filter(role__in=set(roles) - but_not, skill__in=skills).order_by()
    return list(rows.values_list("role").annotate(Count("pk")))


def keep_nearest(roles):
    """Forget all but the nearest of each: a role that is near to hundreds must not list them all."""
    rows = RelatedRole.objects.filter(post__in=roles).order_by("post", "-shared_skills", "-other__publish_at", "-pk")
    too_far = []
    for _post, group in groupby(rows.values_list("post", "pk"), key=itemgetter(0)):
        too_far += [pk for _post, pk in group][NEIGHBOURS_A_ROLE:]
    RelatedRole.objects.filter(pk__in=too_far).delete()
