"""What is offered while somebody types."""

from dataclasses import dataclass
from operator import itemgetter

from django.db import connection
from django.urls import reverse

from blog.models import Post

from . import vocabulary
from .names import LATER, MAX_TYPED, POST, TOPICS, WHOLE, beginnings, in_one
from .texts import VOCABULARY_WORD
from .words import words

MOST = 8
MOST_CORRECTED = 4  # words
MOST_TOPICS = 2  # skills, and tags: there are beginnings that many of them share
LISTED = 100  # names of each kind that are looked at, in the order of the alphabet
POPULAR = 3000  # posts that are looked at where more names than that begin so
LAST = "\U0010ffff"  # after every letter
THE_NAME = -1  # comes before WHOLE and LATER


@dataclass(frozen=True)
class Suggestion:
    title: str
    kind: str  # role, essay, skill or tag
    path: str
    called: str = ""  # the other name that begins so, where the title does not and readers may see it


def suggest(typed):
    """
    At most eight of the public roles, essays, skills and tags that have a name which begins as typed, or goes on so
    from one of its words. The very name comes first, then what begins so, then the rest; posts before topics, the more
    popular first. Where there is none, the words may be misspelt: then those put right are asked for. Six queries at
    most, and seven more for misspelt words.
    """
    found = words(typed[:MAX_TYPED])
    if not found:
        return []
    if offered := begun(in_one(found)):
        return offered
    return begun(in_one(corrected)) if (corrected := put_right(found)) != found else []


def put_right(found):
    """The words with the misspelt ones put right; the last one may be only how a word begins."""
    asked = [word for word in found[:MOST_CORRECTED] if len(word) in VOCABULARY_WORD]
    with connection.cursor() as cursor:
        known = vocabulary.nearest(cursor, asked, unfinished=found[-1])
    return [known.get(word, word) for word in found]


def begun(asked):
    """What has a name that begins so, in the order in which it is offered."""
    places = placed(asked)
    topics = [topic for kind in TOPICS for topic in best(topics_named(kind, places[kind]), MOST_TOPICS)]
    posts = best(posts_named(places[POST], asked), MOST - len(topics))
    rows = sorted([*posts, *topics], key=itemgetter(0))  # what stands in the same place stays in its order
    return [
        Suggestion(title, kind, reverse(f"blog:{kind}", args=[slug]), called)
        for _place, _number, title, kind, slug, called in rows
    ]


def best(rows, number):
    """`rows`: [(place, number that makes it unpopular, title, kind, slug, other name)]."""
    return sorted(rows)[:number]


def posts_named(places, asked):
    posts = Post.objects.published().dated().filter(pk__in=places)
    for post in posts.only("popularity", "title", "kind", "slug", "also_called"):
        yield places[post.pk], -post.popularity, post.title, post.kind, post.slug, other_name(post, asked)


def other_name(post, asked):
    """What the post is called as well, where it was found by that and not by its title."""
    names = [post.title, *post.also_called_names]
    by_title, *by_others = [any(each.startswith(asked) for _place, each in beginnings([name])) for name in names]
    return "" if by_title else next((name for name, is_it in zip(names[1:], by_others, strict=True) if is_it), "")


def topics_named(kind, places):
    topics = TOPICS[kind].objects.in_use().filter(pk__in=places)
    number = "role_count" if kind == "skill" else "post_count"
    for pk, count, title, slug in topics.values_list("pk", number, "name", "slug"):
        yield places[pk], -count, title, kind, slug, ""


def placed(asked):
    """{kind: {row id: where in its name it begins so}}, of enough rows to find the best among them."""
    places = {kind: {} for kind in (POST, *TOPICS)}
    with connection.cursor() as cursor:
        rows = listed(cursor, asked)
        full = [place for place in (WHOLE, LATER) if sum(row[0] == POST and row[2] == place for row in rows) == LISTED]
        rows += [(POST, pk, place, "") for place in full for pk in popular(cursor, asked, place)]
    for kind, pk, place, beginning in rows:
        place = THE_NAME if place == WHOLE and beginning == asked else place
        places[kind][pk] = min(place, places[kind].get(pk, place))
    return places


def listed(cursor, asked):
    """The first names of each kind that begin so, as (kind, row id, place, beginning)."""
    lists = [(kind, place) for kind in (POST, *TOPICS) for place in (WHOLE, LATER)]
    one = (
        "SELECT * FROM (SELECT kind, row_id, place, beginning FROM blog_search_name WHERE kind = %s AND place = %s"
        f" AND beginning >= %s AND beginning < %s ORDER BY beginning LIMIT {LISTED}) AS listed"
    )
    cursor.execute(
        " UNION ALL ".join([one] * len(lists)),
        [value for kind, place in lists for value in (kind, place, asked, asked + LAST)],
    )
    return cursor.fetchall()


def popular(cursor, asked, place):
    """Ids of the most popular of many posts. Not by EXISTS: PostgreSQL would list all that there are."""
    posts_sql, params = Post.objects.published().dated().popular_first().values("id")[:POPULAR].query.sql_with_params()
    cursor.execute(
        f"SELECT id FROM ({posts_sql}) AS post WHERE (SELECT count(*) FROM blog_search_name WHERE kind = '{POST}'"
        f" AND row_id = post.id AND place = %s AND beginning >= %s AND beginning < %s) > 0 LIMIT {MOST}",
        [*params, place, asked, asked + LAST],
    )
    return [pk for (pk,) in cursor.fetchall()]
