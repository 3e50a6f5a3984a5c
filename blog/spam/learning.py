"""
A naive Bayes classifier over words, pairs of words and groups of letters. It begins with the texts in `seed/`, written
for it, to which a site's own decisions are added as counts.
"""

import math
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from .links import hosts_of, is_at_home
from .words import WORD, excerpt, plain, undisguised

SEED = Path(__file__).parent / "seed"
PARTED_BY = "\n---\n"
MOST_WORDS = 300
KEPT = 6_000  # features of a site's own decisions
TELLING = 24  # features that count, those that say most
SMOOTHING = 0.4
LIMIT = 6.0


def features_of(text):
    """Of undisguised text: a set, so that what is said ten times counts once."""
    hosts = hosts_of(text)
    words = WORD.findall(text)[:MOST_WORDS]
    found = {word for word in words if 2 < len(word) < 25}
    found.update(f"{one} {two}" for one, two in pairwise(words))
    found.update(
        f"~{word[start : start + 5]}" for word in words if 6 < len(word) < 25 for start in range(0, len(word) - 4, 2)
    )
    found.update(f"@{'home' if is_at_home(host) else host.rpartition('.')[2]}" for host in hosts)
    found.add(f"#{min(len(hosts), 3)}")
    return found


def count_texts(texts):
    counts = Counter()
    for text in texts:
        counts.update(features_of(undisguised(plain(excerpt(text)))))
    return counts


def counted(spam, honest, kept=KEPT):
    """What is remembered of two lists of texts: how many there were and, of the features that say most, counts."""
    ill, well = count_texts(spam), count_texts(honest)
    names = sorted(ill.keys() | well.keys(), key=lambda name: (-abs(ill[name] - well[name]), name))[:kept]
    return {"spam": len(spam), "honest": len(honest), "counts": {name: [ill[name], well[name]] for name in names}}


def read_texts(path):
    texts = path.read_text(encoding="utf-8").split(PARTED_BY)
    return [text.strip() for text in texts if text.strip()]


@cache
def seed(kind):
    return read_texts(SEED / f"{kind}.txt")


@cache
def seeded():
    return Classifier(seed_counts())


@cache
def seed_counts():
    return counted(seed("spam"), seed("honest"), kept=None)


class Classifier:
    def __init__(self, *memories):
        self.spam = 1 + sum(memory["spam"] for memory in memories)
        self.honest = 1 + sum(memory["honest"] for memory in memories)
        self.memories = [memory["counts"] for memory in memories]
        self.as_it_came = Classifier(memories[0]) if len(memories) > 1 else self  # without what was decided here
        self.said = lru_cache(maxsize=20_000)(self.says)

    def says(self, feature):
        """How much more likely a feature is in spam, as a logarithm."""
        ill = well = 0
        for counts in self.memories:
            if here := counts.get(feature):
                ill, well = ill + here[0], well + here[1]
        if not (ill or well):
            return 0.0
        return math.log(
            (ill + SMOOTHING) / (self.spam + 2 * SMOOTHING) * (self.honest + 2 * SMOOTHING) / (well + SMOOTHING)
        )

    def score(self, features):
        said = sorted(map(self.said, features), key=abs, reverse=True)[:TELLING]
        return max(-LIMIT, min(LIMIT, sum(said) / 4))
