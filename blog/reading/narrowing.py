"""What is asked of the search page, as it stands in its address, and what its hits can be narrowed by."""

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from blog.models import Post
from blog.models.slugs import SLUG_LENGTH
from blog.paths import path_to
from blog.search import FACTS, STATED

from .facets import choices_of

MAX_QUERY = 200
KINDS = {
    "": gettext_lazy("Everything"),
    Post.Kind.ROLE: gettext_lazy("Roles"),
    Post.Kind.ESSAY: gettext_lazy("Essays"),
    Post.Kind.PAGE: gettext_lazy("Pages"),
}
FILTERS = {
    "category": gettext_lazy("Category"),
    "level": gettext_lazy("Entry level"),
    "pattern": gettext_lazy("Work pattern"),
    "place": gettext_lazy("Work place"),
    "outlook": gettext_lazy("Outlook"),
    "pay": gettext_lazy("Pay"),
}
VALUES = {
    "level": Post.EntryLevel.choices,
    "pattern": Post.WorkPattern.choices,
    "place": Post.WorkPlace.choices,
    "outlook": Post.Outlook.choices,
    "pay": [(STATED, gettext_lazy("stated"))],
}


@dataclass(frozen=True)
class Asked:
    """Words, kind and the value of each filter; empty where nothing is chosen."""

    q: str = ""
    kind: str = ""
    category: str = ""
    level: str = ""
    pattern: str = ""
    place: str = ""
    outlook: str = ""
    pay: str = ""

    @classmethod
    def of(cls, question):
        """What a query string asks for. What can never be chosen is as good as nothing: any text is a legal search."""
        given = {each.name: question.get(each.name, "").replace("\0", " ").strip() for each in fields(cls)}
        given["q"] = " ".join(given["q"].split())[:MAX_QUERY]
        given["kind"] = given["kind"] if given["kind"] in KINDS else ""
        for name, choices in VALUES.items():
            given[name] = given[name] if given[name] in dict(choices) else ""
        given["category"] = given["category"][:SLUG_LENGTH]
        return cls(**given)

    def chosen(self):
        """{filter: value} of the filters that are set."""
        return {name: value for name in FACTS if (value := getattr(self, name))}

    def path(self, page=1, **changes):
        question = vars(replace(self, **changes)) | {"page": "" if page == 1 else page}
        return f"{path_to('blog:search')}?{urlencode({name: value for name, value in question.items() if value})}"

    def without_choices(self):
        return replace(self, **dict.fromkeys(FACTS, ""))


def filters_of(asked, numbers, categories):
    """
    [(filter, label, [Choice])] of what would narrow the hits, or does. `numbers`: {filter: {value: how many choosing
    it leaves}}.
    """
    labels = {**labels_of(get_language()), "category": [(category.slug, category.name) for category in categories]}
    rows = []
    for name, label in FILTERS.items():
        values = [(value, said, numbers.get(name, {}).get(value, 0)) for value, said in labels[name]]
        if choices := list(choices_of(name, values, asked)):
            rows.append((name, label, choices))
    return rows


@lru_cache(maxsize=20)
def labels_of(_language):
    return {name: [(value, str(capfirst(said))) for value, said in choices] for name, choices in VALUES.items()}


def told(filters):
    """[(words, Choice)] of what is chosen, each with words that say enough by themselves."""
    return [
        (_("Pay stated") if name == "pay" else f"{label}: {choice.label}", choice)
        for name, label, choices in filters
        for choice in choices
        if choice.is_chosen
    ]
