"""
How well the built-in filter tells spam from what people write, and what a look costs.

    .venv/bin/python -m bench.spam                          cross validation on the seed, and the collection set apart
    .venv/bin/python -m bench.spam SPAM.txt HONEST.txt      another collection: texts parted by lines of ---

"Hidden" is what no human sees, "stopped" that and what waits with a reason. The collection in tests/spam was written
after the filter's lists and words, and nothing of it was learnt from.
"""

import sys
import time
from pathlib import Path

from blog.spam import Classifier, Said, counted, judge, seed_counts
from blog.spam.learning import read_texts, seed

APART = Path(__file__).resolve().parent.parent / "tests" / "spam"
FOLDS = 5


def judged(texts, classifier):
    return [judge(Said("Ines", "ines@example.com", text), classifier) for text in texts]


def cross_validated():
    """(judgements of spam, of honest texts), each judged by what was learnt from the other four fifths."""
    results = ([], [])
    for fold in range(FOLDS):
        left = [[text for n, text in enumerate(seed(kind)) if n % FOLDS != fold] for kind in ("spam", "honest")]
        classifier = Classifier(counted(*left, kept=None))
        for kind, judgements in zip(("spam", "honest"), results, strict=True):
            judgements += judged(seed(kind)[fold::FOLDS], classifier)
    return results


def figures(spam, honest):
    """Precision and recall of what is hidden, and of what is stopped; and the share of honest comments in each."""
    told = {}
    for name, met in (("hidden", "is_clear"), ("stopped", "is_doubtful")):
        right, wrong = (sum(getattr(each, met) for each in judgements) for judgements in (spam, honest))
        told[name] = (right / max(1, right + wrong), right / max(1, len(spam)), wrong / max(1, len(honest)))
    return told


def show(title, spam, honest):
    print(f"\n{title}: {len(spam)} spam, {len(honest)} honest")
    for name, (precision, recall, honest_share) in figures(spam, honest).items():
        print(f"  {name:8} precision {precision:6.1%}  recall {recall:6.1%}  honest ones {name} {honest_share:5.1%}")


def main(files):
    classifier = Classifier(seed_counts())
    paths = [Path(file) for file in files] or [APART / "spam.txt", APART / "honest.txt"]
    if not files:
        show("Cross validation on the seed", *cross_validated())
    texts = [read_texts(path) for path in paths]
    judged(texts[1], classifier)
    begun = time.process_time()
    results = [judged(each, classifier) for each in texts]
    spent = (time.process_time() - begun) / max(1, sum(map(len, texts)))
    show("Set apart" if not files else "This collection", *results)
    print(f"\n{spent * 1000:.2f} ms of processor time a comment")


if __name__ == "__main__":
    main(sys.argv[1:3])
