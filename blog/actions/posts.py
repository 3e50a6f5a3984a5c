"""What editors do with a post: publish, schedule, take back. And what has to be brought up to date after a change."""

import datetime
import unicodedata

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.followups import enqueue_latest
from blog.models import Post, Skill, Standing, Tag
from blog.models.whole_posts import read_whole
from blog.search import index_read_posts

from .cards import draw_card
from .checks import NotReady, problems
from .counts import count_skills, count_soon, count_tags
from .leading import addresses_of, keep_uses, tell_dead
from .mapping import map_soon
from .picture_uses import keep_picture_uses
from .popularity import popularity
from .relating import relate_role
from .review_letters import tell_approved
from .revisions import record_revision
from .section_replies import section_replies
from .staleness import places_of, tell_moved
from .texts import compute_texts, pictures_in
from .wishes_told import look_soon

REFRESHED_AT_ONCE = 50
COMPUTED_FIELDS = [
    "rendered",
    "contents",
    "word_count",
    "letter",
    "search_names",
    "popularity",
    "first_published_at",
    "modified_at",
]


def refresh_post(post):
    """Bring everything computed from a post up to date, after it or any of its rows was saved. Safe to call again."""
    refresh_posts([post])


@transaction.atomic
def refresh_posts(posts, *, relates=True):
    """
    The same for many at once, whose rows are read together. They are refreshed as they are in the database. Without
    `relates` they keep their neighbours: nothing changed by which those are found.
    """
    kept = {post.pk: post for post in posts}
    saved = read_whole(kept)
    pictures, readers, beside = pictures_in(saved), Standing.objects.told_of(kept), section_replies(kept)
    places = {post.pk: post.rendered.get("places", {}) for post in saved}
    for post in saved:
        compute(post, pictures, readers.get(post.pk, 0))
    addresses = {post.pk: addresses_of(post) for post in saved}
    keep_uses(addresses)
    tell_dead(saved, addresses)
    for post in saved:
        before = places[post.pk]
        post.rendered |= {"places": places_of(post), "beside": beside.get(post.pk, {})}
        tell_moved(post, before, post.rendered["places"])
        computed = {field: getattr(post, field) for field in COMPUTED_FIELDS}
        Post.objects.filter(pk=post.pk).update(**computed)
        vars(kept[post.pk]).update(computed)
    keep_picture_uses(saved, pictures)
    roles = [post for post in saved if post.kind == Post.Kind.ROLE and relates]
    for role in roles:
        relate_role(role)
    if roles:
        map_soon()
    if skills := {row.skill_id for role in roles for row in role.role_skills.all()}:
        count_skills(Skill.objects.filter(pk__in=skills))
    if tags := {row.tag_id for post in saved for row in post.tagged.all()}:
        count_tags(Tag.objects.filter(pk__in=tags))
    count_soon()
    index_read_posts(saved)


def refresh_in_turn(posts):
    """The same for any number (a QuerySet): so many at once as memory takes."""
    ids = list(posts.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), REFRESHED_AT_ONCE):
        refresh_posts(Post.objects.filter(pk__in=ids[start : start + REFRESHED_AT_ONCE]))


def compute(post, pictures, readers):
    compute_texts(post, pictures)
    post.letter = directory_letter(post.title)
    post.popularity = popularity(post, readers)
    post.modified_at = last_change(post)
    if post.is_public() and post.first_published_at is None:
        post.first_published_at = post.publish_at


@transaction.atomic
def publish_post(post, *, by=None, at=None):
    """
    Let a post come out at `at` (an aware datetime). Without it: now, or when it first came out if it was out before.
    Raises NotReady with what is missing.
    """
    if found := problems(post):
        raise NotReady(found)
    was_submitted = post.state == Post.State.SUBMITTED
    post.state = Post.State.READY
    post.publish_at = at or post.first_published_at or timezone.now()
    save_state(post)
    enqueue_latest(f"card/{post.pk}", draw_card, post.pk)
    if post.is_public():
        look_soon()  # perhaps somebody waits for it
        log(post, by, _("Published."))
    else:
        log(post, by, _("Scheduled for %(when)s.") % {"when": post.publish_at.isoformat(timespec="minutes")})
    if was_submitted:
        tell_approved(post, by)


@transaction.atomic
def unschedule_post(post, *, by=None):
    """Take back the time of a post that has not come out yet. It stays ready."""
    if post.is_public():
        raise ValueError("A post that is out is withdrawn, not unscheduled.")
    post.publish_at = None
    save_state(post)
    log(post, by, _("Taken off the schedule."))


@transaction.atomic
def withdraw_post(post, *, by=None):
    """Take a post back from the public. Its address answers that it is gone; its day stays its own."""
    if post.is_public() and post.first_published_at is None:
        post.first_published_at = post.publish_at
    post.state, post.publish_at = Post.State.WITHDRAWN, None
    save_state(post)
    log(post, by, _("Withdrawn."))


def save_state(post):
    post.save(update_fields=["state", "publish_at", "first_published_at", "updated_at"])
    refresh_post(post)


def last_change(post):
    """The beginning of the day of the newest change note, or None."""
    newest = max((note.changed_on for note in post.change_notes.all()), default=None)
    return newest and timezone.make_aware(datetime.datetime.combine(newest, datetime.time.min))


def directory_letter(title):
    """The letter under which the directory lists a title: É under E, 3D under #, 数 under itself."""
    for character in unicodedata.normalize("NFKD", title):
        if character.isdigit():
            return "#"
        if character.isalpha():
            return character.upper()[:1]
    return "#"


def log(post, by, message):
    """
    One row of Django's own log an action, for the history page, and a revision. Nobody signed in: nothing to log it
    under, and many posts at once perhaps.
    """
    if by is not None:
        record_revision(post, by=by, said=message)
        LogEntry.objects.log_actions(by.pk, Post.objects.filter(pk=post.pk), CHANGE, message, single_object=True)
