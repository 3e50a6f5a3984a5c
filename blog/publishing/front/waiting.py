"""What waits for somebody: drafts for a review, drafts that came back, comments, corrections, wishes."""

from django.db.models import Count, Min
from django.urls import reverse

from blog.models import Comment, Correction, Idea, Post

SHOWN = 8


def waiting(user):
    parts = {"drafts": drafts_for(user), "comments": held_comments(user), "wishes": held_wishes(user)}
    parts["corrections"] = held_corrections(user)
    return parts if any(part is not None for part in parts.values()) else None


def drafts_for(user):
    """For who publishes, those submitted, the longest waiting first; for an author, their own that came back."""
    if not user.has_perm("blog.view_role"):
        return None
    is_editor = user.has_perm("blog.publish_post")
    state = Post.State.SUBMITTED if is_editor else Post.State.RETURNED
    posts = Post.objects.visible_to(user).filter(state=state).order_by("updated_at").with_authors()
    found = list(posts.only("kind", "title", "state", "updated_at")[: SHOWN + 1])
    rows = [(post, reverse(f"admin:blog_{post.kind}_change", args=[post.pk])) for post in found[:SHOWN]]
    return {"rows": rows, "are_more": len(found) > SHOWN, "is_editor": is_editor, "state": state}


def held_comments(user):
    """How many wait for which reason, and since when."""
    if not user.has_perm("blog.moderate_comment"):
        return None
    rows = Comment.objects.awaiting_review().order_by().values("hold_reason")
    found = rows.annotate(number=Count("pk"), since=Min("posted_at")).order_by("-number")
    names = dict(Comment.HoldReason.choices)
    reasons = [{**row, "name": names.get(row["hold_reason"], row["hold_reason"])} for row in found]
    return {
        "reasons": reasons,
        "number": sum(row["number"] for row in reasons),
        "since": min((row["since"] for row in reasons), default=None),
    }


def held_wishes(user):
    """How many of the readers' wishes nobody has read."""
    return Idea.objects.awaiting_review().count() if user.has_perm("blog.change_idea") else None


def held_corrections(user):
    """How many of the corrections that readers suggest nobody has decided."""
    return Correction.objects.awaiting_review().count() if user.has_perm("blog.change_correction") else None
