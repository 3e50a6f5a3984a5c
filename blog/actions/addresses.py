"""Old paths by hand: where each leads from now on."""

from django.db import transaction
from django.db.models import Value
from django.urls import Resolver404, resolve

from blog.legacy import meaning_of
from blog.models import Address, Author, Category, MissingPath, Post, Profile, Series, Skill, Tag
from blog.models.addresses import paths_above, readable, same_path

SHARED = {"series": Series, "category": Category, "tag": Tag, "skill": Skill, "author": Author}
KEPT = ""  # in place of the name of an address: a path that leads on
# Pages that stand at a path only while there is a row with its slug.
ROWS = {
    "role": lambda slug: Post.objects.roles().filter(slug=slug),
    "essay": lambda slug: Post.objects.essays().filter(slug=slug),
    "page": lambda slug: Post.objects.pages().filter(slug=slug),
    "reader": lambda slug: Profile.objects.public().filter(slug=slug),
    **{name: lambda slug, model=model: model.objects.filter(slug=slug) for name, model in SHARED.items()},
}


def is_taken(path):
    """Whether a page of this site stands at a path: no redirect from there would ever be followed."""
    if "?" in path or (match := match_of(path)) is None:
        return False
    rows = ROWS.get(match.url_name)
    return rows is None or rows(match.kwargs["slug"]).exists()


def nowhere(paths):
    """
    Which of these paths lead nowhere: no page stands there, nor will when its time comes, no old address leads on, and
    its form is none that is answered for other systems. One query.
    """
    matches = {path: match_of(path) for path in paths}
    named = {path: (found.url_name, found.kwargs["slug"]) for path, found in matches.items() if is_row(found)}
    unknown = {path for path, found in matches.items() if found is None and meaning_of(path)[0] is None}
    if not named and not unknown:
        return set()
    ways = {path: {*same_path(path), *paths_above(path)} for path in {*named, *unknown}}
    there = what_stands(set(named.values()), set().union(*ways.values()))
    kept = {path for name, path in there if name == KEPT}
    return {path for path in ways if named.get(path) not in there and not ways[path] & kept}


def is_row(match):
    return match is not None and match.url_name in ROWS


def what_stands(named, paths):
    """Those of `named`, as (name of an address, slug), that have a page; and (KEPT, path) of `paths` that are kept."""
    posts = Post.objects.filter(publish_at__isnull=False).values_list("kind", "slug")
    rows = [posts] + [model.objects.values_list(Value(name), "slug") for name, model in SHARED.items()]
    slugs = {slug for _name, slug in named}
    found = [some.filter(slug__in=slugs).order_by() for some in rows] if slugs else []
    found.append(Address.objects.filter(path__in=paths).order_by().values_list(Value(KEPT), "path"))
    return set(found[0].union(*found[1:], all=True))


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
