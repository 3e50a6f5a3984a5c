"""Where posts lead: kept in a table when they are saved, and told to readers where nobody is there any more."""

import datetime
from html import escape
from operator import attrgetter

from django.db import transaction
from django.db.models import F
from django.db.models.lookups import In
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog import markup
from blog.models import Link, LinkUse, Post, plain_url, stored_parts
from blog.models.prepared import PreparedForEach

# Addresses that stand in a field of their own, of the post and of its rows.
OWN_ADDRESSES = ("outlook_source", "start_source")
ROW_ADDRESSES = {"sources": "url", "voices": "source", "pay": "source", "role_resources": "resource.url"}
DEAD = "dead"  # in `post.rendered`: {plain url: [since, archived copy]}


def addresses_of(post):
    """The plain addresses elsewhere that the page of a post shows. Wants `rendered` as `compute_texts` leaves it."""
    found = [address for html in html_of(post) for address in markup.link_addresses(html)]
    found += [getattr(post, field) for field in OWN_ADDRESSES]
    parts = stored_parts(post)
    for name, path in ROW_ADDRESSES.items():
        found += [attrgetter(path)(row) for row in parts.get(name, ())]
    return {url for address in found if (url := plain_url(address))}


def html_of(post):
    yield from (post.rendered[field] for field in Post.RICH_FIELDS)
    yield from post.rendered["choose_else"]
    yield from (row["html"] for rows in post.rendered["parts"].values() for row in rows if row.get("html"))


def tell_dead(posts, addresses):
    """Write behind each dead link what is known of it. `addresses`: {post id: its plain ones}."""
    dead = Link.objects.told_of({url for urls in addresses.values() for url in urls})
    for post in posts:
        if told := {url: dead[url] for url in addresses[post.pk] if url in dead}:
            note_in_texts(post, told)
            post.rendered[DEAD] = told


def note_in_texts(post, told):
    def noted(html):
        return markup.with_notes(html, lambda address: note_of(told.get(plain_url(address))))

    for field in Post.RICH_FIELDS:
        post.rendered[field] = noted(post.rendered[field])
    post.rendered["choose_else"] = [noted(reason) for reason in post.rendered["choose_else"]]
    for row in (row for rows in post.rendered["parts"].values() for row in rows if row.get("html")):
        row["html"] = noted(row["html"])


def note_of(known):
    """The words behind a dead link, as HTML; `known` as in `post.rendered["dead"]`, or nothing."""
    if not known:
        return ""
    since, copy = known
    words = _("dead on %(date)s") % {"date": date_format(datetime.date.fromisoformat(since), "DATE_FORMAT")}
    link = f', <a href="{escape(copy)}" rel="noopener">{escape(_("archived copy"))}</a>' if copy else ""
    return f'<span class="dead-link">({escape(words)}{link})</span>'


@PreparedForEach
def uses_of(posts):
    return LinkUse.objects.filter(In(F("post"), posts)).values_list("pk", "post", "link")


@transaction.atomic
def keep_uses(addresses):
    """From now on these posts lead to these addresses, and to no others. `addresses`: as above."""
    ids = Link.objects.keep({url for urls in addresses.values() for url in urls})
    wanted = {(post, ids[url]) for post, urls in addresses.items() for url in urls if url in ids}
    there = {(post, link): pk for pk, post, link in uses_of(addresses)}
    if gone := [pk for use, pk in there.items() if use not in wanted]:
        LinkUse.objects.filter(pk__in=gone).delete()
    new = [LinkUse(post_id=post, link_id=link) for post, link in sorted(wanted - there.keys())]
    LinkUse.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
