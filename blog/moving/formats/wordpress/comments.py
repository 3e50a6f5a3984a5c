"""What was said under a post."""

from ...entries import CommentEntry, CommentStatus
from ..pieces import words_of
from .content import draw_comment
from .elements import number, texts_of, time_of

STATUSES = {
    "1": CommentStatus.SHOWN,
    "approved": CommentStatus.SHOWN,
    "0": CommentStatus.WAITING,
    "hold": CommentStatus.WAITING,
    "spam": CommentStatus.SPAM,
    "trash": CommentStatus.REMOVED,
    "post-trashed": CommentStatus.REMOVED,
}
PINGBACKS = {"pingback", "trackback", "webmention", "mention", "repost", "like", "bookmark"}
COMMENTS = {"", "comment", "review", "reply"}


def read_comment(element, post, terms, reference):
    """The CommentEntry, or the name of what it is when it is none: orders and logs are kept among the comments."""
    said = texts_of(element)
    kind = said.get("wp:comment_type", "").strip().lower()
    if kind not in COMMENTS | PINGBACKS:
        return kind
    posted_at = time_of(said.get("wp:comment_date_gmt"), said.get("wp:comment_date"))
    return CommentEntry(
        reference=reference_of(reference, said.get("wp:comment_id"), said, post),
        post=post.reference,
        name=words_of(said.get("wp:comment_author", "")),
        html=draw_comment(said.get("wp:comment_content", "")),
        posted_at=posted_at or post.published_at or post.updated_at or time_of("1990-01-01 00:00:00"),
        status=STATUSES.get(said.get("wp:comment_approved", "").strip(), CommentStatus.WAITING),
        parent=parent_of(reference, said),
        email=said.get("wp:comment_author_email", "").strip(),
        website=said.get("wp:comment_author_url", "").strip(),
        is_by_author=said.get("wp:comment_user_id", "").strip() in terms.user_ids,
        is_pingback=kind in PINGBACKS,
    )


def reference_of(reference, comment_id, said, post):
    if number(comment_id):
        return f"{reference}:comment:{number(comment_id)}"
    # Some tools leave the numbers out.
    return f"{post.reference}:comment:{said.get('wp:comment_date_gmt', '')}:{said.get('wp:comment_author', '')}"[:300]


def parent_of(reference, said):
    parent = number(said.get("wp:comment_parent"))
    return f"{reference}:comment:{parent}" if parent else ""
