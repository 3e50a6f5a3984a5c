"""A role that exists already, by its names or by what one has to know for it."""

from itertools import islice

from django.db.models import Count
from django.utils.translation import gettext as _

from blog.models import Post, RelatedRole
from blog.search.names import folded, names_of_post, posts_called

from .registry import warning

# So many skills both need, of all that either needs: more of them and one of the two is the other.
LEAST_SHARED, SHARED_OF_ALL = 4, 0.75
MOST_NAMED = 5
UNFINISHED = [state for state in Post.State.values if state != Post.State.READY]


@warning
def name_is_its_own(subject):
    return islice(of_the_same_name(subject.post), MOST_NAMED)


def of_the_same_name(post):
    if post.kind != Post.Kind.ROLE:
        return
    names = folded(names_of_post(post))
    for other in namesakes(names):
        if other.pk != post.pk and (shared := names & folded(names_of_post(other))):
            field = "title" if shared & folded([post.title]) else "also_called"
            said = _("“%(title)s” has this name already, shown or hidden.")
            yield field, said % {"title": other.title}, other.pk


def namesakes(names):
    """
    Roles that may have one of these names: those that come out are found by the index, of the others all are looked at.
    """
    roles = Post.objects.roles().only("title", "also_called", "hidden_names").order_by("pk")
    return roles.filter(pk__in=posts_called(names)) | roles.filter(state__in=UNFINISHED)


@warning
def skills_are_its_own(subject):
    own = len(subject.parts.get("role_skills", ()))
    if own < LEAST_SHARED:
        return
    near = RelatedRole.objects.filter(post=subject.post, shared_skills__gte=LEAST_SHARED)
    counted = near.annotate(its=Count("other__role_skills")).order_by("-shared_skills", "pk")
    for other, title, shared, its in counted.values_list("other", "other__title", "shared_skills", "its"):
        if shared / (own + its - shared) >= SHARED_OF_ALL:
            said = _("“%(title)s” needs nearly the same: %(shared)d of its %(its)d skills. Is it another role?")
            yield "role_skills", said % {"title": title, "shared": shared, "its": its}, other
