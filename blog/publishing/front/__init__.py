"""The front page of the desk: what needs doing today, and where. Each part is asked once what `user` may see of it."""

from .health import health
from .links import links
from .plan import plan
from .reading import reading
from .reviewing import reviewing
from .waiting import waiting

PARTS = {"plan": plan, "waiting": waiting, "reading": reading, "reviewing": reviewing, "links": links, "health": health}


def front(user):
    """{name of a part: what its template shows}; a part that is none of this person's business is None."""
    return {name: part(user) for name, part in PARTS.items()}
