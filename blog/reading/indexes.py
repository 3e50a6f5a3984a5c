"""Indexes of words, as at the end of a book: all tags by letter, all skills by kind, each with how many posts."""

from itertools import groupby

from django.shortcuts import render

from blog.actions.posts import directory_letter
from blog.models import Skill, Tag
from blog.paths import path_of

from .keeping import shows
from .paging import home_crumb, page_of, page_path

WORDS_A_PAGE = 200


def tag_list(request):
    shows("numbers:tag", "names:tag")
    tags = Tag.objects.in_use().order_by("folded").only("name", "folded", "slug", "post_count")
    page = page_of(request, tags, page_size=WORDS_A_PAGE)
    add_paths(page.object_list, "blog:tag")
    by_letter = sorted(page.object_list, key=lambda tag: (letter_place(tag), tag.folded))
    letters = [(letter, list(tags)) for (_last, letter), tags in groupby(by_letter, key=letter_place)]
    context = {
        "page_obj": page,
        "letters": letters,
        "crumbs": [home_crumb()],
        "canonical_path": page_path(request.path, page),
    }
    return render(request, "reading/tag_list.html", context)


def letter_place(tag):
    """Numbers and signs after all letters."""
    letter = directory_letter(tag.name)
    return letter == "#", letter


def skill_list(request):
    shows("numbers:skill", "names:skill")
    skills = Skill.objects.in_use().order_by("kind", "folded").only("name", "slug", "kind", "role_count")
    page = page_of(request, skills, page_size=WORDS_A_PAGE)
    add_paths(page.object_list, "blog:skill")
    of_kind = {kind: list(skills) for kind, skills in groupby(page.object_list, key=lambda skill: skill.kind)}
    context = {
        "page_obj": page,
        "kinds": [(kind, of_kind[kind]) for kind in Skill.Kind if kind in of_kind],
        "crumbs": [home_crumb()],
        "canonical_path": page_path(request.path, page),
    }
    return render(request, "reading/skill_list.html", context)


def add_paths(words, name):
    for word in words:
        word.path = path_of(name, word.slug)
