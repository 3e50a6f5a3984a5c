"""Records that many posts share: found by their names, made when they are new."""

from blog.models import Author, Category, Resource, Series, Skill, Slot
from blog.models.slugs import slugify

from .checking import check_row
from .report import Refused


def author_named(name):
    return Author.objects.filter(name=name).first() or Author.objects.create(name=name)


def category_of(slug):
    """By its slug, or by its name."""
    found = Category.objects.filter(slug=slugify(slug)).first() or Category.objects.filter(name=slug).first()
    if found:
        return found
    name = slug.replace("-", " ")
    return Category.objects.create(slug=slugify(slug), name=name[:1].upper() + name[1:])


def skill_named(name, kind=""):
    return Skill.objects.get_or_make(name, kind or None)


def resource_at(document, line):
    """The resource of a line, by its address. What is known of it already stays as it is."""
    resource = Resource.objects.filter(url=line.url).first()
    if resource is None:
        said = {name: value for name in ("kind", "cost", "level", "language") if (value := getattr(line, name))}
        resource = Resource(title=line.title, url=line.url, **said)
        check_row(resource, document)
        resource.save()
        resource.teaches.set([skill_named(name) for name in line.teaches])
    return resource


def slot_of(slug, day, document):
    """The day of a series, both made if they are new."""
    if not day:
        raise Refused("day: A post in a series has a day, from 1 on.", document.lines.get("series"))
    series = Series.objects.filter(slug=slugify(slug)).first()
    if series is None:
        name = slug.replace("-", " ")
        series = Series.objects.create(slug=slugify(slug), name=name[:1].upper() + name[1:])
    return Slot.objects.get_or_create(series=series, day=day)[0]
