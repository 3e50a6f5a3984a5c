"""What stands near a path that nobody has: its words looked for, its slug among those that are alike."""

import difflib
import re

from blog.models import Author, Category, Post, Series, Skill, Tag
from blog.models.slugs import normalize_slug

from .queries import search, suggest_near

# What has a slug, by the first part of its path.
SECTIONS = {
    "roles": lambda: Post.objects.published().roles(),
    "essays": lambda: Post.objects.published().essays(),
    "pages": lambda: Post.objects.published().pages(),
    "series": Series.objects.all,
    "categories": Category.objects.all,
    "tags": Tag.objects.in_use,
    "skills": Skill.objects.in_use,
    "authors": Author.objects.all,
}
PAGE_SUFFIXES = ("", "html", "htm", "php", "aspx")  # other files have no near ones
SAME_BEGINNING = 3
MAX_CANDIDATES = 300
MAX_NEAR = 6
LEAST_LIKENESS = 0.6
SEPARATORS = re.compile(r"[-_+.\s]+")


def parts_of(path):
    return path.strip("/").split("/")


def words_of(path):
    """The words of the last part of a path, to search with; none if it names a file that never was a page."""
    name = parts_of(path)[-1]
    stem, dot, suffix = name.rpartition(".")
    if suffix.casefold() not in PAGE_SUFFIXES and dot and len(suffix) <= 5:
        return ""
    return " ".join(SEPARATORS.split(stem if dot else name)).strip()[:100]


def near(path):
    """Pages whose address is like this one's, or else whose text has its words; at most six, as (title, path)."""
    if not (words := words_of(path)):
        return []
    if found := alike(path):
        return [(str(row), row.get_absolute_url()) for row in found]
    hits = search(words).hits or suggest_near(words).hits
    return [(hit.title, hit.path) for hit in hits[:MAX_NEAR]]


def alike(path):
    """What has nearly this slug, in the same section. Only what begins with the same letters is looked at."""
    section, slug = parts_of(path)[0], normalize_slug(parts_of(path)[-1]).casefold()
    beginning = slug[:SAME_BEGINNING]
    if section not in SECTIONS or len(beginning) < SAME_BEGINNING or not beginning.isalnum():
        return []
    # Not `startswith`: on SQLite that is a LIKE, which no index serves.
    after = beginning[:-1] + chr(ord(beginning[-1]) + 1)
    rows = SECTIONS[section]().filter(slug__gte=beginning, slug__lt=after)
    slugs = list(rows.order_by("slug").values_list("slug", flat=True)[:MAX_CANDIDATES])
    likest = difflib.get_close_matches(slug[:100], slugs, n=MAX_NEAR, cutoff=LEAST_LIKENESS)
    return sorted(SECTIONS[section]().filter(slug__in=likest), key=lambda row: likest.index(row.slug))
