"""
Trust is earned by comments that moderators let stand. Nothing of it is stored: it follows from how many comments of an
address are shown and how many were turned down. docs/comments.md tells readers what it gives.
"""

import datetime
from enum import IntEnum

from django.db.models import Count, Q

from blog.models import Comment

KNOWN_AFTER = 1  # shown comments
TRUSTED_AFTER = 10
COST_OF_A_REFUSAL = 5  # so many more are needed for each that was rejected, removed or spam
REFUSED = (Comment.State.REJECTED, Comment.State.SPAM, Comment.State.REMOVED)


class Trust(IntEnum):
    NEW = 0  # the first comment waits
    KNOWN = 1
    TRUSTED = 2  # neither many links nor an old post make their comments wait


# How long a comment that readers see can be changed or deleted by its writer, from when it came in.
EDIT_WINDOWS = {
    Trust.NEW: datetime.timedelta(minutes=15),
    Trust.KNOWN: datetime.timedelta(hours=1),
    Trust.TRUSTED: datetime.timedelta(days=1),
}


def trust_in(email, *, without=None):
    """What the writer under this address has earned; by everything they wrote but the comment of the key `without`."""
    if not email:
        return Trust.NEW
    theirs = Comment.objects.order_by().by_writer(email).exclude(pk=without)
    counted = theirs.aggregate(
        shown=Count("pk", filter=Q(state=Comment.State.SHOWN)), refused=Count("pk", filter=Q(state__in=REFUSED))
    )
    return trust_of(**counted)


def trust_of(shown, refused):
    if shown >= TRUSTED_AFTER + COST_OF_A_REFUSAL * refused:
        return Trust.TRUSTED
    return Trust.KNOWN if shown >= KNOWN_AFTER else Trust.NEW


def edit_window(comment):
    return EDIT_WINDOWS[trust_in(comment.user_email)]
