"""
Who follows something is told what is new of it: in one letter a day at most, with all that came since the last one. Of
each post once, and once of what changed in a role on a day, however often the work is done.
"""

import datetime
from dataclasses import dataclass
from itertools import islice

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from blog.absolute import absolute
from blog.followups import periodic
from blog.letters import queue_letter, write_letter
from blog.models import Byline, ChangeNote, Follow, FollowLetter, Post, ReaderDesk, RoleSkill, SiteSettings, TaggedPost
from blog.models.follows import FOLLOWED

BETWEEN = datetime.timedelta(hours=22)  # two letters to one reader: a day, with room for a late worker
BACK = datetime.timedelta(days=7)  # what is older is no news, also after a pause of all workers
MOST_NEW = 300  # posts looked at, the newest; a blog moved in has thousands
MOST_TOLD = 20  # in one letter
READERS_AT_ONCE = 200


@dataclass(frozen=True)
class News:
    """A post that came out, or what changed in one on a day; `about`: {(kind, key)} of what it is news of."""

    post: Post
    at: datetime.datetime
    about: frozenset
    changed_on: datetime.date | None = None
    text: str = ""

    def key(self):
        return self.post.pk, self.changed_on


@periodic(datetime.timedelta(hours=1))
@task()
def tell_followers():
    """Safe to do again."""
    now = timezone.now()
    if not (news := find_news(now)):
        return
    readers = get_user_model().objects.reachable()
    desks = ReaderDesk.objects.filter(has_follow_letters=True, reader__in=readers, reader__follows__isnull=False)
    due = desks.filter(Q(told_at=None) | Q(told_at__lte=now - BETWEEN)).distinct().order_by("pk")
    pks = iter(list(due.values_list("pk", flat=True)))
    while some := list(islice(pks, READERS_AT_ONCE)):
        tell_some(ReaderDesk.objects.filter(pk__in=some).select_related("reader"), news, now)


def find_news(now):
    return [*find_posts(now), *find_changes(now)]


def find_posts(now):
    """In a fixed number of queries."""
    new = Post.objects.published(now).dated().filter(publish_at__gt=now - BACK).newest_first()
    posts = list(new.for_lists()[:MOST_NEW])
    about = {post.pk: set() for post in posts}
    series = Post.objects.filter(pk__in=about, slot__isnull=False)
    pairs = {
        "series": series.values_list("pk", "slot__series"),
        "tag": TaggedPost.objects.filter(content_object__in=about).values_list("content_object", "tag"),
        "skill": RoleSkill.objects.filter(role__in=about).values_list("role", "skill"),
        "author": Byline.objects.filter(post__in=about).values_list("post", "author"),
    }
    for kind, rows in pairs.items():
        for post, thing in rows.order_by():
            about[post].add((kind, thing))
    return [News(post, post.publish_at, frozenset(about[post.pk])) for post in posts]


def find_changes(now):
    """What changed in roles, a day of each: its notes are told together."""
    since = (now - BACK).date()
    public = Post.objects.published(now).roles().order_by().values("pk")
    notes = ChangeNote.objects.filter(changed_on__gte=since, changed_on__lte=timezone.localdate(), post__in=public)
    days = {}
    for note in notes.select_related("post__category", "post__slot").defer(*long_fields()).order_by("-pk")[:MOST_NEW]:
        days.setdefault((note.post_id, note.changed_on), []).append(note)
    return [changed(notes) for notes in days.values()]


def long_fields():
    return [f"post__{name}" for name in Post.LONG_FIELDS]


def changed(notes):
    first = notes[0]
    midnight = datetime.datetime.combine(first.changed_on + datetime.timedelta(days=1), datetime.time())
    at = timezone.make_aware(midnight)  # a note has a date alone: who follows that day is told
    text = " ".join(note.text for note in reversed(notes))
    return News(first.post, at, frozenset({("role", first.post_id)}), first.changed_on, text)


def tell_some(desks, news, now):
    desks = list(desks)
    follows = follows_of(desks)
    told = told_of(desks, news)
    for desk in desks:
        mine = follows.get(desk.reader_id, {})
        new = [each for each in news if is_for(each, mine) and (desk.reader_id, each.key()) not in told]
        if new:
            tell(desk, new[:MOST_TOLD], now)


def told_of(desks, news):
    """{(reader, key of news)}"""
    posts = {each.post.pk for each in news}
    rows = FollowLetter.objects.filter(reader__in=[desk.reader_id for desk in desks], post__in=posts)
    return {(reader, tuple(key)) for reader, *key in rows.values_list("reader", "post", "changed_on")}


def follows_of(desks):
    """{reader: {(kind, key): since when}}"""
    found = {}
    rows = Follow.objects.filter(reader__in=[desk.reader_id for desk in desks])
    for reader, at, *keys in rows.values_list("reader", "made_at", *(f"{name}_id" for name in FOLLOWED)):
        thing = next((kind, key) for kind, key in zip(FOLLOWED, keys, strict=True) if key)
        found.setdefault(reader, {})[thing] = at
    return found


def is_for(news, follows):
    """Whether it is news of something that was followed before."""
    return any(follows[thing] < news.at for thing in news.about if thing in follows)


def tell(desk, news, now):
    """Who writes the rows writes the letter: so there is one, however many try."""
    context = {
        "posts": [linked(each) for each in news if not each.changed_on],
        "changes": [linked(each) for each in news if each.changed_on],
        "number": len(news),
        "desk_url": absolute("/me/"),
        "mail_url": absolute(desk.get_mail_url()),
        "site_settings": SiteSettings.load(),
    }
    letter = write_letter(desk.reader.email, "follow_news", context, unsubscribe_url=desk.get_stop_url())
    rows = [FollowLetter(reader=desk.reader, post=each.post, changed_on=each.changed_on) for each in news]
    mine = ReaderDesk.objects.filter(pk=desk.pk, told_at=desk.told_at, has_follow_letters=True)
    with transaction.atomic():
        if mine.update(told_at=now):
            FollowLetter.objects.bulk_create(rows, ignore_conflicts=True)
            queue_letter(letter)


def linked(news):
    return {"post": news.post, "url": absolute(news.post.get_absolute_url()), "text": news.text}
