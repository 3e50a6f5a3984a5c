"""What stands beside a post: the days before and after it, roles near it, essays about it, popular posts. One query."""

from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from django.db.models import BigIntegerField, DateTimeField, IntegerField, OuterRef, Subquery, Value
from django.utils import timezone

from blog.caching import made_of
from blog.models import Post, RelatedRole, Relation
from blog.models.prepared import Given, Prepared
from blog.models.times import as_text
from blog.paths import path_of

POPULAR_SHOWN = 10
RELATED_SHOWN = 6
ABOUT_SHOWN = 12
FIELDS = (
    *("pk", "kind", "slug", "title", as_text("publish_at"), "popularity", "comment_count"),
    *("slot_id", "slot__day", "category_id", "category__hue", "place", "shared"),
)


DATED_KINDS = (Post.Kind.ROLE, Post.Kind.ESSAY)


class Neighbour(NamedTuple):
    """
    What a line or a tear-off page shows of a post, and what sorts it. A page has thirty: as rows of models, with their
    categories and slots, they would cost as much as all its templates.
    """

    pk: int
    kind: str
    slug: str
    title: str
    publish_at: str  # only compared
    popularity: int
    comment_count: int
    slot_id: int | None
    day: int | None
    category_id: int | None
    hue: int | None
    place: str
    shared: int  # skills

    def get_absolute_url(self):
        return path_of(f"blog:{self.kind}", self.slug)

    def names(self):
        """What a page that shows it is made of."""
        return [f"{name}:{pk}" for name, pk in zip(ROWS, (self.pk, self.category_id, self.slot_id), strict=True) if pk]


ROWS = ("post", "category", "slot")


@dataclass
class Beside:
    previous: Neighbour | None = None
    next: Neighbour | None = None
    named: list = field(default_factory=list)  # (relation, role): what the editor says of other roles
    related: list = field(default_factory=list)  # roles that share skills; `shared` is how many
    about: list = field(default_factory=list)  # essays about this role, or roles this essay is about
    popular: list = field(default_factory=list)


def posts_beside(post, relations=()):
    """All of it for one post; `relations` are the rows in which its editor names other roles."""
    rows = places(post)

    def at(place):
        return [row for row in rows if row.place == place]

    named = {row.pk: row for row in at("named")}
    related = sorted((row for row in at("related") if row.pk not in named), key=lambda row: (-row.shared, row.title))
    return Beside(
        previous=next(iter(at("previous")), None),
        next=next(iter(at("next")), None),
        named=[(relation, named[relation.other_id]) for relation in relations if relation.other_id in named],
        related=related[:RELATED_SHOWN],
        about=sorted(at("about"), key=lambda row: row.publish_at, reverse=True),
        popular=sorted(at("popular"), key=lambda row: row.popularity, reverse=True),
    )


def places(post):
    """The posts beside `post`, each with its `place`; a post that has two places comes twice."""
    values = {"post": post.pk, "now": timezone.now()}
    if post.slot_id:
        values |= {"series": post.slot.series_id, "day": post.day}
    rows = [Neighbour(*row) for row in PLACES[post.kind, post.slot_id is not None](**values)]
    made_of(*(name for row in rows for name in row.names()))
    return rows


def places_of(kind, has_day):
    """The query for them: of a post of this kind, with a day of a series or without."""
    public = Post.objects.published(Given("now", DateTimeField()))
    pk = Given("post", BigIntegerField())
    others = public.dated().exclude(pk=pk)
    near = RelatedRole.objects.filter(post=pk)
    shared = near.filter(other=OuterRef("pk")).values("shared_skills")
    about = essays_about(pk, public) if kind == Post.Kind.ROLE else public.filter(mentioned_in=pk).newest_first()
    found = [
        placed(public.filter(pk__in=Relation.objects.filter(role=pk).values("other")), "named"),
        placed(public.filter(pk__in=near.values("other")), "related", Subquery(shared)),
        placed(public.filter(pk__in=about.values("pk")[:ABOUT_SHOWN]), "about"),
        placed(public.filter(pk__in=others.popular_first().values("pk")[:POPULAR_SHOWN]), "popular"),
    ]
    if has_day:
        day = Given("day", IntegerField())
        days = others.filter(slot__series=Given("series", BigIntegerField()))
        before = days.filter(slot__day__lt=day).order_by("-slot__day").values("pk")[:1]
        after = days.filter(slot__day__gt=day).order_by("slot__day").values("pk")[:1]
        found += [placed(public.filter(pk__in=before), "previous"), placed(public.filter(pk__in=after), "next")]
    return found[0].union(*found[1:], all=True)


def essays_about(role, public):
    """
    The newest first. Kind and time are asked as texts, which no index has: SQLite would walk through all essays there,
    newest first, and ask each whether it is one of the few that mention the role.
    """
    mentioning = Post.mentions.through.objects.filter(to_post=role).values("from_post")
    essays = public.filter(pk__in=mentioning).alias(kind_as_text=as_text("kind"))
    return essays.filter(kind_as_text=Post.Kind.ESSAY.value).order_by(as_text("publish_at").desc(), "-pk")


def placed(posts, place, shared=None):
    marked = posts.annotate(place=Value(place), shared=shared or Value(0, output_field=IntegerField()))
    return marked.order_by().values_list(*FIELDS)


PLACES = {
    (kind, has_day): Prepared(partial(places_of, kind, has_day)) for kind in DATED_KINDS for has_day in (True, False)
}
