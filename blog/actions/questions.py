"""Questions, and that they are answered."""

from django.db import transaction
from django.utils import timezone

from blog.models import Comment

from .comments import lock_post
from .discussion import is_trusted
from .staleness import tell_talk


def may_answer(user, comment):
    """Whether an account may say that a question is answered: who asked it, the post's author, a moderator."""
    if not (user and user.is_authenticated and comment.is_question):
        return False
    return comment.user_id == user.pk or is_trusted(user, comment.post)


def possible_answers(comment):
    """The shown comments of its thread, oldest first."""
    below = Comment.objects.shown().filter(root=comment.root_id or comment.pk).exclude(pk=comment.pk)
    return below.order_by("posted_at", "pk")


@transaction.atomic
def mark_answered(comment, answered, *, answer=None):
    """Say that a question is answered (by one of its thread's comments, if one is given), or open again."""
    lock_post(comment.post_id)
    Comment.objects.filter(pk=comment.pk, is_question=True).update(
        answered_at=timezone.now() if answered else None, answer=answer if answered else None
    )
    tell_talk(comment.post_id)
