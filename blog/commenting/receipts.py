"""What a receipt tells the writer of a comment."""

from django.utils.translation import gettext_lazy as _

from blog.actions.editing import changeable_until, why_unchangeable
from blog.markup import render_comment
from blog.models import Comment

WHY_HELD = {
    Comment.HoldReason.POLICY: _("Here every comment is read by a moderator first."),
    Comment.HoldReason.POST: _("Comments on this post are read by a moderator first."),
    Comment.HoldReason.OLD_POST: _("The post is older, and comments on older posts are read by a moderator first."),
    Comment.HoldReason.NEWCOMER: _(
        "It is your first comment here; a moderator reads it first, and the next ones go by themselves."
    ),
    Comment.HoldReason.LINKS: _("It has several links, so a moderator reads it first."),
    Comment.HoldReason.REPORTED: _("Readers reported it, so a moderator reads it again."),
}
BY_RULE = _("A moderator reads it first.")


def about_comment(comment):
    return {"post": comment.post, "comment": comment, "why": why_waiting(comment)}


def why_waiting(comment):
    return WHY_HELD.get(comment.hold_reason, BY_RULE)


def about_pending(pending):
    return {"post": pending.post, "pending": pending, "html": render_comment(pending.body)}


def in_its_thread(answered):
    """What readers see above a comment that answers this one: the first of the thread and the answered one."""
    above = [answered.root, answered] if answered else []
    return [comment for comment in above if comment and comment.is_shown()]


def changes_of(comment):
    """What its writer may still do with it, and until when."""
    is_late = why_unchangeable(comment)
    return {"is_late": is_late, "until": None if is_late else changeable_until(comment)}
