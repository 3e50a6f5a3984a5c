"""What the page being drawn is made of, collected while it is drawn."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

EVERYTHING = "everything"  # each page is made of it
AT_ONCE = "at once"  # no page is; what changed before it was said is shown to everyone, see `show_at_once`
CURRENT = ContextVar("page being drawn", default=None)


@dataclass
class Making:
    is_whole: bool = False
    names: set = field(default_factory=lambda: {EVERYTHING})
    until: float | None = None  # Unix time at which the page is another by itself


@contextmanager
def collecting():
    """Collect what is said within. Gives the Making."""
    making = Making()
    token = CURRENT.set(making)
    try:
        yield making
    finally:
        CURRENT.reset(token)


def is_drawing():
    """Whether a page is being drawn that may be kept."""
    return CURRENT.get() is not None


def made_of(*names):
    """
    What is being drawn shows these ("post:7", "tag:3", "talks" ...): any text that whoever changes them will say too.
    """
    if making := CURRENT.get():
        making.names.update(names)


def keep_page(*names):
    """What is being drawn is a whole page, the same for everyone, and shows these too. Without this it is not kept."""
    if making := CURRENT.get():
        making.is_whole = True
        making.names.update(names)


def until(instant):
    """At this instant (aware) the page being drawn will be another, though nobody changes anything. None: never."""
    making = CURRENT.get()
    if making and instant:
        making.until = min(making.until or instant.timestamp(), instant.timestamp())
