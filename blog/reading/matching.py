"""Skills I have, and the roles near me: what of their needs is there, what is missing, and where it is taught."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Skill
from blog.models.held_skills import MOST_HELD
from blog.models.slugs import SLUG_LENGTH
from blog.models.tags import fold
from blog.paths import path_of

from .addresses import moved, present_slug
from .keeping import shows
from .narrowing import MAX_QUERY
from .nearness import near_roles, offered, with_lessons
from .not_here import NotHere
from .paging import home_crumb, page_of, page_path

ROLES_A_PAGE = 12
MOST_NAMED = 16  # skills offered for what is typed
MOST_USED = 48  # skills offered to begin with


def match(request):
    """The roles near the skills that the address names; status 400 where it names too many."""
    asked = skills_asked(request)
    skills = skills_called(asked[:MOST_HELD])
    if unknown := next((slug for slug in asked[:MOST_HELD] if slug not in skills), None):
        return another_name(asked, unknown)
    skills = list(skills.values())
    typed = " ".join(request.GET.get("typed", "").replace("\0", " ").split())[:MAX_QUERY]
    if typed:
        named, typed = called(typed)
        if named and "live" not in request.GET:
            slugs = [skill.slug for skill in [*skills, *named]]
            return redirect(match_path(dict.fromkeys(slugs), typed=typed))
        named = [skill for skill in [*named, *like(typed)] if skill not in skills]
    else:
        shows("posts:role", "resources", "numbers:skill", *(f"posts:skill:{skill.pk}" for skill in skills))
        named = []
    is_too_many = len(asked) > MOST_HELD
    return render(
        request,
        "reading/match.html",
        context_of(request, skills, typed, named, is_too_many),
        status=400 if is_too_many else 200,
    )


def context_of(request, skills, typed, named, is_too_many):
    slugs = [skill.slug for skill in skills]
    near = near_roles(skills)
    page = page_of(request, near, page_size=ROLES_A_PAGE)
    page.object_list = with_lessons(page.object_list, near)
    path = match_path(sorted(slugs))
    return {
        "skills": [(skill, match_path(slug for slug in slugs if slug != skill.slug)) for skill in skills],
        "offered": offered(near, skills) if skills else most_used(),
        "typed": typed,
        "named": [(skill, match_path([*slugs, skill.slug])) for skill in named[:MOST_NAMED]],
        "is_too_many": is_too_many,
        "most": MOST_HELD,
        "page_obj": page,
        "query": f"{urlencode([('skill', slug) for slug in slugs])}&" if slugs else "",
        "crumbs": [home_crumb(), (_("Skills"), reverse("blog:skill-list"))],
        "question": urlencode([("skill", slug) for slug in slugs]),
        "canonical_path": page_path(path, page),
        "is_indexed": not skills and not typed,
    }


def match_path(slugs, **more):
    pairs = [*(("skill", slug) for slug in slugs), *((name, value) for name, value in more.items() if value)]
    return reverse("blog:match") + (f"?{urlencode(pairs)}" if pairs else "")


def skills_asked(request):
    return list(dict.fromkeys(filter(None, map(str.strip, request.GET.getlist("skill")))))


def skills_called(slugs):
    """{slug: Skill} in the order of the slugs; those that do not exist are not in it."""
    fine = [slug for slug in slugs if len(slug) <= SLUG_LENGTH and "\0" not in slug]
    found = {skill.slug: skill for skill in Skill.objects.filter(slug__in=fine)} if fine else {}
    return {slug: found[slug] for slug in slugs if slug in found}


def another_name(asked, unknown):
    """A skill by an earlier slug, or one that was merged into another, leads on; one that never was is not here."""
    if slug := present_slug(path_of("blog:skill", unknown)):
        return moved(match_path(dict.fromkeys(slug if each == unknown else each for each in asked)))
    others = [each for each in asked if each != unknown][:MOST_HELD]
    message = _("There is no skill “%(slug)s”. The others are kept.") % {"slug": unknown[:100]}
    raise NotHere(message, [(_("Go on without it") if others else _("Choose skills"), match_path(others))])


# What is typed


def called(typed):
    """The skills of these very names, with commas between them; and of what was typed the names of none."""
    names = [name for part in typed.split(",") if (name := part.strip())]
    found = Skill.objects.called_each(names)
    skills = dict.fromkeys(found[fold(name)] for name in names if fold(name) in found)
    return list(skills), ", ".join(name for name in names if fold(name) not in found)


def like(typed):
    """Skills in use that have what is typed in their name, the most needed first."""
    wanted = [fold(name) for name in typed.split(",") if name.strip()]
    rows = Skill.objects.in_use().filter(folded__contains=wanted[-1]) if wanted else Skill.objects.none()
    return list(rows.order_by("-role_count", "folded")[:MOST_NAMED])


def most_used():
    return list(Skill.objects.in_use().order_by("-role_count", "folded")[:MOST_USED])
