"""Addresses elsewhere to which posts and resources lead, and what is known of them."""

import datetime
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit
from zlib import crc32

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .links import LinkField

LINK_LENGTH = 2000  # in ASCII; PostgreSQL has no index of more than 2,700
A_WEEK = datetime.timedelta(days=7)
AT_ONCE = 50  # of so many new ones at once each has its turn within a week; fewer are asked for at the next turn
ROWS_AT_ONCE = 500
INDEX_PAGES = ("index.html", "index.htm", "index.php", "default.aspx")
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")

WORDS = {
    "": gettext_lazy("not asked yet"),
    "no-host": gettext_lazy("there is no such machine"),
    "no-names": gettext_lazy("its name cannot be looked up now"),
    "unreachable": gettext_lazy("its machine does not answer"),
    "slow": gettext_lazy("it took too long"),
    "private": gettext_lazy("it is on a private network, and is not asked"),
    "certificate": gettext_lazy("its certificate is not valid"),
    "broken": gettext_lazy("the connection broke off"),
    "refused": gettext_lazy("it is no address that can be asked"),
    "editor": gettext_lazy("an editor said so"),
}


def plain_url(address):
    """The form in which an address elsewhere is kept, without what it names within a page; empty for any other."""
    try:
        url = iri_to_uri(urldefrag(address.strip())[0])
        parts = urlsplit(url)
        is_elsewhere = parts.scheme in ("http", "https") and parts.hostname and not is_ours(url)
    except ValueError:
        return ""
    return url if is_elsewhere and len(url) <= LINK_LENGTH else ""


def is_ours(url):
    site = settings.SITE_URL.rstrip("/")
    return url.startswith(site) and url[len(site) :][:1] in ("", "/", "?", "#")


def same_address(url):
    """What two addresses share that mean the same page, however they are spelled."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url
    folder, _slash, page = parts.path.rpartition("/")
    path = folder if page.casefold() in INDEX_PAGES else parts.path
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(TRACKING)]
    return f"{host}{port}{path.rstrip('/')}?{urlencode(sorted(asked))}"


class LinkQuerySet(models.QuerySet):
    def keep(self, urls):
        """{plain url: its id}, of those that were not known as well: they are from now on."""
        urls = sorted(set(urls) - {""})
        known = self.ids_of(urls)
        new = [url for url in urls if url not in known]
        self.bulk_create([self.new(url, len(new)) for url in new], ignore_conflicts=True, batch_size=ROWS_AT_ONCE)
        return known | self.ids_of(new)

    def ids_of(self, urls):
        parts = (urls[start : start + ROWS_AT_ONCE] for start in range(0, len(urls), ROWS_AT_ONCE))
        return {url: pk for part in parts for url, pk in self.filter(url__in=part).values_list("url", "pk")}

    def new(self, url, number):
        wait = A_WEEK * (crc32(url.encode()) / 2**32) if number > AT_ONCE else datetime.timedelta()
        return self.model(url=url, host=urlsplit(url).hostname[:255], next_check_at=timezone.now() + wait)

    def dead(self):
        return self.filter(state=Link.State.DEAD)

    def in_trouble(self):
        return self.filter(state__in=Link.TROUBLE)

    def told_of(self, urls):
        """{plain url: [since when it is dead, its archived copy]} of the dead ones among these."""
        urls = sorted(set(urls) - {""})
        parts = (urls[start : start + ROWS_AT_ONCE] for start in range(0, len(urls), ROWS_AT_ONCE))
        rows = (row for part in parts for row in self.dead().filter(url__in=part))
        return {link.url: [link.since.isoformat(), link.archived_url] for link in rows}


class Link(models.Model):
    class State(models.TextChoices):
        NEW = "new", gettext_lazy("not asked yet")
        ALIVE = "alive", gettext_lazy("alive")
        UNKNOWN = "unknown", gettext_lazy("doubtful")
        DEAD = "dead", gettext_lazy("dead")

    TROUBLE = (State.DEAD, State.UNKNOWN)

    url = models.CharField(gettext_lazy("address"), max_length=LINK_LENGTH, unique=True)
    host = models.CharField(max_length=255, editable=False)
    state = models.CharField(gettext_lazy("state"), max_length=7, choices=State, default=State.NEW)
    answer = models.CharField(max_length=12, blank=True, editable=False)  # a status of HTTP, or a key of WORDS
    since = models.DateField(gettext_lazy("since"), null=True, editable=False)  # when the state became what it is
    failures = models.PositiveSmallIntegerField(default=0, editable=False)  # looked up in vain, in a row
    checked_at = models.DateTimeField(gettext_lazy("last asked"), null=True, editable=False)
    next_check_at = models.DateTimeField(gettext_lazy("asked again"), editable=False)
    archived_url = LinkField(
        gettext_lazy("archived copy"), blank=True, help_text=gettext_lazy("Readers get this link once it is dead.")
    )
    readers = models.PositiveIntegerField(gettext_lazy("readers in 30 days"), default=0, editable=False)
    posts = models.ManyToManyField("blog.Post", through="blog.LinkUse", related_name="links")

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("link")
        verbose_name_plural = gettext_lazy("links")
        default_permissions = ["view", "change"]  # rows come and go with the posts
        ordering = ["-readers", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["new", "alive", "unknown", "dead"]), name="link_state_known"
            )
        ]
        indexes = [
            models.Index("state", F("readers").desc(), "id", name="link_by_readers"),  # the desk's list
            models.Index("next_check_at", "host", name="link_due"),  # whose turn it is
        ]

    def __str__(self):
        return self.url

    def is_dead(self):
        return self.state == self.State.DEAD

    @property
    def why(self):
        """What was answered when it was asked last, in words."""
        if self.answer.isdecimal():
            return _("its server answers %(status)s") % {"status": self.answer}
        return str(WORDS.get(self.answer, self.answer))


class LinkUse(models.Model):
    """That a post leads there: in its texts, its rows, its sources or by a resource."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="uses")
    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="link_uses", db_index=False)

    class Meta:
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["post", "link"], name="link_use_once_a_post")]

    def __str__(self):
        return f"{self.post_id} {self.link_id}"
