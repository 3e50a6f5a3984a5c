"""Hundreds of comments at once, without the library's save of each."""

import datetime

from django.utils import timezone

from blog.actions.bulk_comments import insert_comments, place_below
from blog.actions.counts import count_comments
from blog.models import Comment

NOW = timezone.now()


def many(post, number, *, answers=lambda n: 0):
    """So many comments in one thread. `answers(n)` is the place of the one that the comment in place `n` answers."""
    comments = []
    for n in range(number):
        comment = Comment(
            post=post,
            site_id=1,
            user_name=f"Person {n}",
            comment="Words",
            html="<p>Words</p>",
            state="shown",
            submit_date=NOW + datetime.timedelta(seconds=n),
            posted_at=NOW + datetime.timedelta(seconds=n),
        )
        place_below(comment, comments[answers(n)] if comments else None)
        comments.append(comment)
    insert_comments(comments)
    count_comments(post)
    return comments
