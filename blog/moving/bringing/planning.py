"""What becomes of each entry, decided before anything is written, so that links and rehearsals know every new path."""

from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.markup import plain_text
from blog.models import Arrival, Post, Slot
from blog.models.slugs import SLUG_LENGTH, slugify, unique_slug
from blog.models.tags import fold
from blog.sections import find_sections
from blog.sections.titles import LAST_DAY, claim_of

from ..entries import Status
from .references import short
from .titles import TITLE_LENGTH, cut, one_line, slug_of_path

# So many standing sections make a role of a post whose title alone would not.
SECTIONS_WITH_A_DAY, SECTIONS_WITHOUT = 2, 4
AT_ONCE = 200
ROLES = "/roles/"


@dataclass
class Planner:
    """Lays a plan for each entry on the shelf. `series`: whose days are claimed, or None while there is none."""

    shelf: object
    report: object
    wordings: object
    is_daily: bool = False  # whether some title of this blog surely claims a day
    claims: list = field(default_factory=list)  # (undated last, time, reference, day)
    taken: set = field(default_factory=set)  # (kind, slug) of the plan
    roles: dict = field(default_factory=dict)  # {folded title: slug} of the roles to come

    def plan(self):
        """Returns whether any post claims a day."""
        self.is_daily = any(claim.is_sure for entry in self.coming() if (claim := claim_of(entry.title)))
        for batch in batches(self.shelf.entries(), AT_ONCE):
            arrivals = arrivals_of(batch)
            for entry in batch:
                self.plan_entry(entry, arrivals.get(short(entry.reference)))
        return bool(self.claims)

    def coming(self):
        return (entry for entry in self.shelf.entries() if entry.status != Status.TRASHED and not entry.is_page)

    def plan_entry(self, entry, arrival):
        if arrival is not None:
            self.shelf.plan(entry.reference, plan_of_known(arrival.post))
        elif entry.status != Status.TRASHED:
            self.shelf.plan(entry.reference, self.plan_new(entry))

    def plan_new(self, entry):
        kind, title, day = self.kind_of(entry)
        title = title or beginning_of(entry.html) or _("Untitled")
        slug = self.free_slug(kind, slug_source(entry, kind, title))
        if kind == Post.Kind.ROLE:
            self.roles.setdefault(fold(title), slug)
        if day:
            at = entry.published_at.timestamp() if entry.published_at else 0
            self.claims.append((not at, at, entry.reference, day))
        return {
            "kind": kind,
            "title": cut(title, TITLE_LENGTH),
            "slug": slug,
            "day": day,
            "path": reverse(f"blog:{kind}", args=[slug]),
        }

    def kind_of(self, entry):
        """(kind, title without its day, day or None)."""
        title = one_line(entry.title)
        if entry.is_page:
            return Post.Kind.PAGE, title, None
        claim = claim_of(title)
        if claim and (claim.is_sure or self.count_sections(entry) >= SECTIONS_WITH_A_DAY):
            if claim.is_possible:
                return Post.Kind.ROLE, claim.title, claim.day
            sentence = _("Day %(day)s is no day of a series: those are 1 to %(last)s. It came in without one.")
            self.report.note("doubtful", title, sentence % {"day": claim.day, "last": LAST_DAY})
            return Post.Kind.ROLE, claim.title, None
        if self.is_daily and self.count_sections(entry) >= SECTIONS_WITHOUT:
            return Post.Kind.ROLE, title, None
        return Post.Kind.ESSAY, title, None

    def count_sections(self, entry):
        return find_sections(entry.html, wordings=self.wordings).count_standing()

    def free_slug(self, kind, text):
        slug = unique_slug(text, lambda slug: self.is_taken(kind, slug))
        self.taken.add((kind, slug))
        return slug

    def is_taken(self, kind, slug):
        return (kind, slug) in self.taken or Post.objects.filter(kind=kind, slug=slug).exists()

    def give_days(self, series):
        """Each day to the oldest post that claims it; who comes too late goes without, and is reported."""
        holders = days_taken(series)
        for _undated, _at, reference, day in sorted(self.claims):
            plan = self.shelf.planned(reference)
            if day in holders:
                self.report.note("doubtful", plan["title"], taken_sentence(day, holders[day]))
                self.shelf.plan(reference, {**plan, "day": None, "claimed": day})
            else:
                holders[day] = plan["title"]
        return max((day for *_rest, day in self.claims), default=0)


def days_taken(series):
    """{day: title} of a series that is there."""
    if series is None:
        return {}
    return dict(Slot.objects.filter(series=series, post__isnull=False).values_list("day", "post__title"))


def taken_sentence(day, holder):
    return _("It claims day %(day)s, which “%(holder)s” has. It came in without a day.") % {
        "day": day,
        "holder": holder,
    }


def plan_of_known(post):
    """Of a post that came in before, and may have been changed or deleted here."""
    if post is None:
        return {"is_known": True, "path": ""}
    path = post.get_absolute_url()
    return {"is_known": True, "kind": post.kind, "title": post.title, "slug": post.slug, "day": None, "path": path}


def slug_source(entry, kind, title):
    """A role is called by its name, unless it comes from a site like this one; other posts keep the slug they had."""
    if kind == Post.Kind.ROLE and not entry.path.startswith(ROLES):
        return title
    return slug_of_path(entry.path) or (slugify(entry.slug) if entry.slug else "") or title[:SLUG_LENGTH]


def beginning_of(html):
    """A title for a post without one: its first words."""
    return cut(" ".join(plain_text(html).split()), 60)


def arrivals_of(entries):
    """{reference: Arrival} of those of these entries that came in before."""
    references = [short(entry.reference) for entry in entries]
    posts = Prefetch("post", Post.objects.only("kind", "slug", "title"))
    arrivals = Arrival.objects.filter(reference__in=references).prefetch_related(posts)
    return {arrival.reference: arrival for arrival in arrivals}


def batches(items, size, weigh=lambda item: 1):
    """Lists of items that weigh about `size`; one that is heavier stands alone or ends its list."""
    batch, weight = [], 0
    for item in items:
        batch.append(item)
        weight += weigh(item)
        if weight >= size:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch
