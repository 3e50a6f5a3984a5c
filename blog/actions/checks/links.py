"""Links that are known to lead nowhere: nothing is fetched for this."""

import datetime
import re
from html import unescape

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog import markup
from blog.actions.addresses import nowhere
from blog.actions.leading import OWN_ADDRESSES, ROW_ADDRESSES
from blog.models import Link, Post, plain_url
from blog.models.addresses import readable

from .registry import warning

# `clean_html` leaves addresses of this site as paths, and of no other.
OWN_LINK = re.compile(r'href="(/[^"]*)"')


@warning
def resources_are_alive(subject):
    for row in subject.parts.get("role_resources", ()):
        if row.resource.dead_since:
            facts = {"title": row.resource.title, "since": date_format(row.resource.dead_since, "DATE_FORMAT")}
            yield "role_resources", _("“%(title)s” is dead since %(since)s: replace it, or take it out.") % facts


@warning
def links_are_alive(subject):
    links = list(dict.fromkeys(outside_links(subject)))
    dead = Link.objects.told_of([url for _field, url in links])
    for field, url in links:
        if url in dead:
            since = date_format(datetime.date.fromisoformat(dead[url][0]), "DATE_FORMAT")
            facts = {"url": url, "since": since}
            yield field, _("A link leads to %(url)s, dead since %(since)s: replace it, or take it out.") % facts


def outside_links(subject):
    """(field or list, plain address) of all that leads elsewhere but resources, which are looked at by themselves."""
    for field, html in html_of(subject):
        yield from ((field, plain_url(address)) for address in markup.link_addresses(html))
    yield from ((field, plain_url(getattr(subject.post, field))) for field in OWN_ADDRESSES)
    for name, field in ROW_ADDRESSES.items():
        if "." not in field:
            yield from ((name, plain_url(getattr(row, field))) for row in subject.parts.get(name, ()))


@warning
def own_links_lead_somewhere(subject):
    links = list(dict.fromkeys(own_links(subject)))
    dead = nowhere({path for _field, path in links} - {readable(subject.post.get_absolute_url())})
    for field, path in links:
        if path in dead:
            yield field, _("A link leads to %(path)s, where there is no page.") % {"path": path}


def own_links(subject):
    """(field or list, path) of the links to this site in the texts, and in the rows that may have some."""
    for field, html in html_of(subject):
        for href in OWN_LINK.findall(html):
            path = readable(re.split("[?#]", unescape(href))[0])
            if not path.startswith((settings.MEDIA_URL, settings.STATIC_URL)):
                yield field, path


def html_of(subject):
    """(field or list, HTML) of each text."""
    yield from ((field, getattr(subject.post, field)) for field in Post.RICH_FIELDS)
    yield from ((name, getattr(row, "html", "")) for name, rows in subject.parts.items() for row in rows)
