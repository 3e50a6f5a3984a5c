"""The directory of roles: filters, letters, orders, cards."""

from collections import defaultdict
from functools import partial

from django.db.models import BigIntegerField, F
from django.db.models.lookups import In
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.caching import made_of
from blog.models import Category, Post, RoleSkill
from blog.models.post_queries import PostQuerySet
from blog.models.prepared import Prepared, each, given_each

from .addresses import moved, present_slug
from .facets import UnknownChoice, facets
from .keeping import page_values, shows
from .listings import NOW
from .not_here import NotHere
from .paging import PAGE_SIZE, home_crumb, page_path, posts_page
from .role_map import role_map
from .selections import SORTS, Selection

NEAR_ROLES = 6
SKILLS_A_CARD = 3
FOLDERS = {"category": "/categories/", "tag": "/tags/", "skill": "/skills/"}
FILTERS = {
    "category": gettext_lazy("category"),
    "tag": gettext_lazy("tag"),
    "skill": gettext_lazy("skill"),
    "level": gettext_lazy("entry level"),
    "letter": gettext_lazy("letter"),
    "sort": gettext_lazy("order"),
}


first_page = {
    sort: Prepared(partial(lambda sort: Selection(sort=sort).sorted_roles(NOW).cut(0, PAGE_SIZE).for_directory(), sort))
    for sort in SORTS
}
categories = Prepared(Category.objects.all)


@Prepared
def skills_of():
    rows = RoleSkill.objects.filter(In(F("role"), given_each("role", PAGE_SIZE, BigIntegerField())))
    rows = rows.order_by("role", "need", "position", "pk")
    return rows.values_list("role", "skill", "skill__slug", "skill__name")


def role_list(request):
    shows("posts:role", "popularity")
    selection = Selection.asked(request.GET)
    try:
        beside = choices_beside(selection)
    except UnknownChoice as unknown:
        return renamed_choice(selection, unknown)
    page = posts_page(
        request,
        SimpleLazyObject(selection.sorted_roles),
        number_of_posts=beside.number,
        shape=PostQuerySet.for_directory,
        first=None if selection.chosen() else partial(first_page[selection.sort], now=timezone.now()),
    )
    page.object_list = with_first_skills(page.object_list)
    query = selection.question()
    picture = "" if selection.chosen() or page.number > 1 else role_map()
    near = [] if page.object_list else near_roles(selection)
    context = {
        "page_values": page_values(page.object_list, page.number, selection, beside.key, picture, near),
        "selection": selection,
        "facets": beside,
        "page_obj": page,
        "query": f"{query}&" if query else "",
        "sorts": [(label, selection.path(sort=sort), sort == selection.sort) for sort, label in SORTS.items()],
        "role_map": picture,
        "near": near,
        "crumbs": [home_crumb()],
        "canonical_path": page_path(selection.path(), page),
        # One choice makes a page worth finding elsewhere; more, and the same roles would be listed a thousand times.
        "is_indexed": len(selection.chosen()) < 2 and not selection.letter,
    }
    return render(request, "reading/role_list.html", context)


def choices_beside(selection):
    if impossible := selection.impossible():
        raise UnknownChoice(*impossible[0])
    return facets(selection, categories())


def near_roles(selection):
    best = selection.near_roles().values("pk")[:NEAR_ROLES]
    return with_first_skills(Post.objects.filter(pk__in=best).newest_first().for_directory())


def with_first_skills(roles):
    """The roles as a list, each with `first_skills`: (slug, name) of those that its card shows. Two queries."""
    roles, skills = list(roles), defaultdict(list)
    ids = each("role", PAGE_SIZE, [role.pk for role in roles])
    for role, skill, slug, name in skills_of(**ids) if roles else ():
        if len(skills[role]) < SKILLS_A_CARD:
            skills[role].append((slug, name))
            made_of(f"skill:{skill}")
    for role in roles:
        role.first_skills = skills[role.pk]
    return roles


def renamed_choice(selection, unknown):
    """A category, tag or skill by an earlier slug leads to its present one; what never was is not here."""
    if unknown.name in FOLDERS and (slug := present_slug(f"{FOLDERS[unknown.name]}{unknown.value}/")):
        return moved(selection.path(**{unknown.name: slug}))
    named = {"filter": FILTERS[unknown.name], "value": unknown.value[:100]}
    raise NotHere(
        _("Roles cannot be chosen by the %(filter)s “%(value)s”: there is none of that name.") % named,
        [(_("The roles without it"), selection.path(**{unknown.name: ""}))],
    )
