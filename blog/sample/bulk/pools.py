"""What posts share: categories, authors, links, and titles, skills and tags in an order that never changes."""

import math

from blog.models import Author, Category, Post, Resource, Skill, Tag
from blog.models.slugs import slugify
from blog.models.tags import fold

from .phrases import PHRASES

STEP = 3571  # prime, so that neighbouring days are about different fields
# Pools grow ever more slowly: so many at first, and so many more each time the site doubles.
FIRST = {Skill: 60, Tag: 40}
GROWTH = {Skill: 20, Tag: 10}
FAVOUR = 2  # how much the first ones of a pool are preferred


class Titles:
    """Titles that no post has yet."""

    def __init__(self):
        self.taken = set(Post.objects.values_list("kind", "slug"))
        self.roles, self.essays = role_titles(), essay_titles()

    def next_role(self):
        return self.next_free(Post.Kind.ROLE, self.roles)

    def next_essay(self):
        return self.next_free(Post.Kind.ESSAY, self.essays)

    def next_free(self, kind, titles):
        """(title, what it is about)."""
        for title, subject in titles:
            key = (kind, slugify(title))
            if key not in self.taken:
                self.taken.add(key)
                return title, subject
        raise StopIteration


def role_titles():
    combinations = len(PHRASES["fields"]) * len(PHRASES["crafts"])
    number = 0
    while True:
        turn, place = divmod(number, combinations)
        craft, field = divmod(place * STEP % combinations, len(PHRASES["fields"]))
        standing = PHRASES["standings"][turn % len(PHRASES["standings"])]
        again = f" {turn // len(PHRASES['standings']) + 1}" if turn >= len(PHRASES["standings"]) else ""
        field = PHRASES["fields"][field]
        yield f"{standing} {field} {PHRASES['crafts'][craft]}{again}".strip(), field
        number += 1


def essay_titles():
    combinations = len(PHRASES["fields"]) * len(PHRASES["essay_titles"])
    number = 0
    while True:
        turn, place = divmod(number, combinations)
        title, field = divmod(place * STEP % combinations, len(PHRASES["fields"]))
        field = PHRASES["fields"][field]
        again = f", part {turn + 1}" if turn else ""
        yield PHRASES["essay_titles"][title].format(field=field) + again, field
        number += 1


class Pool:
    """The skills or tags of the site, made as they are first used."""

    def __init__(self, model, rng):
        self.model, self.rng, self.made = model, rng, {}

    def pick(self, number, count):
        """`count` different ones for the post of that number: the first of the pool often, the last rarely."""
        size, found = FIRST[self.model] + int(GROWTH[self.model] * math.log2(number + 1)), []
        while len(found) < count:
            row = self.get(int(size * self.rng.random() ** FAVOUR))
            if row not in found:
                found.append(row)
        return found

    def get(self, number):
        if number not in self.made:
            name = pool_name(self.model, number)
            self.made[number], _new = self.model.objects.get_or_create(folded=fold(name), defaults={"name": name})
        return self.made[number]


def pool_name(model, number):
    known, words = (
        (PHRASES["skills"], PHRASES["skill_words"]) if model is Skill else (PHRASES["tags"], PHRASES["tag_words"])
    )
    if number < len(known):
        return known[number]
    subject, word = divmod(number - len(known), len(words))
    turn, subject = divmod(subject, len(PHRASES["subjects"]))
    again = f" {turn + 1}" if turn else ""
    return f"{words[word]} {PHRASES['subjects'][subject]}{again}"


def make_categories():
    """The categories that are there, or the usual dozen."""
    if not Category.objects.exists():
        for position, (slug, name) in enumerate(PHRASES["categories"]):
            motif = Category.Motif.values[position % len(Category.Motif.values)]
            Category.objects.create(slug=slug, name=name, position=position, motif=motif, hue=position)
    return list(Category.objects.order_by("pk"))


def make_authors():
    return [Author.objects.get_or_create(name=name)[0] for name in PHRASES["desks"]]


def make_resources():
    """A link of each kind for each of some subjects, under a name that leads nowhere."""
    found = []
    for subject in PHRASES["subjects"][:20]:
        for pattern, kind, cost in PHRASES["resources"]:
            title = pattern.format(subject=subject)
            url = f"https://example.org/{slugify(title)}/"
            found.append(
                Resource.objects.get_or_create(url=url, defaults={"title": title, "kind": kind, "cost": cost})[0]
            )
    return found
