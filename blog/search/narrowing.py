"""
What the hits of a search can be narrowed by. Facts are read of the hits that were ranked alone, a few hundred at most,
in one query by their ids; all numbers are sums of what was read. So it costs the same with any number of posts, and
what is offered is never empty.
"""

from collections import Counter

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Value, When
from django.db.models.lookups import In

from blog.models import Pay, Post
from blog.models.prepared import Prepared, each, given_each

MAX_HITS = 480  # nobody reads further, and each of them is ranked
STATED = "stated"
# {filter: how its value is read}. Where nothing is said the value is empty, and nothing to choose.
FACTS = {
    "category": "category__slug",
    "level": "entry_level",
    "pattern": "work_pattern",
    "place": "work_place",
    "outlook": "outlook",
    "pay": "pay_stated",
}


@Prepared
def rows_of_facts():
    is_stated = Exists(Pay.objects.filter(role=OuterRef("pk")))
    posts = Post.objects.order_by().filter(In(F("pk"), given_each("post", MAX_HITS, BigIntegerField())))
    posts = posts.annotate(pay_stated=Case(When(is_stated, then=Value(STATED)), default=Value("")))
    return posts.values_list("pk", *FACTS.values())


def facts_of(ids):
    """{id: its facts, in the order of FACTS}."""
    rows = rows_of_facts(**each("post", MAX_HITS, ids))
    return {pk: tuple(value or "" for value in facts) for pk, *facts in rows}


def narrowed(ids, chosen):
    """
    (those of the ids that are all that is chosen, {filter: {value: how many choosing it leaves}}). `chosen`: {filter:
    value}.
    """
    facts = facts_of(ids)
    _number, numbers = sums(Counter(facts.values()).items(), [chosen.get(name, "") for name in FACTS])
    wanted = [(place, chosen[name]) for place, name in enumerate(FACTS) if chosen.get(name)]
    fitting = tuple(pk for pk in ids if pk in facts and all(facts[pk][place] == value for place, value in wanted))
    return fitting, {name: numbers[place] for place, name in enumerate(FACTS)}


def sums(cells, chosen):
    """
    Of `cells`, (values, how many have just these): how many have the chosen ones, empty where nothing is chosen, and
    for each place a Counter of how many every value would leave, the other choices staying as they are. A cell that
    fits but for one choice counts for the values of that one.
    """
    total, numbers = 0, [Counter() for _value in chosen]
    for values, number in cells:
        amiss = [place for place, value in enumerate(chosen) if value and value != values[place]]
        if not amiss:
            total += number
        for place in amiss or range(len(chosen)):
            if len(amiss) < 2:
                numbers[place][values[place]] += number
    return total, numbers
