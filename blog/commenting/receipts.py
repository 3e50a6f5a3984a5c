"""What a receipt tells the writer of a comment."""

from django.utils.translation import gettext_lazy as _

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
    return {"post": comment.post, "comment": comment, "why": WHY_HELD.get(comment.hold_reason, BY_RULE)}


def about_pending(pending):
    return {"post": pending.post, "pending": pending, "html": render_comment(pending.body)}
