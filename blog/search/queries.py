"""The one function that searches, and what to offer when it finds nothing."""

from dataclasses import dataclass, field, replace

from django.db import connection
from django.db.models import BigIntegerField, DateTimeField, F
from django.db.models.lookups import In
from django.utils import timezone

from blog.models import Post, Skill
from blog.models.prepared import Given, Prepared, each, given_each

from . import vocabulary
from .engines import engine
from .narrowing import MAX_HITS, narrowed
from .questions import MAX_LENGTH, Question, question
from .snippets import snippet
from .texts import VOCABULARY_WORD
from .words import words

PAGE_SIZE = 24
MAX_CORRECTED = 6
FEW = 3  # hits; fewer, and the words may be misspelt
NEAR_HITS = 3
HIT_FIELDS = ("kind", "slug", "title", "category__name", "category__hue", "slot__day")


@dataclass(frozen=True)
class Hit:
    post: Post  # with its category and day
    snippet: str  # safe HTML: the words that were found stand in <mark>

    @property
    def post_id(self):
        return self.post.pk

    @property
    def kind(self):
        return self.post.kind

    @property
    def title(self):
        return self.post.title

    @property
    def path(self):
        return self.post.get_absolute_url()


@dataclass(frozen=True)
class SearchPage:
    query: str
    kind: str | None
    number: int
    hits: list = field(default_factory=list)
    total: int = 0
    is_bounded: bool = False  # there are more than `total`, but these are the best
    how: str = "all"  # which words were found: "all" of them, as "beginnings" of words, "any" of them, "put right"
    put_right: str = ""  # the words with the misspelt ones put right, where these find more
    in_all: int = 0  # hits before they were narrowed
    numbers: dict = field(default_factory=dict)  # {filter: {value: how many choosing it leaves}}
    spelling: tuple = ()  # what `put_right` gave, where it was asked

    @property
    def page_count(self):
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def has_next(self):
        return self.number < self.page_count

    @property
    def has_previous(self):
        return self.number > 1

    def is_beyond(self):
        """Whether there is no such page: its address answers 404."""
        return not 1 <= self.number <= self.page_count


@dataclass(frozen=True)
class Near:
    """What lies near a query that found nothing."""

    words: str = ""  # the query with its words put right
    hits: list = field(default_factory=list)
    topics: list[Skill] = field(default_factory=list)  # skills of that name

    def __bool__(self):
        return bool(self.hits or self.topics)


def search(query, *, kind=None, page=1, chosen=None):
    """
    The public posts in which the words of `query` stand, best first, as a SearchPage. Any text is a legal query; one
    without a word finds nothing. `kind`: role, essay or page; `chosen`: {filter of narrowing.FACTS: value}, of the
    best hits. Where nothing has the words, those put right are looked for. Five queries if some posts have all words,
    at most nine.
    """
    asked = question(query, kind)
    if not asked or (kind and kind not in Post.Kind.values):
        return SearchPage(query, kind, page)
    spelling = ()
    with connection.cursor() as cursor:
        best = best_of_all(cursor, asked) or best_by_beginnings(cursor, asked)
        if len(best.ids) < FEW:
            spelling = put_right(cursor, query)
            best = best_put_right(cursor, spelling, kind, best)
        best = best or best_of_any(cursor, asked)
        ids, numbers = narrowed(best.ids[:MAX_HITS], chosen or {}) if best else ((), {})
        hits = found(cursor, ids[(page - 1) * PAGE_SIZE : page * PAGE_SIZE] if page > 0 else (), best.asked)
    in_all = min(len(best.ids), MAX_HITS)
    is_bounded = best.is_bounded or len(best.ids) > MAX_HITS
    told = (is_bounded, best.how, best.put_right, in_all, numbers, spelling)
    return SearchPage(query, kind, page, hits, len(ids), *told)


@dataclass(frozen=True)
class Best:
    asked: Question  # as it had to be loosened to find anything
    how: str = "all"
    ids: tuple = ()
    is_bounded: bool = False
    put_right: str = ""

    def __bool__(self):
        return bool(self.ids)


def best_of_all(cursor, asked):
    """Posts with all words: those of that very name first, then those with the words in their names."""
    tiers = [("whole name", asked), ("names", asked), ("all", asked)]
    rows = engine().best(cursor, published_ids(), tiers)
    # The last tier holds the others too, as long as it holds all there are.
    is_bounded = sum(last == 2 for _pk, _first, last in rows) >= engine().RANKED["all"]
    return Best(asked, "all", tuple(pk for pk, _first, _last in rows), is_bounded)


def best_by_beginnings(cursor, asked):
    """Posts in which words begin as asked."""
    return best_loosened(cursor, asked, "beginnings", asked.for_beginnings())


def best_of_any(cursor, asked):
    """Posts with any of the words."""
    return best_loosened(cursor, asked, "any", asked.for_any_term())


def best_loosened(cursor, asked, how, loosened):
    if loosened and (rows := engine().best(cursor, published_ids(), [("all", loosened)])):
        ids = tuple(pk for pk, _first, _last in rows)
        return Best(loosened, how, ids, len(ids) >= engine().RANKED["all"])
    return Best(asked)


def best_put_right(cursor, spelling, kind, best):
    """
    What has the words with the misspelt ones put right, where no post has them as typed. Where a few do, these stay,
    and only say what may have been meant.
    """
    typed, corrected = spelling
    better = best_of_all(cursor, question(" ".join(corrected), kind)) if corrected != typed else None
    if not better or len(better.ids) <= len(best.ids):
        return best
    return replace(best or replace(better, how="put right"), put_right=" ".join(corrected))


def put_right(cursor, query):
    """(the first words of a query, the same with those that are misspelt put right by titles, skills and tags)."""
    typed = words(query[:MAX_LENGTH])[:MAX_CORRECTED]
    known = vocabulary.nearest(cursor, [word for word in typed if len(word) in VOCABULARY_WORD])
    return typed, [known.get(word, word) for word in typed]


def found(cursor, ids, asked):
    """The hits of one page, in the order of `ids`."""
    if not ids:
        return []
    texts = engine().texts(cursor, ids, asked)
    return [Hit(post, snippet(*texts[post.pk])) for post in posts_of(ids) if post.pk in texts]


def posts_of(ids):
    """The posts with these ids, in their order."""
    posts = {post.pk: post for post in posts_among(now=timezone.now(), **each("post", PAGE_SIZE, ids))}
    return [posts[pk] for pk in ids if pk in posts]


@Prepared
def posts_among():
    among = In(F("pk"), given_each("post", PAGE_SIZE, BigIntegerField()))
    posts = Post.objects.published(Given("now", DateTimeField())).filter(among)
    return posts.select_related("category", "slot").only(*HIT_FIELDS)


def published_ids():
    """SQL that lists the ids of what the public may see now, and its parameters."""
    return Post.objects.published().order_by().values("id").query.sql_with_params()


def suggest_near(query, spelling=()):
    """
    For a query that found nothing: its words put right by those of titles, skills and tags, what has them or some of
    them, and the skills it names. `spelling`: how they are put right, if that was asked before. Six queries at most.
    """
    with connection.cursor() as cursor:
        typed, corrected = spelling or put_right(cursor, query)
        best = Best(question(""))
        if corrected != typed:
            asked = question(" ".join(corrected))
            best = best_of_all(cursor, asked) or best_of_any(cursor, asked)
    hits = [Hit(post, "") for post in posts_of(best.ids[:NEAR_HITS])]
    return Near(" ".join(corrected) if best.how == "all" and hits else "", hits, topics(corrected) if typed else [])


def topics(words):
    """The skills in use whose name is one, two or three of these words in a row."""
    names = {" ".join(words[start : start + number]) for number in (1, 2, 3) for start in range(len(words))}
    return list(Skill.objects.in_use().filter(folded__in=names).order_by("-role_count")[:NEAR_HITS])
