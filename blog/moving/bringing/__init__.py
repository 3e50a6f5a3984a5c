"""From the shelf into the database, the same for every format."""

from .bringing import bring_in

__all__ = ["bring_in"]
