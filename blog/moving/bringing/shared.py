"""What many posts share: authors, tags, categories, skills, resources. Looked up once, made when they are new."""

from blog.markup import plain_text
from blog.models import Author, Category, Resource, Skill, Tag
from blog.models.tags import fold

from . import addresses
from .references import short
from .titles import cut, one_line

NAME_LENGTH, LABEL_LENGTH = 120, 100
WEB = ("http://", "https://")


class Shared:
    def __init__(self, shelf, report, *, rehearsal=False):
        self.shelf, self.report, self.is_rehearsal = shelf, report, rehearsal
        self.forget()
        self.categories = {}
        for category in Category.objects.all():
            self.categories |= {fold(category.name): category, fold(category.slug): category}

    def forget(self):
        """What was made in a transaction that failed is not there any more."""
        self.tags, self.skills, self.resources = {}, {}, {}

    # Writers, before any post: links to their pages want to know where they are

    def bring_writers(self):
        self.authors = {}
        by_name = {fold(author.name): author for author in Author.objects.all()}
        known = {author.import_reference: author for author in by_name.values()}
        for writer in self.shelf.writers():
            name = cut(one_line(writer.name), NAME_LENGTH) or short(writer.reference)[:NAME_LENGTH]
            author = known.get(short(writer.reference)) or by_name.get(fold(name)) or self.make_author(writer, name)
            by_name.setdefault(fold(name), author)
            self.authors[writer.reference] = author
            if self.is_rehearsal:
                addresses.count_paths(writer.paths, "", name, self.report)
            else:
                addresses.keep_writer(author, writer, self.report)

    def bring_portraits(self, pictures):
        for writer in self.shelf.writers():
            author = self.authors[writer.reference]
            picture = pictures.portrait(writer) if author.picture_id is None else None
            if picture and not self.is_rehearsal:
                author.picture = picture
                author.save(update_fields=["picture"])

    def make_author(self, writer, name):
        website = writer.website if writer.website.startswith(WEB) and len(writer.website) <= 500 else ""
        self.report.made["author"] += 1
        author = Author(name=name, bio=plain_text(writer.bio), website=website)
        author.import_reference = short(writer.reference)
        if not self.is_rehearsal:
            author.save()
        return author

    def authors_of(self, entry):
        found = (self.authors.get(reference) for reference in entry.writers)
        return list({id(author): author for author in found if author}.values())

    # Labels

    def sort_labels(self, entry):
        """(Category or None, names of tags): a category of this site may be one of the post's, all else are tags."""
        known = (self.categories.get(fold(name)) for name in entry.categories)
        category = next(filter(None, known), None)
        others = (name for name in entry.categories if category is None or self.categories.get(fold(name)) != category)
        tags = {fold(name): one_line(name) for name in (*others, *entry.labels)}
        return category, [name for name in tags.values() if name]

    def tag(self, name, about):
        short_name = shorten_label(name)
        if short_name != name:
            self.report.note("doubtful", about, f"The label “{name}” is too long and is cut.")
        if fold(short_name) not in self.tags:
            tag, is_new = self.get_or_make_tag(short_name)
            self.report.made["tag"] += is_new
            self.tags[fold(short_name)] = tag
        return self.tags[fold(short_name)]

    def get_or_make_tag(self, name):
        known = Tag.objects.called(name)
        if self.is_rehearsal or known:
            return known, known is None
        return Tag.objects.get_or_create(folded=fold(name), defaults={"name": name})

    def count(self, draft):
        """Tell the report what the draft would need made."""
        for name in self.sort_labels(draft.entry)[1]:
            self.tag(name, draft.values["title"])

    def keep_labels(self):
        """What the export says of labels beside their names: where they were, what they are about."""
        for label in self.shelf.labels():
            if self.is_rehearsal:
                self.count_label(label)
                continue
            row = self.categories.get(fold(label.name)) or Tag.objects.filter(folded=fold(label.name)).first()
            if row is None:
                continue
            if label.description and not row.description:
                type(row).objects.filter(pk=row.pk).update(description=plain_text(label.description))
            addresses.keep_label(row, label, self.report)

    def count_label(self, label):
        if fold(label.name) in {**self.categories, **self.tags} or Tag.objects.filter(folded=fold(label.name)).exists():
            addresses.count_paths(label.paths, "", label.name, self.report)

    # Of roles

    # Keys alone are remembered: a large blog names tens of thousands.

    def skill(self, name, kind=""):
        if fold(name) not in self.skills:
            self.skills[fold(name)] = Skill.objects.get_or_make(name, kind or None).pk
        return self.skills[fold(name)]

    def resource(self, line):
        if line.url not in self.resources:
            found = Resource.objects.filter(url=line.url).first()
            self.resources[line.url] = (found or self.make_resource(line)).pk
        return self.resources[line.url]

    def make_resource(self, line):
        said = {name: value for name in ("kind", "cost", "level", "language") if (value := getattr(line, name))}
        resource = Resource.objects.create(title=line.title, url=line.url, **said)
        resource.teaches.add(*(self.skill(name) for name in line.teaches if len(fold(name)) <= LABEL_LENGTH))
        return resource


def shorten_label(name):
    length = LABEL_LENGTH
    while len(fold(short_name := cut(name, length))) > LABEL_LENGTH:
        length -= 1  # some letters are two when folded
    return short_name
