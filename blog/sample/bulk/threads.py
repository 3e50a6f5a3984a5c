"""Comments in bulk: threads as readers grow them, written into the three tables a comment has."""

import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS
from django.db.models.sql import InsertQuery
from django.utils import timezone
from django_comments.models import Comment as BaseComment
from django_comments_xtd.models import XtdComment

from blog.markup import render_comment
from blog.models import Comment, Post
from blog.models.comments import MAX_THREAD_DEPTH

from .phrases import PHRASES
from .texts import Filler

LONG_THREADS = (1000, 500, 200, 200, 100, 100, 100)
LONG_SHARE = 0.5  # of all comments, at most, so that small sites have ordinary threads too
REPLY_SHARE = 0.45
HELD_SHARE = 0.02
INSERTED_AT_ONCE = 500


def plan_threads(rng, posts, comments):
    """How many comments each of so many posts gets: a few long threads, many short ones, none on some."""
    sizes, left = [0] * posts, comments
    for size in LONG_THREADS:
        if posts and comments - left + size <= comments * LONG_SHARE:
            sizes[rng.randrange(posts)] += size
            left -= size
    for _n in range(left if posts else 0):
        sizes[int(posts * rng.random() ** 1.5)] += 1
    return sizes


def grow_thread(rng, post, field, size):
    """`size` unsaved comments on a post that is not saved yet, oldest first."""
    fill = Filler(rng, field=field, role=post.title)
    comments, now = [], timezone.now()
    pace = min(datetime.timedelta(days=60), now - post.publish_at) / (size + 1)
    for number in range(size):
        answered = rng.choice(comments[-20:]) if comments and rng.random() < REPLY_SHARE else None
        comments.append(make_comment(rng, post, fill, answered, post.publish_at + pace * (number + 1)))
    hold_some(rng, comments)
    return comments


def make_comment(rng, post, fill, answered, posted_at):
    text = " ".join(
        [
            fill(rng.choice(PHRASES["comment_openings"])),
            *fill.some(PHRASES["comment_sentences"], rng.choice((0, 1, 1, 2, 3))),
        ]
    )
    number = rng.randrange(5000)
    comment = Comment(
        post=post,
        reply_to=answered,
        root=answered and (answered.root or answered),
        level=min(answered.level + 1, MAX_THREAD_DEPTH) if answered else 0,
        site_id=settings.SITE_ID,
        user_name=f"Reader from {PHRASES['towns'][number % len(PHRASES['towns'])]}",
        user_email=f"reader{number}@example.com",
        comment=text,
        html=render_comment(text),
        state=Comment.State.SHOWN,
        like_count=int(rng.random() ** 6 * 12),
        submit_date=posted_at,
        posted_at=posted_at,
    )
    comment.folded_email = comment.user_email
    return comment


def hold_some(rng, comments):
    """A few wait for a moderator, none of them with an answer."""
    answered = {id(comment.reply_to) for comment in comments}
    for comment in comments:
        if id(comment) not in answered and rng.random() < HELD_SHARE:
            comment.state, comment.hold_reason = Comment.State.HELD, Comment.HoldReason.NEWCOMER
            comment.is_public = False


def insert_comments(comments):
    """Write comments whose posts are saved. bulk_create knows no model of several tables, so each has its turn."""
    content_type = ContentType.objects.get_for_model(Post)
    for comment in comments:
        comment.post_id = comment.post.pk
        comment.content_type, comment.object_pk = content_type, str(comment.post_id)
    bases = [BaseComment(**values(comment, BaseComment)) for comment in comments]
    BaseComment.objects.bulk_create(bases, batch_size=INSERTED_AT_ONCE)
    place(comments, [base.pk for base in bases])
    for model in (XtdComment, Comment):
        insert_table(model, comments)


def values(comment, model):
    names = [field.attname for field in model._meta.local_concrete_fields if not field.primary_key]
    return {name: getattr(comment, name) for name in names}


def place(comments, keys):
    """The keys of saved comments, and the library's own account of the threads: parent, place, how many stand below."""
    # Read before the first key is written: a key that changes makes Django forget the object.
    parents = {id(comment): library_parent(comment) for comment in comments}
    answered = {id(comment): (comment.reply_to, comment.root) for comment in comments}
    below = {}
    for comment, key in zip(comments, keys, strict=True):
        comment.id = comment.comment_ptr_id = comment.base_id = key
    for comment in comments:
        reply_to, root = answered[id(comment)]
        parent = parents[id(comment)]
        comment.reply_to_id, comment.root_id = reply_to and reply_to.pk, root and root.pk
        comment.parent_id, comment.thread_id = parent.pk, (root or comment).pk
        if parent is not comment:
            below.setdefault(parent.pk, []).append(comment)
    for comment in comments:
        if comment.root_id is None:
            count_below(comment, below, order=1)


def library_parent(comment):
    """The library's levels end: what answers the last one stands beside it, below the same parent."""
    answered = comment.reply_to
    if answered is None:
        return comment
    while answered.level >= MAX_THREAD_DEPTH:
        answered = answered.reply_to
    return answered


def count_below(comment, below, order):
    """Number a comment and all below it, depth first; returns the next number."""
    comment.order, start = order, order
    order += 1
    for reply in below.get(comment.pk, ()):
        order = count_below(reply, below, order)
    comment.nested_count = order - start - 1
    return order


def insert_table(model, objects):
    fields = model._meta.local_concrete_fields
    for start in range(0, len(objects), INSERTED_AT_ONCE):
        query = InsertQuery(model)
        query.insert_values(fields, objects[start : start + INSERTED_AT_ONCE], raw=True)
        query.get_compiler(DEFAULT_DB_ALIAS).execute_sql()
