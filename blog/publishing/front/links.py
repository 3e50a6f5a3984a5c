"""Links that lead nowhere any more, or perhaps not, and how many read the posts that have them."""

from django.db.models import Count

from blog.models import Link

SHOWN = 3


def links(user):
    if not user.has_perm("blog.view_link"):
        return None
    counted = dict(Link.objects.in_trouble().order_by().values_list("state").annotate(Count("pk")))
    worst = Link.objects.dead().order_by("-readers", "pk").only("url", "state", "readers")
    return {
        "dead": counted.get(Link.State.DEAD, 0),
        "doubtful": counted.get(Link.State.UNKNOWN, 0),
        "worst": list(worst[:SHOWN]) if counted.get(Link.State.DEAD) else [],
    }
