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


def read_comment(element, post, terms):
    """The CommentEntry, or the name of what it is when it is none: orders and logs are kept among the comments."""
    said = texts_of(element)
    kind = said.get("wp:comment_type", "").strip().lower()
    if kind not in COMMENTS | PINGBACKS:
        return kind
    posted_at = time_of(said.get("wp:comment_date_gmt"), said.get("wp:comment_date"))
    return CommentEntry(
        reference=reference_of(said, post),
        post=post.reference,
        name=words_of(said.get("wp:comment_author", "")),
        html=draw_comment(said.get("wp:comment_content", "")),
        posted_at=posted_at or post.published_at or post.updated_at or time_of("1990-01-01 00:00:00"),
        status=STATUSES.get(said.get("wp:comment_approved", "").strip(), CommentStatus.WAITING),
        parent=parent_of(said, post),
        email=said.get("wp:comment_author_email", "").strip(),
        website=said.get("wp:comment_author_url", "").strip(),
        is_by_author=terms.is_writer(number(said.get("wp:comment_user_id")), said.get("wp:comment_author_email", "")),
        is_pingback=kind in PINGBACKS,
    )


def reference_of(said, post):
    """By its number below that of its post: exports put together from several have numbers that come twice."""
    if comment_id := number(said.get("wp:comment_id")):
        return f"{post.reference}:comment:{comment_id}"
    return f"{post.reference}:comment:{said.get('wp:comment_date_gmt', '')}:{said.get('wp:comment_author', '')}"[:300]


def parent_of(said, post):
    parent = number(said.get("wp:comment_parent"))
    return f"{post.reference}:comment:{parent}" if parent else ""
