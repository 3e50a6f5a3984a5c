"""What stands beside a commenter's name: that they wrote the post, or what they have to do with the job."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

AUTHOR = "author"
Standing = get_user_model().Standing
# Said of somebody: in their own profile people say it of themselves.
BADGES = {
    AUTHOR: _("Author"),
    Standing.DOES.value: _("does this job"),
    Standing.LEARNS.value: _("learning it"),
    Standing.HIRES.value: _("hires for it"),
}
# Above a list of the comments of such people.
CHOICES = {
    AUTHOR: _("by the author"),
    Standing.DOES.value: _("by who does the job"),
    Standing.LEARNS.value: _("by who learns it"),
    Standing.HIRES.value: _("by who hires for it"),
}


CONFIRMED = "user__standing_confirmed_at"
STANDING_COLUMNS = ("user__standing", CONFIRMED)


def badge_of(row, authors):
    """A key of BADGES, or nothing, for a row of a post's threads; `authors`: the accounts that wrote the post."""
    if row["imported_as_author"] or row["user_id"] in authors:
        return AUTHOR
    return row["user__standing"] or ""


def is_confirmed(row):
    """Whether an editor confirmed the standing that the badge says."""
    return bool(row["user__standing"] and row[CONFIRMED])


def with_badge_of(by, authors):
    """A condition for comments: by people who have this badge."""
    is_by_author = Q(imported_as_author=True) | Q(user__in=authors)
    return is_by_author if by == AUTHOR else Q(user__standing=by) & ~is_by_author
