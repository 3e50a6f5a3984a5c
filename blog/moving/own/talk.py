"""The conversation under a post as records: comments, and pages elsewhere that linked to it."""

from blog.markup import render_comment

AT_ONCE = 500


def talk_out(post, *, public):
    """{comments, pingbacks} of a post, those that are there. Wants post.bylines__author prefetched."""
    comments = post.comments.order_by("posted_at", "pk").select_related("reply_to", "answer")
    pingbacks = post.pingbacks.order_by("posted_at", "pk")
    if public:
        comments, pingbacks = comments.shown(), pingbacks.filter(is_shown=True)
    found = {
        "comments": [comment_out(comment, post, public) for comment in comments.iterator(chunk_size=AT_ONCE)],
        "pingbacks": [pingback_out(row) for row in pingbacks],
    }
    return {name: rows for name, rows in found.items() if rows}


def comment_out(comment, post, public):
    comment.post = post
    answered = shown_above(comment) if public else comment.reply_to
    values = {
        "code": comment.code,
        "reply_to": answered and answered.code,
        "name": comment.user_name,
        "website": comment.user_url,
        "posted_at": comment.posted_at.isoformat(),
        "edited_at": comment.edited_at and comment.edited_at.isoformat(),
        "state": comment.state,
        "by_author": comment.is_by_author(),
        "likes": comment.like_count,
        "question": comment.is_question,
        "answered_at": comment.answered_at and comment.answered_at.isoformat(),
        "answer": comment.answer and comment.answer.code,
        "pinned_at": comment.pinned_at and comment.pinned_at.isoformat(),
        "beside": comment.beside,
        "body": comment.comment,
        "html": "" if comment.html == render_comment(comment.comment) else comment.html,
    }
    if not public:
        values |= {
            "written_at": comment.submit_date.isoformat() if comment.submit_date != comment.posted_at else "",
            "hold_reason": comment.hold_reason,
            "hold_detail": comment.hold_detail,
            "decided": {True: "spam", False: "honest"}.get(comment.is_spam),
            "verdict": comment.verdict,
            "email": comment.user_email,
            "follow": comment.followup,
            "reference": comment.import_reference,
        }
    return {name: value for name, value in values.items() if value not in ("", None, False, 0)}


def shown_above(comment):
    """The nearest comment above that the public sees."""
    answered = comment.reply_to
    while answered is not None and not answered.is_shown():
        answered = answered.reply_to
    return answered


def pingback_out(row):
    values = {
        "title": row.title,
        "url": row.url,
        "excerpt": row.excerpt,
        "is_shown": row.is_shown,
        "posted_at": row.posted_at.isoformat(),
        "reference": row.import_reference,
    }
    return {name: value for name, value in values.items() if value != ""}
