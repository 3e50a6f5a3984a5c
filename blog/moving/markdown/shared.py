"""Records that many posts share: found by their names, made when they are new."""

from blog.models import Author, Category, Resource, Series, Skill, Slot
from blog.models.slugs import slugify
from blog.models.tags import fold

from .checking import check_row
from .report import Refused


class Shared:
    """Looks each record up once for all files of an import."""

    def __init__(self):
        self.forget()

    def forget(self):
        """What was made for a file that is refused is not there any more."""
        self.authors, self.categories, self.skills, self.resources = {}, {}, {}, {}

    def author(self, name, slug=""):
        """By the slug, if that is said: several people may have one name."""
        if (name, slug) not in self.authors:
            known = Author.objects.filter(**({"slug": slug} if slug else {"name": name})).order_by("pk").first()
            self.authors[name, slug] = known or Author.objects.create(name=name, slug=slug)
        return self.authors[name, slug]

    def category(self, name):
        """By its slug, or by its name."""
        if name not in self.categories:
            found = Category.objects.filter(slug=slugify(name)).first() or Category.objects.filter(name=name).first()
            self.categories[name] = found or Category.objects.create(slug=slugify(name), name=in_words(name))
        return self.categories[name]

    def skill(self, name, kind=""):
        if fold(name) not in self.skills:
            self.skills[fold(name)] = Skill.objects.get_or_make(name, kind or None)
        return self.skills[fold(name)]

    def resource(self, document, line):
        """The resource of a line, by its address. What is known of it already stays as it is."""
        if line.url not in self.resources:
            found = Resource.objects.filter(url=line.url).first()
            self.resources[line.url] = found or self.make_resource(document, line)
        return self.resources[line.url]

    def make_resource(self, document, line):
        said = {name: value for name in ("kind", "cost", "level", "language") if (value := getattr(line, name))}
        resource = Resource(title=line.title, url=line.url, **said)
        check_row(resource, document)
        resource.save()
        resource.teaches.add(*(self.skill(name) for name in line.teaches))
        return resource


def slot_of(slug, day, document):
    """The day of a series, both made if they are new."""
    if not day:
        raise Refused("day: A post in a series has a day, from 1 on.", document.lines.get("series"))
    series = Series.objects.filter(slug=slugify(slug)).first()
    if series is None:
        series = Series.objects.create(slug=slugify(slug), name=in_words(slug))
    return Slot.objects.get_or_create(series=series, day=day)[0]


def in_words(slug):
    name = slug.replace("-", " ")
    return name[:1].upper() + name[1:]
