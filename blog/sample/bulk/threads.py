"""Comments in bulk: threads as readers grow them."""

import datetime

from django.conf import settings
from django.utils import timezone

from blog.actions.bulk_comments import place_below
from blog.markup import render_comment
from blog.models import Comment

from .phrases import PHRASES
from .texts import Filler

LONG_THREADS = (1000, 500, 200, 200, 100, 100, 100)
LONG_SHARE = 0.5  # of all comments, at most, so that small sites have ordinary threads too
REPLY_SHARE = 0.45
HELD_SHARE = 0.02


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
    place_below(comment, answered)
    return comment


def hold_some(rng, comments):
    """A few wait for a moderator, none of them with an answer."""
    answered = {id(comment.reply_to) for comment in comments}
    for comment in comments:
        if id(comment) not in answered and rng.random() < HELD_SHARE:
            comment.state, comment.hold_reason = Comment.State.HELD, Comment.HoldReason.NEWCOMER
