"""The sample content: moved in on the first run, by the code of every Markdown import, and out without a trace."""

import datetime
import hashlib
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from blog.actions.counts import count_comments, count_everything
from blog.actions.posting import bring_comment
from blog.actions.series import add_days
from blog.caching import EVERYTHING, make_stale
from blog.markup import render_markdown
from blog.models import Author, Category, PendingComment, Post, Resource, SampleRow, Series, SiteSettings, Skill, Tag

from .markdown import import_markdown

FOLDER = Path(settings.BASE_DIR) / "blog" / "sample"
DAYS, TODAY = 365, 31
ESSAY_EVERY = datetime.timedelta(days=8)
# On a first run before the hour of going live today's role has been out this long: its comments need their time.
HEAD_START = datetime.timedelta(hours=2)
COMMENT_REFERENCE = "sample/"

# Rows that posts share, in the order in which they can be taken away once the posts are gone.
SHARED = (Series, Resource, Skill, Tag, Author, Category)


# In


@transaction.atomic
def load_sample():
    """Bring the sample in, unless it was brought before. Gives the number of posts; all of it or nothing."""
    if SampleRow.objects.exists():
        return 0
    known = {model: set(model.objects.values_list("pk", flat=True)) for model in SHARED}
    plan = yaml.safe_load((FOLDER / "site.yaml").read_text("utf-8"))
    make_site(plan)
    make_series(plan)
    report = import_markdown([FOLDER / name for name in ("roles", "essays", "pages")], prepare=publishing())
    if report.errors:
        raise ValueError("\n".join(map(str, report.errors)))
    for path in sorted((FOLDER / "comments").glob("*.yaml")):
        post = next(post for post in report.posts if post.slug == path.stem)
        bring_talk(post, yaml.safe_load(path.read_text("utf-8")))
    count_everything.call()
    remember(Post.objects.filter(pk__in=[post.pk for post in report.posts]))
    for model in SHARED:
        remember(model.objects.exclude(pk__in=known[model]))
    make_stale(EVERYTHING)
    return len(report.posts)


def make_site(plan):
    site = SiteSettings.load()
    for name, words in plan["site"].items():
        setattr(site, name, getattr(site, name) or words)
    site.save()
    for position, row in enumerate(plan["categories"]):
        Category.objects.get_or_create(slug=row["slug"], defaults={**row, "position": position})


def make_series(plan):
    """The year of days, dated so that the last role of the sample is today's."""
    has_default = Series.objects.filter(is_default=True).exists()
    series, is_new = Series.objects.get_or_create(
        slug=plan["series"]["slug"],
        defaults={**plan["series"], "time_zone": settings.TIME_ZONE, "is_default": not has_default},
    )
    if is_new:
        add_days(series, DAYS, starts_on=timezone.localdate() - datetime.timedelta(days=TODAY - 1))


def publishing():
    """A function that gives each post the time it comes out: roles theirs, essays one before the other."""
    now = timezone.now()
    essays = count(1)

    def publish(post):
        post.state, post.publish_at = Post.State.READY, now
        if post.kind == Post.Kind.ESSAY:
            post.publish_at = now - ESSAY_EVERY * next(essays)
        elif post.slot:
            planned = post.slot.goes_live_at()
            post.publish_at = planned if planned <= now else now - HEAD_START

    return publish


def bring_talk(post, lines):
    """
    Comments from a list of {name, hours_after, body, likes, by_author, replies}. Under a post younger than its talk
    they stand closer together, so that none was written later than now.
    """
    pace = min(datetime.timedelta(hours=1), (timezone.now() - post.publish_at) / (longest(lines) + 1))
    bring_thread(post, lines, pace, count(1))
    count_comments(post)


def longest(lines):
    return max(max(line["hours_after"], longest(line.get("replies", ()))) for line in lines) if lines else 0


def bring_thread(post, lines, pace, numbers, answered=None):
    for line in lines:
        comment = bring_comment(
            post,
            name=line["name"],
            body=line["body"],
            # In these files a line ends where it is full; in a reader's comment, where the reader pressed Enter.
            html=render_markdown(line["body"]),
            posted_at=post.publish_at + pace * line["hours_after"],
            reply_to=answered,
            like_count=line.get("likes", 0),
            imported_as_author=line.get("by_author", False),
            import_reference=f"{COMMENT_REFERENCE}{post.slug}/{next(numbers)}",
        )
        bring_thread(post, line.get("replies", ()), pace, numbers, comment)


# Out


def remember(rows):
    SampleRow.objects.bulk_create(
        SampleRow(model=row._meta.model_name, key=row.pk, fingerprint=fingerprint(row)) for row in rows
    )


def fingerprint(row):
    """What an editor could have changed of a row. A post is saved whole whenever one of its lists is."""
    values = [field.value_to_string(row) for field in row._meta.concrete_fields if field.editable]
    if isinstance(row, Post):
        values.append(row.updated_at.isoformat())
    return hashlib.sha256("\0".join(values).encode()).hexdigest()


@dataclass
class Removal:
    """How many posts were taken away, and what stays: (what, why)."""

    posts: int = 0
    kept: list = field(default_factory=list)

    def keep(self, row, reason):
        self.kept.append((f"{row._meta.verbose_name} “{row}”", reason))


@transaction.atomic
def remove_sample():
    """
    Take away what the sample brought and nothing else: a row that somebody changed stays, and what is in use by
    something that stays. A post under which people commented stays with its whole conversation.
    """
    removal = Removal()
    for post in untouched(Post, removal):
        if has_talk(post):
            removal.keep(post, "people have commented on it")
        else:
            post.delete()
            removal.posts += 1
    for model in SHARED:
        for row in untouched(model, removal):
            take_away(row, removal)
    SampleRow.objects.all().delete()
    count_everything.call()
    make_stale(EVERYTHING)
    return removal


def untouched(model, removal):
    """The sample's rows of a model that are still as they came."""
    brought = dict(SampleRow.objects.filter(model=model._meta.model_name).values_list("key", "fingerprint"))
    for row in model.objects.filter(pk__in=brought):
        if fingerprint(row) == brought[row.pk]:
            yield row
        else:
            removal.keep(row, "it was changed since")


def has_talk(post):
    theirs = post.comments.exclude(import_reference__startswith=COMMENT_REFERENCE)
    return theirs.exists() or PendingComment.objects.filter(post=post).exists()


def take_away(row, removal):
    try:
        if is_planned(row) or is_linked(row):
            raise ProtectedError("", [])
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        removal.keep(row, "it is in use")


def is_planned(row):
    """A series in which somebody planned something."""
    return isinstance(row, Series) and row.slots.exclude(idea=None, skip_reason="").exists()


def is_linked(row):
    """What the database would let go although something points to it."""
    return (isinstance(row, Tag) and row.tagged.exists()) or (isinstance(row, Skill) and row.resources.exists())
