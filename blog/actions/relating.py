"""Which roles lie near which, by the skills they share."""

from itertools import groupby
from operator import itemgetter

from django.db.models import Count

from blog.models import Post, RelatedRole, RoleSkill

NEIGHBOURS_A_ROLE = 12


def relate_role(role):
    """
    Find anew the roles that share most skills with this one, in both directions. Roles still to come are among them,
    so a page asks which are public when it shows them.
    """
    skills = RoleSkill.objects.filter(role=role).values("skill")
    near = list(
        Post.objects.roles()
        .filter(state=Post.State.READY, publish_at__isnull=False, role_skills__skill__in=skills)
        .exclude(pk=role.pk)
        .annotate(shared=Count("pk"))
        .order_by("-shared", "-publish_at")
        .values_list("pk", "shared")[:NEIGHBOURS_A_ROLE]
    )
    RelatedRole.objects.filter(post=role).delete()
    RelatedRole.objects.filter(other=role).delete()
    rows = [RelatedRole(post=role, other_id=other, shared_skills=shared) for other, shared in near]
    if role.publish_at is not None:
        rows += [RelatedRole(post_id=other, other=role, shared_skills=shared) for other, shared in near]
    RelatedRole.objects.bulk_create(rows)
    keep_nearest([other for other, _shared in near])


def keep_nearest(roles):
    """Forget all but the nearest of each: a role that is near to hundreds must not list them all."""
    rows = RelatedRole.objects.filter(post__in=roles).order_by("post", "-shared_skills", "-other__publish_at", "-pk")
    too_far = []
    for _post, group in groupby(rows.values_list("post", "pk"), key=itemgetter(0)):
        too_far += [pk for _post, pk in group][NEIGHBOURS_A_ROLE:]
    RelatedRole.objects.filter(pk__in=too_far).delete()
