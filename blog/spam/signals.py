"""Marks of spam that need no training: each a code (see `reasons`) and how much it weighs."""

import re

from . import links, phrases
from .words import WORD, is_mixed

NAME_ADVERTISES = re.compile(
    r"https?:|www\.|\w\.(?:com|net|org|xyz|shop|online|in|io|ru)\b"
    r"|\b(?:buy|cheap|seo|casino|loans?|betting|poker|escorts?|viagra"
    r"|cialis|backlinks?|followers|discount|online (?:course|training|casino)|training|institute|academy|services?"
    r"|agency|agentur|recovery|hackers?|crypto|bitcoin|forex|slot|essay|assignment|company|packers|movers|dating|hotline|kredit)\b"
)
THROWAWAY = re.compile(
    r"@(?:[\w-]+\.)?(?:mailinator|guerrillamail\w*|10minutemail|temp-?mail|tempmail\w*|yopmail|trashmail|sharklasers|getnada|dispostable"
    r"|throwawaymail|maildrop|fakeinbox|wegwerfmail\w*|mohmal|moakt|emailondeck|mintemail|spam4\w+|discard)\.|@[\w.-]+\.(?:xyz|top|click|icu|buzz)$"
)
CONTACT = re.compile(
    r"\+\s?\d[\d\s().-]{7,16}\d|[\w.+-]{2,40}@[\w-]{2,40}\.(?:com|net|org|co|info|in|ru)\b|(?<!\d)\d{10,13}(?!\d)"
)
SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .*_-]){4,20}[^\W\d_](?!\w)")
SIGNS = re.compile(
    r"[!?$€]{3,}|[\U0001F4B0-\U0001F4B8\U0001F911\U0001F680\U0001F525\U0001F4C8\U0001F449\U0001F447\U0001F381\U0001F4AF\U00002705\U0001F48B\U0001F51E\U0001F3B0]"
)
FEW = 40  # characters beside its links
HASTE = 4  # seconds
TYPED_FAST = 20  # characters a second
MIN_LETTERS = 20


def signals_of(said, plain, undisguised):
    """(code, weight) of each mark that is met. `plain` and `undisguised` are the body's (see `words`)."""
    hosts = links.hosts_of(plain)
    strange = [host for host in hosts if not links.is_at_home(host)]
    yield from link_signals(plain, hosts, strange)
    yield "phrases", min(phrases.weight_of(undisguised), 5.0)
    if CONTACT.search(plain):
        yield "contact", 1.2
    if NAME_ADVERTISES.search(said.name.casefold()[:200]):
        yield "name", 2.0
    if THROWAWAY.search(said.email.casefold()[:254]):
        yield "address", 1.0
    yield from form_signals(said, plain)
    if is_hasty(said):
        yield "haste", 0.6


def link_signals(plain, hosts, strange):
    if len(strange) > 1:
        yield "links", min(0.7 * (len(strange) - 1), 2.8)
    if strange and len(links.LINK.sub("", plain).strip()) < FEW:
        yield "only-links", 1.4
    if any(links.SHORTENERS.match(host) for host in strange):
        yield "short-links", 1.8
    odd = sum(1 for host in set(strange) if links.ODD_ENDING.search(host) or links.TELLING.search(host))
    if odd:
        yield "link-domain", min(1.6 * odd, 3.2)
    if strange and not odd:
        yield "link-domain", 0.4
    if hosts and links.CODE.search(plain):
        yield "link-html", 2.0 if strange else 0.5


def form_signals(said, plain):
    words = WORD.findall(plain)
    if mixed := sum(map(is_mixed, words)):
        yield "mixed-scripts", min(1.2 + 0.4 * mixed, 3.0)
    if SPACED.search(plain):
        yield "spaced-letters", 1.2
    letters = [sign for sign in said.body[:1000] if sign.isalpha()]
    if len(letters) >= MIN_LETTERS and sum(map(str.isupper, letters)) > 0.6 * len(letters):
        yield "capitals", 1.0
    if signs := len(SIGNS.findall(plain)):
        yield "shouting", min(0.4 * signs, 1.6)
    if len(words) >= 24 and len(set(words)) < 0.3 * len(words):
        yield "repeated", 1.4


def is_hasty(said):
    """Whether nobody types that fast. A draft that was kept is sent at once too: it weighs little."""
    return said.seconds is not None and said.seconds < HASTE and len(said.body) > TYPED_FAST * (said.seconds + 1)
