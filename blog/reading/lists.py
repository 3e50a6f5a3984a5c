"""Lists of posts, each with what it is about: essays, a category, a tag, a skill, an author."""

from django.db.models import Case, Count, Q, When
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.caching import made_of
from blog.models import Author, Category, Post, RoleSkill, Skill, Tag
from blog.models.resources import easiest_first, is_reachable

from .counted import counted
from .keeping import page_values, shows
from .listings import AUTHOR, CATEGORY, FEW, TAG, called
from .paging import Chain, home_crumb, page_of, page_path, posts_page

RESOURCES_SHOWN = 24
WITH_SHOWN = 12


def essay_list(request):
    shows("posts:essay")
    page = posts_page(request, Post.objects.published().essays().newest_first(), shape=with_byline)
    context = {"page_obj": page, "canonical_path": page_path(request.path, page), "crumbs": [home_crumb()]}
    return render(request, "reading/essay_list.html", {"page_values": list_values(page), **context})


def with_byline(posts):
    return posts.for_lists().with_authors()


def category(request, slug):
    crumb = _("Roles"), reverse("blog:role-list")
    return gathered(request, CATEGORY, called(Category, slug), crumb)


def tag(request, slug):
    crumb = _("Tags"), reverse("blog:tag-list")
    return gathered(request, TAG, called(Tag, slug), crumb)


def author(request, slug):
    author = get_object_or_404(Author.objects.known().select_related("picture"), slug=slug)
    return gathered(request, AUTHOR, author, home_crumb())


def gathered(request, listing, subject, crumb):
    """A list of posts that have something in common, newest first."""
    name = subject._meta.model_name  # also of its address and its template
    shows(f"posts:{name}:{subject.pk}")
    page = listing.page(request, subject)
    context = {
        "page_values": list_values(page, subject),
        "subject": subject,
        "page_obj": page,
        "crumbs": [crumb],
        "feed_path": reverse(f"blog:{name}-feed", args=[subject.slug]),
        "canonical_path": page_path(request.path, page),
    }
    return render(request, f"reading/{name}.html", context)


def list_values(page, *about):
    """What a page of a list shows, for `page_values`."""
    page.object_list = list(page.object_list)
    return page_values(page.object_list, page.number, page.paginator.count, *about)


def skill(request, slug):
    skill = called(Skill, slug)
    shows(f"posts:skill:{skill.pk}", "resources")
    public = Post.objects.published().roles()
    numbers, goes_with = counted(lambda: skill_in_numbers(skill), "skill", skill.pk, named=["names:skill"])
    are_few = skill.role_count < FEW
    lists = [
        (public.needing(skill, need=need, few=are_few).newest_first(), numbers.get(need, 0)) for need in RoleSkill.Need
    ]
    page = page_of(request, Chain(lists))
    made_of(*(f"skill:{pk}" for pk, *_rest in goes_with))
    needs = RoleSkill.objects.filter(skill=skill, role__in=page.object_list)
    needs = needs.select_related("role__category", "role__slot").defer(*long_fields("role"))
    page.object_list = needs.order_by("need", "-role__publish_at", "-role")
    resources = skill.resources.filter(is_reachable()).order_by(easiest_first(), "title")
    context = {
        "skill": skill,
        "page_obj": page,
        "goes_with": [row[1:] for row in goes_with] if page.number == 1 else [],
        "resources": resources[:RESOURCES_SHOWN] if page.number == 1 else [],
        "crumbs": [(_("Skills"), reverse("blog:skill-list"))],
        "canonical_path": page_path(request.path, page),
    }
    return render(request, "reading/skill.html", context)


def skill_in_numbers(skill):
    """
    How many public roles need the skill, by need; and [(id, slug, name, number)] of the skills most of these roles need
    besides. One query: the skill itself is the one they all have.
    """
    roles = RoleSkill.objects.filter(skill=skill, role__in=Post.objects.published().roles().values("pk")).values("role")
    rows = RoleSkill.objects.filter(role__in=roles).values_list("skill", "skill__slug", "skill__name")
    rows = rows.annotate(number=Count("pk"), essential=Count("pk", filter=Q(need=RoleSkill.Need.ESSENTIAL)))
    itself_first = Case(When(skill=skill, then=0), default=1)
    rows = list(rows.order_by(itself_first, "-number", "skill__name")[: 1 + WITH_SHOWN])
    if not rows:
        return {}, []
    *_names, number, essential = rows[0]
    numbers = {RoleSkill.Need.ESSENTIAL: essential, RoleSkill.Need.USEFUL: number - essential}
    return numbers, [row[:-1] for row in rows[1:]]


def long_fields(relation):
    return [f"{relation}__{field}" for field in Post.LONG_FIELDS]
