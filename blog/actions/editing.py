"""What a writer does with a comment that is there: change it, delete it, as long as its window is open."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.markup import render_comment
from blog.models import Comment, CommentVersion, SiteSettings

from .announcements import announce_reply
from .comments import hold_comments, lock_post
from .counts import count_comments
from .desk_letters import tell_desk_soon
from .discussion import is_trusted, why_closed, why_held, words_of
from .posting import CommentRefused, CommentsClosed
from .rules import why_refused
from .section_replies import keep_section_replies, store_section_replies
from .spam_service import ask_soon, is_with_service
from .staleness import tell_talk
from .trust import edit_window

STATE = Comment.State


class TooLate(Exception):
    """The window is closed; the argument says so in a sentence for the writer."""


def changeable_until(comment):
    """Until when its writer may change or delete it: an instant, or None while nobody but a moderator has seen it."""
    return comment.posted_at + edit_window(comment) if comment.is_seen() else None


def why_unchangeable(comment):
    """In a sentence, or nothing."""
    if comment.state in Comment.GONE_STATES:
        return _("This comment is not shown, so nothing of it can be changed.")
    if not comment.post.is_public():
        return _("The post is not public at present.")
    until = changeable_until(comment)
    if until is not None and until < timezone.now():
        return _("A comment can be changed for a while after it is shown, and this one’s time is over.")
    return ""


def edit_comment(comment, body, *, is_question=False):
    """
    Other words for a comment, by its writer. They are judged as a new comment's are: what is shown may wait again, what
    waits goes on waiting. Raises TooLate, CommentsClosed, CommentRefused.
    """
    site = SiteSettings.load()
    reason = why_refused(**{**words_of(comment), "body": body})
    if reason and not is_trusted(comment.user, comment.post):
        raise CommentRefused(reason)
    html = render_comment(body)
    with transaction.atomic():
        lock_open(comment, site)
        change_words(comment, body, html, is_question=is_question and comment.reply_to_id is None)
        judge_again(comment, site)
    return comment


def lock_open(comment, site):
    """What is decided from here on is decided of the comment as it is now."""
    post = lock_post(comment.post_id)
    comment.refresh_from_db()
    comment.post = post
    if reason := why_unchangeable(comment):
        raise TooLate(reason)
    if reason := why_closed(post, site):
        raise CommentsClosed(reason)


def change_words(comment, body, html, *, is_question):
    if body != comment.comment:
        CommentVersion.objects.create(comment=comment, body=comment.comment, html=comment.html)
        comment.comment, comment.html, comment.edited_at = body, html, timezone.now()
        comment.is_spam = None  # that was said of other words
    comment.is_question = is_question
    if not is_question:
        comment.answered_at = comment.answer = None
    names = ["comment", "html", "edited_at", "is_spam", "is_question", "answered_at", "answer"]
    comment.save(update_fields=names)


def judge_again(comment, site):
    reason, detail, _is_hidden = why_held(comment, comment.post, site)  # what readers saw is not hidden unseen
    if not reason:
        if comment.is_shown():
            announce_reply(comment)  # to those it names now; nobody hears of it twice
    elif comment.is_shown():
        hold_comments(Comment.objects.filter(pk=comment.pk), reason, detail)
        comment.refresh_from_db()
        if not is_with_service(comment):
            tell_desk_soon(comment)
    elif comment.hold_reason != Comment.HoldReason.REPORTED:
        comment.hold_reason, comment.hold_detail = reason, detail
        comment.save(update_fields=["hold_reason", "hold_detail"])
    ask_soon(comment)
    keep_section_replies([comment])


@transaction.atomic
def delete_comment(comment):
    """
    By its writer: nothing of it is kept, but for an empty place where others answered it. Raises TooLate. Whether
    comments are closed does not matter.
    """
    post = lock_post(comment.post_id)
    comment.refresh_from_db()
    comment.post = post
    if reason := why_unchangeable(comment):
        raise TooLate(reason)
    stood_beside = bool(comment.beside)
    if Comment.objects.filter(Q(reply_to=comment) | Q(root=comment)).exists():
        empty(comment)
    else:
        comment.delete()
    count_comments(post)
    if stood_beside:
        store_section_replies(post.pk)


def empty(comment):
    comment.versions.all().delete()
    comment.mentions.all().delete()
    comment.state = STATE.DELETED
    comment.user = comment.ip_address = comment.pinned_at = comment.answered_at = comment.answer = None
    comment.user_name = comment.user_email = comment.user_url = comment.comment = comment.html = ""
    comment.hold_reason = comment.hold_detail = comment.verdict = comment.beside = ""
    comment.followup = comment.is_question = False
    comment.save()
    tell_talk(comment.post_id)
