"""Which roles lie near which, by the skills they share."""

from itertools import groupby
from operator import itemgetter

from django.db.models import BigIntegerField, Count, F, Q
from django.db.models.lookups import In

from blog.caching import make_stale
from blog.models import Post, RelatedRole, RoleSkill
from blog.models.prepared import Given, Prepared, PreparedForEach

NEIGHBOURS_A_ROLE = 12
ROLE = Given("role", BigIntegerField())


def relate_role(role):
    """
    Find anew the roles that share most skills with this one, in both directions. Roles still to come are among them,
    so a page asks which are public when it shows them.
    """
    near, before = nearest(role=role.pk), set(neighbours(role=role.pk))
    if not near and not before:
        return
    named_it = [post for post, other, _shared in before if other == role.pk]
    RelatedRole.objects.filter(Q(post=role) | Q(other=role)).delete()
    rows = [RelatedRole(post=role, other_id=other, shared_skills=shared) for other, shared in near]
    if role.publish_at is not None:
        near += shared_with(named_it, role, but_not={other for other, _shared in near})
        rows += [RelatedRole(post_id=other, other=role, shared_skills=shared) for other, shared in near]
    RelatedRole.objects.bulk_create(rows)
    keep_nearest([other for other, _shared in near])
    moved = before ^ set(neighbours(role=role.pk))
    # What is said of a role that is gone goes with its row.
    make_stale(*(f"beside:{post}" for post, _other, _shared in moved), takes_away=False)


@Prepared
def neighbours():
    """[(id, id of one near it, number of shared skills)] of the role and of all it is near to."""
    rows = RelatedRole.objects.filter(Q(post=ROLE) | Q(other=ROLE)).order_by()
    return rows.values_list("post", "other", "shared_skills")


@Prepared
def nearest():
    """[(id, number of shared skills)] of the roles that share most."""
    skills = RoleSkill.objects.filter(role=ROLE).values("skill")
    roles = Post.objects.roles().filter(state=Post.State.READY, publish_at__isnull=False, role_skills__skill__in=skills)
    shared = roles.exclude(pk=ROLE).annotate(shared=Count("pk"))
    return shared.order_by("-shared", "-publish_at").values_list("pk", "shared")[:NEIGHBOURS_A_ROLE]


def shared_with(roles, role, *, but_not):
    """The same of given roles (by their ids), as far as they share any."""
    if not (others := set(roles) - but_not):
        return []
    skills = RoleSkill.objects.filter(role=role).values("skill")
    rows = RoleSkill.objects.filter(role__in=others, skill__in=skills).order_by()
    return list(rows.values_list("role").annotate(Count("pk")))


def keep_nearest(roles):
    """Forget all but the nearest of each: a role that is near to hundreds must not list them all."""
    too_far = []
    for _post, group in groupby(near_first(roles), key=itemgetter(0)):
        too_far += [pk for _post, pk in group][NEIGHBOURS_A_ROLE:]
    if too_far:
        RelatedRole.objects.filter(pk__in=too_far).delete()


@PreparedForEach
def near_first(roles):
    rows = RelatedRole.objects.filter(In(F("post"), roles))
    return rows.order_by("post", "-shared_skills", "-other__publish_at", "-pk").values_list("post", "pk")
