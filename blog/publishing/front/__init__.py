"""The front page of the desk: what needs doing today, and where. Each part is asked once what `user` may see of it."""

from django.contrib.admin.models import LogEntry

from .health import health
from .links import links
from .plan import plan
from .reading import reading
from .reviewing import reviewing
from .waiting import waiting

OWN_ACTS = 10
PARTS = {"plan": plan, "waiting": waiting, "reading": reading, "reviewing": reviewing, "links": links, "health": health}


def front(user):
    """{name of a part: what its template shows}; a part that is none of this person's business is None."""
    return {name: part(user) for name, part in PARTS.items()} | {"own_acts": own_acts(user)}


def own_acts(user):
    """In the order in which they were written down, for which there is an index; by their time there is none."""
    return LogEntry.objects.filter(user=user).select_related("content_type").order_by("-pk")[:OWN_ACTS]
