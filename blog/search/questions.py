"""What a reader typed, as words to look for. Whatever it was, nothing of it reaches a database unquoted."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from django.conf import settings

from .words import clean, is_unspaced, kind_word, whole_name, words

MAX_LENGTH = 200
MAX_TERMS = 12
LEAST_BEGINNING = 3  # shorter beginnings of words mean everything
MAX_BEGINNINGS = 4  # more words say enough by themselves
MAX_ANY = 6  # of the words of which one is enough: the longest ones, which say most
QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]?")
BETWEEN = re.compile(r"[\s,;:/|\\&()\[\]{}]+")
# Left out of a question that has other words, where they are written small: "how to become a nurse", but "IT support".
STOP_WORDS = {
    "en": {
        *("a", "an", "and", "are", "as", "at", "be", "become", "becoming", "by", "can", "do", "does", "for", "from"),
        *("how", "i", "if", "in", "into", "is", "it", "its", "me", "my", "of", "on", "or", "so", "that", "the"),
        *("their", "they", "this", "to", "was", "what", "when", "where", "which", "who", "why", "will", "with"),
        *("you", "your"),
    },
}


@dataclass(frozen=True)
class Term:
    """One thing to find: any of its spellings, each of them words that stand next to each other."""

    spellings: tuple
    is_phrase: bool = False

    def words(self):
        return {word for spelling in self.spellings for word in spelling}

    def length(self):
        return max(map(len, map("".join, self.spellings)))

    def parts(self):
        """Of a phrase in a script without spaces each two signs in a row: one of many may be the wrong one."""
        (first, *_others) = self.spellings
        if self.is_phrase and len(first) > 2 and is_unspaced(first[0]):
            return [Term((pair,), is_phrase=True) for pair in pairwise(first)]
        return [self]

    def may_be_a_beginning(self):
        return not self.is_phrase and all(len(spelling[-1]) >= LEAST_BEGINNING for spelling in self.spellings)


@dataclass(frozen=True)
class Question:
    terms: tuple
    whole_name: str  # all the words in one, to compare with whole names
    kind_word: str = ""
    beginnings: frozenset = frozenset()  # the terms that need only be how a word begins
    any_term: bool = False  # one of them is enough

    def __bool__(self):
        return bool(self.terms)

    def for_beginnings(self):
        terms = self.terms if len(self.terms) <= MAX_BEGINNINGS else ()
        beginnings = frozenset(term for term in terms if term.may_be_a_beginning())
        return replace(self, beginnings=beginnings) if beginnings else NOTHING

    def for_any_term(self):
        terms = tuple(part for term in self.terms for part in term.parts())
        longest = sorted(terms, key=Term.length, reverse=True)[:MAX_ANY]
        terms = tuple(dict.fromkeys(term for term in terms if term in longest))
        return replace(self, any_term=True, terms=terms) if len(terms) > 1 else NOTHING


NOTHING = Question((), "")


def question(text, kind=None):
    """The question a text asks; a false one if there is no word in it."""
    text = clean(text[: 4 * MAX_LENGTH])[:MAX_LENGTH]
    found, last = [], 0
    for quoted in QUOTED.finditer(text):
        found += [*loose_terms(text[last : quoted.start()]), *phrase_terms(quoted[1])]
        last = quoted.end()
    found += loose_terms(text[last:])
    telling = [term for term, is_stop_word in found if not is_stop_word]
    terms = tuple(dict.fromkeys(telling or [term for term, _is_stop_word in found]))
    return Question(terms[:MAX_TERMS], whole_name(text), kind_word(kind) if kind else "")


def phrase_terms(text):
    found = tuple(words(text))
    return [(Term((found,), is_phrase=True), False)] if found else []


def loose_terms(text):
    """A term for each word: "front-end" and "node.js" are two words next to each other, or one."""
    stop_words = STOP_WORDS.get(settings.LANGUAGE_CODE[:2], set())
    for part in BETWEEN.split(text):
        for run in runs(words(part)):
            if is_unspaced(run[0]):
                yield Term((run,), is_phrase=True), False
            else:
                spellings = (run,) if len(run) == 1 else (run, ("".join(run),))
                yield Term(spellings), part in stop_words


def runs(found):
    """The words of one part, cut where a script without spaces begins or ends."""
    start = 0
    for end in range(1, len(found) + 1):
        if end == len(found) or is_unspaced(found[end]) != is_unspaced(found[start]):
            yield tuple(found[start:end])
            start = end
