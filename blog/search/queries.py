"""The one function that searches, and what to offer when it finds nothing."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Model

from blog.models import Post, Skill, Tag

from . import vocabulary
from .engines import engine
from .questions import MAX_LENGTH, question
from .snippets import snippet
from .texts import VOCABULARY_WORD
from .words import words

PAGE_SIZE = 24
MAX_HITS = 20 * PAGE_SIZE  # nobody reads further, and each of them is ranked
MAX_CORRECTED = 6
NEAR_HITS = 3


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
    how: str = "all"  # which words were found: "all" of them, as "beginnings" of words, "any" of them

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
    topics: list[Model] = field(default_factory=list)  # skills and tags of that name

    def __bool__(self):
        return bool(self.hits or self.topics)


def search(query, *, kind=None, page=1):
    """
    The public posts in which the words of `query` stand, best first, as a SearchPage. Any text is a legal query; one
    without a word finds nothing. `kind`: role, essay or page. Three queries if all words are found somewhere, at most
    five.
    """
    asked = question(query, kind)
    if not asked or (kind and kind not in Post.Kind.values):
        return SearchPage(query, kind, page)
    with connection.cursor() as cursor:
        asked, how, ids = best(cursor, asked)
        shown = ids[:MAX_HITS][(page - 1) * PAGE_SIZE : page * PAGE_SIZE] if page > 0 else []
        hits = found(cursor, shown, asked)
    return SearchPage(query, kind, page, hits, min(len(ids), MAX_HITS), len(ids) > MAX_HITS, how)


def best(cursor, asked):
    """The question as it had to be loosened to find anything, how that was, and the ids of what it finds."""
    for how, loosened in (("all", asked), ("beginnings", asked.for_beginnings()), ("any", asked.for_any_term())):
        if ids := engine().best(cursor, published_ids(), loosened, MAX_HITS + 1):
            return loosened, how, ids
    return asked, "all", []


def found(cursor, ids, asked):
    """The hits of one page, in the order of `ids`."""
    if not ids:
        return []
    posts = Post.objects.published().select_related("category", "slot__series").defer(*Post.LONG_FIELDS).in_bulk(ids)
    texts = engine().texts(cursor, ids, asked)
    return [Hit(posts[pk], snippet(*texts[pk])) for pk in ids if pk in posts and pk in texts]


def published_ids():
    """SQL that lists the ids of what the public may see now, and its parameters."""
    return Post.objects.published().order_by().values("id").query.sql_with_params()


def suggest_near(query):
    """For a query that found nothing: its words put right by those of titles, skills and tags, and what that finds."""
    with connection.cursor() as cursor:
        typed = words(query[:MAX_LENGTH])[:MAX_CORRECTED]
        corrected = [corrected_word(cursor, word) for word in typed]
    text = " ".join(corrected)
    hits = search(text).hits[:NEAR_HITS] if corrected != typed else []
    return Near(text if hits else "", hits, topics(corrected))


def corrected_word(cursor, word):
    return vocabulary.nearest(cursor, word) or word if len(word) in VOCABULARY_WORD else word


def topics(corrected):
    """The skills and tags in use whose name is one, two or three of these words in a row."""
    names = {" ".join(corrected[start : start + n]) for n in (1, 2, 3) for start in range(len(corrected))}
    skills = list(Skill.objects.in_use().filter(folded__in=names).order_by("-role_count")[:NEAR_HITS])
    tags = Tag.objects.in_use().filter(folded__in=names).exclude(folded__in=[skill.folded for skill in skills])
    return [*skills, *tags.order_by("-post_count")[:NEAR_HITS]]
