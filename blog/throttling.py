"""How often one may do what: fixed windows, counted in Django's cache."""

import hashlib
import time
from typing import NamedTuple

from django.core.cache import cache


class Limit(NamedTuple):
    number: int
    seconds: int


# Of all forms together: a person mailed by somebody else must not drown in it.
LETTERS_BY_NETWORK = Limit(60, 3600)
LETTERS_BY_EMAIL = Limit(6, 3600)
DOTS_ARE_NOTHING = {"gmail.com", "googlemail.com"}


def seconds_to_wait(*counted):
    """
    Count one more for each (what, limit, whom); 0 when all are within their limits, else the seconds until the last
    of the exceeded windows ends.
    """
    return max(count(what, limit, whom) for what, limit, whom in counted)


def count(what, limit, whom):
    now = time.time()
    window = int(now // limit.seconds)
    who = hashlib.sha256(whom.casefold().encode()).hexdigest()[:32]
    key = f"throttle:{what}:{who}:{window}"
    # add() and incr() are one step each in the cache, so two requests at once are two.
    cache.add(key, 0, limit.seconds)
    try:
        number = cache.incr(key)
    except ValueError:  # thrown out of a full cache between the two
        number = 1
    return 0 if number <= limit.number else max(1, int((window + 1) * limit.seconds - now))


def letter(email, network):
    """What is counted before a letter goes to an address that somebody typed."""
    return ("letter-network", LETTERS_BY_NETWORK, network), of_mailbox(email)


def of_mailbox(email):
    return "letter-email", LETTERS_BY_EMAIL, mailbox(email)


def mailbox(email):
    """The same for the spellings of an address by which one box is reached."""
    name, _at, host = email.casefold().rpartition("@")
    name = name.partition("+")[0] or name
    return f"{name.replace('.', '')}@gmail.com" if host in DOTS_ARE_NOTHING else f"{name}@{host}"
