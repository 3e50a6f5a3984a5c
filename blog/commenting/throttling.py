"""How often one may write, like and report."""

from blog.throttling import Limit, letter, seconds_to_wait

__all__ = ["seconds_to_wait"]

# A school class behind one address must be able to talk.
COMMENTS_BY_NETWORK = Limit(40, 600)
COMMENTS_BY_EMAIL = Limit(10, 600)
LIKES_BY_NETWORK = Limit(60, 60)
REPORTS_BY_NETWORK = Limit(10, 600)
EDITS_OF_A_COMMENT = Limit(20, 600)


def wait_for_letter(email, network):
    """Before a letter goes to an address that somebody typed."""
    return seconds_to_wait(*letter(email, network))
