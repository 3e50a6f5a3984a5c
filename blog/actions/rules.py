"""Which rule of the moderators a new comment meets. It is asked of each, so the rules are read once and kept."""

import ipaddress
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from blog.caching import make_stale, remembered
from blog.models import Rule
from blog.models.words import folded

RULES = "rules"
KIND, EFFECT = Rule.Kind, Rule.Effect
# When several are met: who is trusted may write held words, but nobody refused ones.
STRICTEST_FIRST = (EFFECT.REFUSE, EFFECT.TRUST, EFFECT.HOLD)
# Scripts that put no space between words: there a word is found within others.
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")


class Met(NamedTuple):
    kind: str
    pattern: str
    effect: str


def tell_rules(**_unused):
    """After a rule was saved or deleted."""
    make_stale(RULES)


def rule_met(*, name, email, body, ip_address=None):
    """The strictest rule for a comment, or None."""
    book = rulebook(tuple(remembered(RULES, read_rules)))
    if not book.rules:
        return None
    met = list(book.met(folded(f"{name}\n{body}"), email.casefold(), ip_address))
    return min(met, key=lambda rule: STRICTEST_FIRST.index(rule.effect), default=None)


def why_refused(**comment):
    """In a sentence why a comment may not come in, or nothing. The same words as `rule_met`."""
    rule = rule_met(**comment)
    if rule is None or rule.effect != EFFECT.REFUSE:
        return ""
    match rule.kind:
        case KIND.WORD:
            return _("“%(word)s” is not accepted here. Say it in other words.") % {"word": rule.pattern}
        case KIND.NETWORK:
            return _("No comments are accepted from your network at present.")
    return _("No comments are accepted from this e-mail address.")


def read_rules():
    return list(Rule.objects.order_by("pk").values_list("kind", "pattern", "effect"))


@lru_cache(maxsize=4)
def rulebook(rows):
    return Rulebook(rows)


class Rulebook:
    """Rules in the form in which a comment is quickly held against them, however many there are."""

    def __init__(self, rows):
        self.rules = {(kind, pattern): Met(kind, pattern, effect) for kind, pattern, effect in rows}
        words = [pattern for kind, pattern in self.rules if kind == KIND.WORD]
        self.phrases = [(pattern, whole(pattern)) for pattern in words if not is_plain(pattern)]
        self.networks = [(text, ipaddress.ip_network(text)) for kind, text in self.rules if kind == KIND.NETWORK]

    def met(self, text, email, ip_address):
        asked = [(KIND.WORD, word) for word in set(re.findall(r"\w+", text))]
        asked += [(KIND.WORD, pattern) for pattern, form in self.phrases if form.search(text)]
        asked += [(KIND.ADDRESS, email)]
        asked += [(KIND.DOMAIN, domain) for domain in domains_of(email)]
        if ip_address:
            here = ipaddress.ip_address(ip_address)
            asked += [(KIND.NETWORK, text) for text, network in self.networks if here in network]
        return (self.rules[key] for key in asked if key in self.rules)


def is_plain(pattern):
    """Whether it is one word, as words of a text are found."""
    return re.fullmatch(r"\w+", pattern) is not None and not any(map(is_unspaced, pattern))


def whole(pattern):
    before = r"(?<!\w)" if is_part_of_words(pattern[0]) else ""
    behind = r"(?!\w)" if is_part_of_words(pattern[-1]) else ""
    return re.compile(f"{before}{re.escape(pattern)}{behind}")


def is_part_of_words(sign):
    return re.match(r"\w", sign) is not None and not is_unspaced(sign)


def is_unspaced(sign):
    return unicodedata.name(sign, "").startswith(UNSPACED)


def domains_of(email):
    """example.co.uk, co.uk, uk for somebody@example.co.uk."""
    labels = email.rpartition("@")[2].split(".")
    return [".".join(labels[n:]) for n in range(len(labels))]
