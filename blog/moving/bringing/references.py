"""References as the database keeps them."""

import hashlib

from blog.models.moving import REFERENCE_LENGTH


def short(reference):
    """The reference, or one made from it where it is longer than the database holds."""
    if len(reference) <= REFERENCE_LENGTH:
        return reference
    digest = hashlib.sha256(reference.encode()).hexdigest()
    return f"{reference[: REFERENCE_LENGTH - len(digest) - 1]}:{digest}"
