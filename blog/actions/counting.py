"""What was counted in memory becomes rows."""

import logging
from collections import Counter

from django.db import IntegrityError, InterfaceError, OperationalError, connections, transaction

from blog.counting import buffer, new_ones
from blog.models import Click, MissedSearch, Post, Readership, Referral, Resource

AT_ONCE = 500  # names looked up in one query
log = logging.getLogger(__name__)


def keep_writing_counts():
    """For servers: what this process counts is written every few seconds, by a thread of its own."""
    buffer.keep_writing(write_or_wait)


def write_or_wait():
    """A database that is away, or busy for longer than others wait for it, gets it the next time."""
    try:
        write_counts()
    except Exception as error:  # whatever it is, the thread goes on
        log.warning("What was counted is not written yet: %s", error)
    finally:
        connections.close_all()


def write_counts():
    """Write what this process has counted, in one transaction; if the database cannot now, it is kept for later."""
    batch = buffer.take()
    try:
        if batch:
            write(batch)
    except (OperationalError, InterfaceError, IntegrityError):  # it is away, busy, or a post went this moment
        buffer.give_back(batch)
        raise


def write(batch):
    """Of what is public and known; whatever else a beacon named is forgotten."""
    posts = ids_of_posts({key[1] for kind in (batch.views, batch.reads, batch.referrals) for key in kind})
    resources = ids_of_resources({address for _day, address in batch.clicks})
    note_new_readers(batch, posts)
    with transaction.atomic():
        Readership.objects.add(readership(batch, posts))
        Referral.objects.add(
            (posts[post], day, host, number) for (day, post, host), number in batch.referrals.items() if post in posts
        )
        Click.objects.add((resources[at], day, number) for (day, at), number in batch.clicks.items() if at in resources)
        MissedSearch.objects.add(missed(batch.searches))


def note_new_readers(batch, posts):
    """Who was new to a post is counted; the marks of who it was go."""
    asked = {digest: (day, post) for day, post, digest in batch.seen if post in posts}
    for digest in new_ones(list(asked)):
        batch.readers[asked[digest]] += 1
    batch.seen.clear()


def readership(batch, posts):
    counted = {*batch.views, *batch.readers, *batch.reads}
    for day, post in counted:
        if post in posts:
            key = (day, post)
            yield posts[post], day, batch.views[key], batch.readers[key], batch.reads[key]


def missed(searches):
    """(words, times, last day) of words looked for on several days."""
    times, last = Counter(), {}
    for (day, words), number in sorted(searches.items()):
        times[words] += number
        last[words] = day
    return [(words, number, last[words]) for words, number in times.items()]


def ids_of_posts(names):
    """{(kind, slug): id} of those that are public."""
    found = {}
    for kind in Post.Kind.values:
        for slugs in some_of(sorted(slug for of_kind, slug in names if of_kind == kind)):
            rows = Post.objects.published().filter(kind=kind, slug__in=slugs).order_by()
            found |= {(kind, slug): pk for slug, pk in rows.values_list("slug", "pk")}
    return found


def ids_of_resources(addresses):
    """{address: id}, by the address itself or that of the archived copy."""
    found = {}
    for some in some_of(sorted(addresses)):
        rows = Resource.objects.filter(archived_url__in=some).order_by()
        found |= dict(rows.values_list("archived_url", "pk"))
        found |= dict(Resource.objects.filter(url__in=some).order_by().values_list("url", "pk"))
    return found


def some_of(names):
    return [names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE)]
