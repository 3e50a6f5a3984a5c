"""Old paths by hand: where each leads from now on."""

from django.db import transaction
from django.urls import Resolver404, resolve

from blog.models import Address, Author, Category, MissingPath, Post, Series, Skill, Tag
from blog.models.addresses import readable

# Pages that stand at a path only while there is a row with its slug.
ROWS = {
    "role": lambda slug: Post.objects.roles().filter(slug=slug),
    "essay": lambda slug: Post.objects.essays().filter(slug=slug),
    "page": lambda slug: Post.objects.pages().filter(slug=slug),
    "series": lambda slug: Series.objects.filter(slug=slug),
    "category": lambda slug: Category.objects.filter(slug=slug),
    "tag": lambda slug: Tag.objects.filter(slug=slug),
    "skill": lambda slug: Skill.objects.filter(slug=slug),
    "author": lambda slug: Author.objects.filter(slug=slug),
}


def is_taken(path):
    """Whether a page of this site stands at a path: no redirect from there would ever be followed."""
    if "?" in path or (match := match_of(path)) is None:
        return False
    rows = ROWS.get(match.url_name)
    return rows is None or rows(match.kwargs["slug"]).exists()


def is_possible(path):
    """Whether a page may stand at a path, or lead on from there."""
    path = path.partition("?")[0].partition("#")[0]
    return match_of(path) is not None or Address.objects.resolve(path) is not None


def match_of(path):
    try:
        return resolve(path)
    except Resolver404:
        return None


@transaction.atomic
def redirect_path(address):
    """Save an Address. What led to its path leads straight on, and nobody misses the path any more."""
    address.save()
    Address.objects.filter(target=address.path).exclude(pk=address.pk).update(target=address.target)
    MissingPath.objects.filter(path=readable(address.path)).delete()
