"""What becomes of comments: shown, held, rejected; liked and reported."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from blog.models import Comment, Like, Post, Report

from .announcements import announce_reply
from .counts import count_comments
from .discussion import is_trusted
from .staleness import tell_talk

# Different people who must report a comment before it waits for a moderator.
REPORTS_TO_HOLD = 3


def approve_comments(comments, *, by=None):
    """Show these comments (a QuerySet). Whom they answer is told once. Gives how many were not shown before."""
    moved = change_state(comments, Comment.State.SHOWN, by, _("Approved."), report_count=0)
    for comment in moved:
        announce_reply(comment)
    return len(moved)


def hold_comments(comments, *, by=None, reason=Comment.HoldReason.POLICY):
    """Let these comments wait for a moderator."""
    return len(change_state(comments, Comment.State.HELD, by, _("Held."), hold_reason=reason))


def reject_comments(comments, *, by=None):
    return len(change_state(comments, Comment.State.REJECTED, by, _("Rejected.")))


def mark_spam(comments, *, by=None):
    return len(change_state(comments, Comment.State.SPAM, by, _("Marked as spam.")))


def remove_comments(comments, *, by=None):
    """Take these comments off the page. What was answered leaves a line in its place, so that the answers stay."""
    return len(change_state(comments, Comment.State.REMOVED, by, _("Removed.")))


@transaction.atomic
def change_state(comments, state, by, message, **fields):
    """Move those comments that are not in `state` there, and recount their posts. Gives the moved ones."""
    pks = list(comments.order_by().exclude(state=state).values_list("pk", flat=True))
    posts = lock_posts(Post.objects.filter(comments__in=pks).distinct())
    chosen = Comment.objects.filter(pk__in=pks).exclude(state=state)
    moved = list(chosen.select_related("post", "reply_to").order_by("pk"))
    chosen.update(
        **{
            "state": state,
            "hold_reason": "",
            "is_public": state == Comment.State.SHOWN,
            "is_removed": state in Comment.GONE_STATES,
            **fields,
        }
    )
    for post in posts:
        count_comments(post)
    log(moved, by, message)
    return moved


def lock_post(pk):
    """The post as it is now, nobody else changing its comments until this transaction ends. See `lock_posts`."""
    return Post.objects.select_for_update(no_key=True).only(*Post.TALK_FIELDS).get(pk=pk)


def lock_posts(posts):
    """
    One change of comments at a time on a post: its count, the order in a thread and "the same text only once" rest on
    it. Always in the same order, so that nobody waits for each other.
    """
    pks = list(posts.order_by().values_list("pk", flat=True))
    locked = Post.objects.select_for_update(no_key=True).defer(*Post.LONG_FIELDS)
    return list(locked.filter(pk__in=pks).order_by("pk"))


def log(comments, by, message):
    if by is not None and comments:
        LogEntry.objects.log_actions(by.pk, comments, CHANGE, message)


@transaction.atomic
def like_comment(comment, liked, *, user=None, key=""):
    """
    Like a comment, or no longer, for an account or for a stranger known by a key. Done twice it changes nothing more.
    Gives how many like it.
    """
    whose = {"user": user} if user else {"user": None, "key": key}
    if liked:
        change = int(add_once(Like, comment=comment, **whose))
    else:
        change = -Like.objects.filter(comment=comment, **whose).delete()[0]
    if change:
        Comment.objects.filter(pk=comment.pk).update(like_count=F("like_count") + change)
        tell_talk(comment.post_id)
    return Comment.objects.values_list("like_count", flat=True).get(pk=comment.pk)


def is_liked(comment, *, user=None, key=""):
    whose = {"user": user} if user else {"user": None, "key": key}
    return Like.objects.filter(comment=comment, **whose).exists()


@transaction.atomic
def report_comment(comment, reason, note="", *, user=None, key=""):
    """
    Tell the moderators of a comment, once a person. After REPORTS_TO_HOLD people since it was last approved it waits,
    unless a moderator or the post's author wrote it: else three readers could silence them.
    """
    whose = {"user": user} if user else {"user": None, "key": key}
    if not add_once(Report, comment=comment, reason=reason, note=note, **whose):
        return
    Comment.objects.filter(pk=comment.pk).update(report_count=F("report_count") + 1)
    if not is_trusted(comment.user, comment.post):
        tired_of = Comment.objects.shown().filter(pk=comment.pk, report_count__gte=REPORTS_TO_HOLD)
        hold_comments(tired_of, reason=Comment.HoldReason.REPORTED)


def add_once(model, **fields):
    """Whether the row was added: False when the database knows one of the same person."""
    try:
        with transaction.atomic():
            model.objects.create(**fields)
    except IntegrityError:
        return False
    return True
