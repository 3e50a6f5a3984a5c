"""Why a comment waits, and why it is not shown, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from blog.models import Comment
from blog.spam import in_words

from .discussion import LINK

REASON = Comment.HoldReason
# What a moderator may choose to tell a writer, instead of words of their own.
TOLD_REASONS = [
    gettext_lazy("It is not about this post."),
    gettext_lazy("It advertises something."),
    gettext_lazy("It insults somebody."),
    gettext_lazy("It tells private things of somebody."),
    gettext_lazy("It was said here already."),
    gettext_lazy("It says something dangerously wrong."),
]


def why_held(comment):
    """Why a comment waits, with its numbers and words."""
    match comment.hold_reason:
        case REASON.LINKS:
            links = comment.html.count(LINK)
            return ngettext("%(number)d link", "%(number)d links", links) % {"number": links}
        case REASON.REPORTED:
            return times_reported(comment.report_count)
        case REASON.SPAM:
            told = in_words(comment.hold_detail)
            return f"{comment.get_hold_reason_display()}: {told}" if told else str(comment.get_hold_reason_display())
    reason = str(comment.get_hold_reason_display())
    return f"{reason}: {comment.hold_detail}" if comment.hold_detail else reason


def times_reported(number):
    if number == 2:
        return _("reported twice")
    return ngettext("reported once", "reported %(number)d times", number) % {"number": number}
