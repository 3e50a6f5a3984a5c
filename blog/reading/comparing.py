"""Roles side by side, and the page on which one chooses them."""

from urllib.parse import urlencode

from django.db.models import Sum
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Post, RelatedRole
from blog.paths import path_of
from blog.search import search

from .addresses import moved, present_slug
from .comparison import comparison
from .keeping import shows
from .lines import choosable
from .narrowing import MAX_QUERY
from .not_here import NotHere
from .paging import home_crumb

MOST_COMPARED = 3
MOST_LISTED = 12  # of more roles than can be compared, to choose from
OFFERED = 12


def compare(request):
    """Two or three roles side by side; with fewer a page to choose them on, with more the same and status 400."""
    asked = list(dict.fromkeys(filter(None, map(str.strip, request.GET.getlist("role")))))
    typed = " ".join(request.GET.get("typed", "").replace("\0", " ").split())[:MAX_QUERY]
    if len(asked) > MOST_COMPARED:
        return too_many(request, asked)
    roles = roles_called(asked)
    if unknown := next((slug for slug in asked if slug not in roles), None):
        return another_name(asked, unknown)
    roles = [roles[slug] for slug in asked]
    if not typed:  # there is no end to what people type: pages with it are not kept
        shows("popularity", *(f"beside:{role.pk}" for role in roles))
    context = {
        "roles": [(role, path_with(slug for slug in asked if slug != role.slug)) for role in roles],
        "typed": typed,
        **({"comparison": comparison(roles)} if len(roles) > 1 else {}),
        **(choices(roles, typed) if len(roles) < MOST_COMPARED else {}),
        "crumbs": [home_crumb(), (_("Roles"), reverse("blog:role-list"))],
        "path": path_with(asked),
        "canonical_path": path_with(sorted(asked) if len(roles) > 1 else ()),
        "is_indexed": not asked and not typed,
    }
    return render(request, "reading/compare.html", context)


def too_many(request, asked):
    roles = roles_called(asked[:MOST_LISTED])
    context = {
        "too_many": MOST_COMPARED,
        "roles": [(role, path_with(each for each in asked if each != slug)) for slug, role in roles.items()],
        "first_path": path_with(list(roles)[:MOST_COMPARED]),
        "crumbs": [home_crumb(), (_("Roles"), reverse("blog:role-list"))],
        "canonical_path": path_with(()),
    }
    return render(request, "reading/compare.html", context, status=400)


def path_with(slugs):
    """The address at which these roles are compared."""
    question = urlencode([("role", slug) for slug in slugs])
    return reverse("blog:compare") + (f"?{question}" if question else "")


def roles_called(slugs):
    """{slug: role} of the public ones, in the order asked for. One query: their rows are stored with them."""
    wanted = [slug for slug in slugs if "\0" not in slug]
    if not wanted:
        return {}
    public = Post.objects.published().roles().select_related("category", "slot").with_rendered_text()
    roles = {role.slug: role for role in public.filter(slug__in=wanted)}
    return {slug: roles[slug] for slug in slugs if slug in roles}


def another_name(asked, unknown):
    """A role by an earlier slug leads to its present one; one that is not out is not here."""
    if slug := present_slug(path_of("blog:role", unknown)):
        return moved(path_with(slug if each == unknown else each for each in asked))
    others = [each for each in asked if each != unknown]
    message = _("There is no role “%(slug)s” to compare.") % {"slug": unknown[:100]}
    raise NotHere(message, [(_("Compare without it") if others else _("Choose roles to compare"), path_with(others))])


# Choosing


def choices(chosen, typed):
    """What to set beside the `chosen` roles: those found for what was typed, or what lies near."""
    slugs = [role.slug for role in chosen]
    found = found_roles(typed) if typed else near_roles(chosen)
    return {"offers": [choosable(role, path_with([*slugs, role.slug])) for role in found if role.slug not in slugs]}


def found_roles(typed):
    return [hit.post for hit in search(typed, kind=Post.Kind.ROLE).hits][:OFFERED]


def near_roles(chosen):
    """The public roles that share most skills with all of the chosen ones; popular ones where nothing is chosen."""
    public = Post.objects.published().roles()
    if not chosen:
        popular = public.popular_first().values("pk")[:OFFERED]
        return public.filter(pk__in=popular).popular_first().for_lists()
    near = RelatedRole.objects.filter(post__in=[role.pk for role in chosen]).values("other")
    near = near.annotate(shared=Sum("shared_skills")).order_by("-shared", "other")
    shared = dict(near.values_list("other", "shared")[: 2 * OFFERED])
    roles = sorted(public.filter(pk__in=shared).for_lists(), key=lambda role: (-shared[role.pk], role.title))
    return roles[:OFFERED]
