"""What a moderator wants to know of who wrote a comment."""

from django.db.models import Count, Min, Q

from blog.models import Comment, Rule

STATE = Comment.State


def record_of(comment):
    """How many comments the same person wrote, by state, and since when."""
    counted = {state.value: Count("pk", filter=Q(state=state)) for state in STATE}
    return Comment.objects.order_by().by_person(comment).aggregate(since=Min("posted_at"), all=Count("pk"), **counted)


def rule_of(comment):
    """The rule for the writer's own address, or None."""
    return Rule.objects.filter(kind=Rule.Kind.ADDRESS, pattern=comment.folded_email).first()
