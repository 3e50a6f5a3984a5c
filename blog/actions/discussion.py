"""Where one may comment and which comments wait: the site's policy, in force through the comment library's registry."""

import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_comments.moderation import CommentModerator, moderator

from blog.models import Comment, Post, Rule, SiteSettings

from .rules import rule_met
from .spam import judge_comment
from .trust import Trust, trust_in

LINK = "<a "  # as in a comment's rendered HTML


class Held(NamedTuple):
    reason: str = ""  # a HoldReason; empty: it does not wait
    detail: str = ""  # the rule's pattern, or the codes of blog.spam
    is_hidden: bool = False  # certainly spam: no moderator is asked

    @property
    def state(self):
        if self.is_hidden:
            return Comment.State.SPAM
        return Comment.State.HELD if self.reason else Comment.State.SHOWN


def why_closed(post, site, at=None):
    """In a sentence why nobody can comment on a post (at a time), or nothing."""
    if not post.is_public():
        return _("This post is not public at present.")
    if post.kind == Post.Kind.PAGE:
        return _("Nobody can comment on this page.")
    if not site.comments_open:
        return _("Comments are closed on the whole site at present.")
    if post.discussion == Post.Discussion.CLOSED:
        return _("Comments on this post are closed.")
    if site.close_after_days is not None and is_older(post, site.close_after_days, at):
        return ngettext(
            "Comments close one day after a post comes out.",
            "Comments close %(days)s days after a post comes out.",
            site.close_after_days,
        ) % {"days": site.close_after_days}
    return ""


def why_held(comment, post, site, *, is_asked=False):
    """
    Whether and why a comment waits for a moderator, as Held. The one place where words are judged: a new comment's
    before it comes in, a changed one's before they replace what was there. `is_asked`: the spam service was.
    """
    if is_trusted(comment.user, post):
        return Held()
    if rule := rule_met(**words_of(comment)):
        return Held() if rule.effect == Rule.Effect.TRUST else Held(rule.kind, rule.pattern)
    if spam := judge_comment(comment, site, is_asked=is_asked):
        return Held(Comment.HoldReason.SPAM, spam.codes, spam.is_clear)
    return Held(why_held_by_policy(comment, post, site))


def words_of(comment):
    """What rules are asked of."""
    return {
        "name": comment.user_name,
        "email": comment.user_email,
        "body": comment.comment,
        "ip_address": comment.ip_address,
    }


def why_held_by_policy(comment, post, site):
    reason = Comment.HoldReason
    if post.discussion == Post.Discussion.HELD:
        return reason.POST
    if site.comment_hold == site.Hold.ALWAYS:
        return reason.POLICY
    doubt, waits_when_new = doubt_about(comment, post, site), site.comment_hold == site.Hold.NEWCOMERS
    if not (doubt or waits_when_new):
        return ""
    # A comment says nothing for itself: approved as it was, it may be changed into anything.
    trust = trust_in(comment.user_email, without=comment.pk)
    if waits_when_new and trust == Trust.NEW:
        return reason.NEWCOMER
    return "" if trust == Trust.TRUSTED else doubt


def doubt_about(comment, post, site):
    """Why it would wait, were its writer not trusted."""
    if site.comment_hold == site.Hold.OLD_POSTS and is_older(post, site.old_post_days, comment.submit_date):
        return Comment.HoldReason.OLD_POST
    return Comment.HoldReason.LINKS if comment.html.count(LINK) > site.max_links else ""


def is_trusted(user, post):
    return user is not None and (user.has_perm("blog.moderate_comment") or post.is_written_by(user.pk))


def is_older(post, days, at):
    """Whether a post had been out for more than so many days at a time."""
    return (at or datetime.datetime.now(datetime.UTC)) - post.publish_at > datetime.timedelta(days=days)


class PostModerator(CommentModerator):
    """What the library asks before it lets a comment in. A request is never there: actions know none."""

    def allow(self, comment, content_object, request):
        return not why_closed(content_object, policy_of(comment), comment.submit_date)

    def moderate(self, comment, content_object, request):
        held = why_held(comment, content_object, policy_of(comment))
        comment.hold_reason, comment.hold_detail, comment.state = held.reason, held.detail, held.state
        return bool(comment.hold_reason)


def policy_of(comment):
    """The site's settings, read once for a new comment."""
    if not hasattr(comment, "policy"):
        comment.policy = SiteSettings.load()
    return comment.policy


def register():
    moderator.register(Post, PostModerator)
