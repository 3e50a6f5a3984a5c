"""What becomes of comments: shown, held, rejected (see `moderation`); liked and reported."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import IntegrityError, transaction
from django.db.models import BigIntegerField, F

from blog.models import Comment, Like, Post, Report
from blog.models.prepared import Given, Prepared

from .counts import count_comments
from .desk_letters import tell_desk_soon
from .discussion import is_trusted
from .section_replies import keep_section_replies
from .staleness import tell_talk

# Different people who must report a comment before it waits for a moderator.
REPORTS_TO_HOLD = 3


def hold_comments(comments, reason, detail=""):
    """Let these comments (a QuerySet) wait for a moderator, for this reason. Gives how many did not before."""
    return len(change_state(comments, Comment.State.HELD, None, "", hold_reason=reason, hold_detail=detail))


@transaction.atomic
def change_state(comments, state, by, message, **fields):
    """
    Move those comments that are not in `state` there, and recount their posts; but for deleted ones, of which nothing
    is left. Gives the moved ones as they were.
    """
    left = [state, Comment.State.DELETED]
    pks = list(comments.order_by().exclude(state__in=left).values_list("pk", flat=True))
    posts = lock_posts(Post.objects.filter(comments__in=pks).distinct())
    chosen = Comment.objects.filter(pk__in=pks).exclude(state__in=left)
    moved = list(chosen.order_by("pk"))
    chosen.update(
        **{
            "state": state,
            "hold_reason": "",
            "hold_detail": "",
            "verdict": "",
            **followed_by(state),
            **fields,
        }
    )
    for post in posts:
        count_comments(post)
    keep_section_replies(moved)
    log(moved, by, message)
    return moved


def followed_by(state):
    """The library's own columns, which follow a comment's state."""
    return {"is_public": state == Comment.State.SHOWN, "is_removed": state in Comment.GONE_STATES}


def lock_post(pk):
    """The post as it is now, nobody else changing its comments until this transaction ends. See `lock_posts`."""
    found = locked_post(post=pk)
    if not found:
        raise Post.DoesNotExist
    return found[0]


@Prepared
def locked_post():
    posts = Post.objects.select_for_update(no_key=True).only(*Post.TALK_FIELDS)
    return posts.filter(pk=Given("post", BigIntegerField()))


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
        if hold_comments(tired_of, Comment.HoldReason.REPORTED):
            tell_desk_soon(Comment.objects.get(pk=comment.pk))


def add_once(model, **fields):
    """Whether the row was added: False when the database knows one of the same person."""
    try:
        with transaction.atomic():
            model.objects.create(**fields)
    except IntegrityError:
        return False
    return True
