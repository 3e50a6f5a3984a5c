"""Comments as other systems know them."""

from dataclasses import dataclass

from blog.models import Comment, Pingback

from ..own.talk import shown_above

AT_ONCE = 500


@dataclass
class Said:
    """One comment, and the key of the one it answers, if that goes out as well."""

    comment: Comment
    answers: int | None


def said_under(post, *, public):
    comments = post.comments.order_by("posted_at", "pk").select_related("reply_to")
    for comment in (comments.shown() if public else comments).iterator(chunk_size=AT_ONCE):
        comment.post = post
        answered = shown_above(comment) if public else comment.reply_to
        yield Said(comment, answered and answered.pk)


def pingbacks_of(post, *, public):
    rows = Pingback.objects.filter(post=post).order_by("posted_at", "pk")
    return rows.filter(is_shown=True) if public else rows
