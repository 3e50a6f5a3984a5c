"""What posts share: categories, authors, skills, tags, resources, ideas, wordings of headings, the site itself."""

from dataclasses import dataclass

from blog.models import Author, Category, Idea, Resource, SiteSettings, Skill, Tag, Wording
from blog.models.ideas import same_words
from blog.models.tags import fold

from ..markdown.report import Refused
from .checking import checked

AT_ONCE = 500
PRIVATE = ("import_reference",)  # tells which account somebody had elsewhere


@dataclass
class Kind:
    """One kind of shared record. `key`: by which it is known again, made of its first name by `as_key`."""

    model: type
    key: str
    names: tuple
    as_key: object = str
    public: str = ""  # the lookup of those that posts use; without it the public sees none
    related: tuple = ()

    def out(self, gallery, posts=None):
        """A record each; of `posts` (a QuerySet) alone, if that is given."""
        found = self.model.objects.order_by("pk").prefetch_related(*self.related)
        if posts is not None:
            used = {f"{self.public}__in": posts.order_by().values("pk")} if self.public else {"pk": None}
            found = found.filter(**used).distinct()
        names = [name for name in self.names if posts is None or name not in PRIVATE]
        for row in found.iterator(chunk_size=AT_ONCE):
            values = {name: plain(getattr(row, name)) for name in names} | self.more(row, gallery)
            yield {name: value for name, value in values.items() if value not in ("", None, [])}

    def more(self, row, gallery):
        return {}

    def bring(self, record, picture_at):
        """Whether it was made: what is here under the same key stays as it is."""
        values = {name: scalar(name, record[name]) for name in self.names if record.get(name) is not None}
        first = str(values.get(self.names[0], ""))
        if not first:
            raise Refused(f"A {self.model._meta.verbose_name} needs its {self.names[0]}.")
        if self.model.objects.filter(**{self.key: self.as_key(first)}).exists():
            return False
        row = checked(self.model(**values), exclude=["folded"])
        for name in ("slug", *PRIVATE):
            if name in values and self.model.objects.filter(**{name: values[name]}).exists():
                setattr(row, name, None if name in PRIVATE else "")  # another has it; a new slug is made
        row.save()
        self.bring_more(row, record, picture_at)
        return True

    def bring_more(self, row, record, picture_at):
        pass


class Resources(Kind):
    def more(self, row, gallery):
        return {"teaches": sorted(skill.name for skill in row.teaches.all())}

    def bring_more(self, row, record, picture_at):
        row.teaches.add(
            *(Skill.objects.get_or_make(str(scalar("teaches", name))) for name in record.get("teaches") or [])
        )


class Authors(Kind):
    def more(self, row, gallery):
        return {"picture": row.picture and gallery.name(row.picture)}

    def bring_more(self, row, record, picture_at):
        if record.get("picture"):
            row.picture = picture_at(str(record["picture"]))
            row.save(update_fields=["picture"])


class Ideas(Kind):
    def out(self, gallery, posts=None):
        """Without those that were the same as another: that one has all that was theirs."""
        records = super().out(gallery, posts)
        return (record for record in records if record.get("state") != Idea.State.MERGED)


def scalar(name, value):
    """A few lines of YAML can hold a list that is endless once it is written out."""
    if isinstance(value, (list, dict)):
        raise Refused(f"{name}: Write a text here.")
    return value


def plain(value):
    """As YAML and JSON write it. A default may be a member of its choices, which is a text as well."""
    if isinstance(value, str):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


KINDS = {
    "category": Kind(Category, "slug", ("slug", "name", "description", "position", "motif", "hue"), public="posts"),
    "author": Authors(
        Author, "slug", ("slug", "name", "bio", "website", *PRIVATE), public="posts", related=("picture",)
    ),
    "skill": Kind(
        Skill, "folded", ("name", "slug", "kind", "description", "hidden_names"), fold, public="role_skills__role"
    ),
    "tag": Kind(Tag, "folded", ("name", "slug", "description", "hidden_names"), fold, public="tagged__content_object"),
    "resource": Resources(
        Resource,
        "url",
        ("url", "title", "kind", "cost", "level", "language", "checked_on", "dead_since", "archived_url"),
        public="role_resources__role",
        related=("teaches",),
    ),
    "idea": Ideas(Idea, "folded", ("words", "note", "source", "state", "wishes"), same_words),
    "wording": Kind(Wording, "phrase", ("phrase", "section")),
}


# The site

SITE = [field.name for field in SiteSettings._meta.fields if field.name != "id"]


def site_out():
    """Nothing while nobody saved any."""
    site = SiteSettings.objects.first()
    return site and {name: plain(value) for name in SITE if (value := getattr(site, name)) is not None}


def bring_site(record):
    """Only onto a site whose owner has said nothing yet."""
    if SiteSettings.objects.exists():
        return False
    checked(SiteSettings(**{name: scalar(name, record[name]) for name in SITE if name in record})).save()
    return True
