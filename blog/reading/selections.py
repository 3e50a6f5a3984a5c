"""What a reader of the directory has chosen, as it stands in the address."""

from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from blog.models import Post, RoleSkill, TaggedPost
from blog.models.slugs import SLUG_LENGTH
from blog.paths import path_to

SORTS = {"newest": _("Newest"), "az": _("A to Z"), "popular": _("Popular")}


@dataclass(frozen=True)
class Selection:
    """The value of each filter, empty where nothing is chosen. Categories, tags and skills stand by their slugs."""

    category: str = ""
    tag: str = ""
    skill: str = ""
    level: str = ""
    letter: str = ""
    sort: str = "newest"

    @classmethod
    def asked(cls, question):
        """What a query string asks for; whether there is such a tag or skill is not known yet."""
        given = {field.name: question.get(field.name, "").strip() or field.default for field in fields(cls)}
        return cls(**{**given, "letter": given["letter"].upper()})

    def impossible(self):
        """The (filter, value) pairs that no role can ever have."""
        levels, letter = ("", *Post.EntryLevel.values), self.letter
        fine = {
            "sort": self.sort in SORTS,
            "level": self.level in levels,
            "letter": letter in ("", "#") or (len(letter) == 1 and letter.isalpha()),
            **{name: len(value) <= SLUG_LENGTH and "\0" not in value for name, value in self.slugs()},
        }
        return [(name, getattr(self, name)) for name, is_fine in fine.items() if not is_fine]

    def slugs(self):
        return [("category", self.category), ("tag", self.tag), ("skill", self.skill)]

    def chosen(self):
        """{filter: value} of the filters that are set."""
        return {name: value for name, value in vars(self).items() if value and name != "sort"}

    def without(self, *names):
        return replace(self, **dict.fromkeys(names, ""))

    def question(self):
        """The query string: always in the same order, without what says nothing."""
        sort = {"sort": self.sort} if self.sort not in ("", "newest") else {}
        return urlencode({**self.chosen(), **sort})

    def path(self, **changes):
        question = replace(self, **changes).question() if changes else self.question()
        return path_to("blog:role-list") + (f"?{question}" if question else "")

    def conditions(self):
        conditions = {
            "category": Q(category__slug=self.category),
            "tag": Q(pk__in=TaggedPost.objects.filter(tag__slug=self.tag).values("content_object")),
            "skill": Q(pk__in=RoleSkill.objects.filter(skill__slug=self.skill).values("role")),
            "level": Q(entry_level=self.level),
            "letter": Q(letter=self.letter),
        }
        return [conditions[name] for name in self.chosen()]

    def roles(self, now=None):
        """The public roles that fit all that is chosen, in no order."""
        return Post.objects.published(now).roles().filter(*self.conditions()).order_by()

    def near_roles(self):
        """The public roles that fit some of what is chosen, those first that fit most of it."""
        fits = [Case(When(condition, then=1), default=0) for condition in self.conditions()]
        fit = sum(fits, start=Value(0, output_field=IntegerField()))
        return (
            Post.objects.published().roles().annotate(fit=fit).filter(fit__gt=0).order_by("-fit", "-publish_at", "-pk")
        )

    def sorted_roles(self, now=None):
        roles = self.roles(now)
        return {"newest": roles.newest_first, "az": roles.a_to_z, "popular": roles.popular_first}[self.sort]()
