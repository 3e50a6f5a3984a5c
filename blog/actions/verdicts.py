"""Telling people what became of what they wrote, if they asked to hear of their thread."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from blog.absolute import absolute
from blog.followups import enqueue_once
from blog.letters import deliver_letter, write_letter
from blog.models import Comment
from blog.models.tokens import unsubscribe_token

# A moderator's slip is taken back before anybody reads of it.
GRACE = datetime.timedelta(minutes=2)
TOLD = (Comment.State.SHOWN, Comment.State.REJECTED, Comment.State.REMOVED)  # not of spam: its sender learns from it


def tell_writers_later(comments, state):
    """Have the writers of these comments, as they were, told that they are in `state` now."""
    if state not in TOLD:
        return
    for comment in comments:
        # What waited because readers reported it was on the page already: that it is there again is no news.
        is_news = state != Comment.State.SHOWN or comment.hold_reason != Comment.HoldReason.REPORTED
        if is_news and comment.followup and comment.user_email:
            tell_writer.using(run_after=timezone.now() + GRACE).enqueue(comment.pk, str(state))


@task()
def tell_writer(pk, state):
    """Nothing if somebody thought better of it in the meantime."""
    comment = Comment.objects.filter(pk=pk, state=state, followup=True).select_related("post").first()
    if comment and comment.post.is_public():
        enqueue_once(f"verdict:{pk}:{state}", deliver_letter, *letter(comment))


def letter(comment):
    stop_url = absolute(reverse("blog:unsubscribe", args=[unsubscribe_token(comment.code)]))
    context = {
        "comment": comment,
        "post": comment.post,
        "comment_url": absolute(comment.get_absolute_url()),
        "receipt_url": absolute(comment.get_own_receipt_url()),
    }
    return write_letter(comment.user_email, "comment_judged", context, unsubscribe_url=stop_url)
