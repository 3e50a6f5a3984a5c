"""A site's worth of posts, in batches: series, skills and tags, posts with their rows, comments, the index."""

import datetime
import random
from collections import Counter, deque
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from blog.actions.bulk_comments import insert_comments
from blog.actions.counts import count_skills, count_tags
from blog.actions.popularity import popularity, renew_popularity
from blog.actions.posts import directory_letter
from blog.actions.relating import NEIGHBOURS_A_ROLE
from blog.caching import EVERYTHING, make_stale
from blog.models import Author, Byline, Post, RelatedRole, Series, Skill, Slot, Tag, TaggedPost
from blog.models.slugs import slugify
from blog.search import index_new_posts

from .pools import Pool, Titles, make_authors, make_categories, make_resources
from .readers import insert_readership
from .texts import SKILLS_A_ROLE, fill_essay, fill_role, finish_texts
from .threads import grow_thread, plan_threads

BATCH = 200
ESSAY_EVERY = 10
DAYS_A_SERIES = 365
TAGS_A_POST = 3
MENTIONS = 3
# A site adds posts daily; one that would then be older than this adds them more often.
OLDEST = datetime.timedelta(days=1000)
# Among so many of the newest roles of each of its skills a role looks for its neighbours.
NEIGHBOURHOOD = 150


@dataclass
class Site:
    """What posts share, and what one batch leaves to the next."""

    rng: random.Random
    titles: Titles
    skills: Pool
    tags: Pool
    categories: list
    authors: list
    resources: list
    roles_with: dict = field(default_factory=dict)  # skill id: the newest roles that need it
    newest_roles: deque = field(default_factory=lambda: deque(maxlen=NEIGHBOURHOOD))
    neighbours: Counter = field(default_factory=Counter)  # role id: how many it has
    series: Series | None = None  # the one that is being filled
    day: int = 0  # its last day so far


def make_content(posts, comments, *, seed=1, on_progress=lambda done, total: None):
    """
    Add so many posts and comments to what is there, as if refresh_post had seen each. The same seed on the same site
    gives the same texts; their dates end now. Calls on_progress(done, total) after each batch of posts.
    """
    rng = random.Random(seed)  # noqa: S311  (to look random, not to keep a secret)
    pools = Pool(Skill, rng), Pool(Tag, rng)
    site = Site(rng, Titles(), *pools, make_categories(), make_authors(), make_resources())
    sizes = plan_threads(rng, posts, comments)
    pace = min(datetime.timedelta(days=1), OLDEST / max(posts, 1))
    newest = timezone.now().replace(microsecond=0) - datetime.timedelta(minutes=5)
    for start in range(0, posts, BATCH):
        numbers = range(start, min(start + BATCH, posts))
        make_batch(site, [(number, newest - pace * (posts - 1 - number), sizes[number]) for number in numbers])
        on_progress(numbers.stop, posts)
    finish_series(site)
    count_tags(Tag.objects.all())
    count_skills(Skill.objects.all())
    renew_popularity.func()
    make_stale(EVERYTHING)


@transaction.atomic
def make_batch(site, plan):
    drafts = [draft(site, number, publish_at, size) for number, publish_at, size in plan]
    posts = [each.post for each in drafts]
    Slot.objects.bulk_create([post.slot for post in posts if post.slot])
    Post.objects.bulk_create(posts)
    insert_rows(site, drafts)
    insert_comments([comment for each in drafts for comment in each.comments])
    relate(site, drafts)
    insert_readership(site.rng, posts)
    index_new_posts((each.post, {**each.rows, "tags": each.tags, "authors": [each.author]}) for each in drafts)


@dataclass
class Draft:
    """A post with all that hangs on it, not saved yet."""

    post: Post
    rows: dict
    skills: list
    tags: list
    author: Author
    comments: list


def draft(site, number, publish_at, comments):
    is_essay = number % ESSAY_EVERY == ESSAY_EVERY - 1
    post = new_post(site, Post.Kind.ESSAY if is_essay else Post.Kind.ROLE, publish_at)
    skills = [] if is_essay else site.skills.pick(number, SKILLS_A_ROLE)
    if is_essay:
        post.title, subject = site.titles.next_essay()
        rows = fill_essay(post, site.rng, subject)
    else:
        post.title, subject = site.titles.next_role()
        rows = fill_role(post, site.rng, subject, skills, site.resources)
        post.slot = next_slot(site, publish_at.date())
    post.slug, post.letter = slugify(post.title), directory_letter(post.title)
    finish_texts(post, rows)
    thread = grow_thread(site.rng, post, subject, comments)
    count_thread(post, thread)
    return Draft(post, rows, skills, site.tags.pick(number, TAGS_A_POST), site.rng.choice(site.authors), thread)


def new_post(site, kind, publish_at):
    return Post(
        kind=kind,
        state=Post.State.READY,
        publish_at=publish_at,
        first_published_at=publish_at,
        category=site.rng.choice(site.categories),
    )


def count_thread(post, thread):
    shown = [comment for comment in thread if comment.is_shown()]
    post.comment_count = len(shown)
    post.last_comment_at = max((comment.posted_at for comment in shown), default=None)
    post.popularity = popularity(post)


def next_slot(site, date):
    """The next day of a series, not saved yet; of a new one when the last is full."""
    if site.series is None or site.day == DAYS_A_SERIES:
        number = Series.objects.count() + 1
        site.series, site.day = Series.objects.create(name=f"{DAYS_A_SERIES} roles, volume {number}"), 0
    site.day += 1
    return Slot(series=site.series, day=site.day, planned_on=date)


def finish_series(site):
    """The days still to come of the last series; it is the main one where there was none."""
    if site.series is None:
        return
    today, left = timezone.localdate(), range(site.day + 1, DAYS_A_SERIES + 1)
    Slot.objects.bulk_create(
        Slot(series=site.series, day=day, planned_on=today + datetime.timedelta(days=day - site.day)) for day in left
    )
    if not Series.objects.filter(is_default=True).exists():
        site.series.is_default = True
        site.series.save()


def insert_rows(site, drafts):
    """Every row of a batch, a table at a time."""
    tables = {
        Byline: [Byline(post=each.post, author=each.author) for each in drafts],
        TaggedPost: [TaggedPost(content_object=each.post, tag=tag) for each in drafts for tag in each.tags],
        Post.mentions.through: list(mentions(site, drafts)),
    }
    for rows in (rows for each in drafts for rows in each.rows.values() if rows):
        tables.setdefault(type(rows[0]), []).extend(rows)
    for model, rows in tables.items():
        model.objects.bulk_create(rows)


def mentions(site, drafts):
    """Each essay is about some roles near it."""
    roles = [*site.newest_roles, *(each.post.pk for each in drafts if each.skills)]
    for essay in (each.post for each in drafts if not each.skills):
        for role in site.rng.sample(roles, min(MENTIONS, len(roles))):
            yield Post.mentions.through(from_post=essay, to_post_id=role)


def relate(site, drafts):
    """The nearest roles of each new one among the newest that share a skill with it, and of those in turn."""
    rows = []
    for each in (each for each in drafts if each.skills):
        shared = Counter(role for skill in each.skills for role in site.roles_with.get(skill.pk, ()))
        near = sorted(shared.items(), key=lambda item: (-item[1], -item[0]))[:NEIGHBOURS_A_ROLE]
        for other, number in near:
            rows.append(RelatedRole(post=each.post, other_id=other, shared_skills=number))
            if site.neighbours[other] < NEIGHBOURS_A_ROLE:
                rows.append(RelatedRole(post_id=other, other=each.post, shared_skills=number))
                site.neighbours[other] += 1
        site.neighbours[each.post.pk] += len(near)
        site.newest_roles.append(each.post.pk)
        for skill in each.skills:
            site.roles_with.setdefault(skill.pk, deque(maxlen=NEIGHBOURHOOD)).append(each.post.pk)
    RelatedRole.objects.bulk_create(rows)
