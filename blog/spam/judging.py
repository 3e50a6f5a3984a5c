"""How much a comment looks like spam, and why."""

from typing import NamedTuple

from .learning import features_of, seeded
from .signals import signals_of
from .words import excerpt, plain, undisguised

DOUBTFUL = 2.0
CLEAR = 5.0
# What is hidden without a human must bear marks that need no training, of two kinds: decisions can be wrong.
MARKS_OF_CLEAR, KINDS_OF_CLEAR = 3.2, 2
WEIGHT_OF_WORDS = 0.7
TELLS = 0.5  # less is not named as a reason
COUNTS = 0.9  # less is no mark for hiding anything


class Said(NamedTuple):
    name: str
    email: str
    body: str
    seconds: int | None = None  # between the form's coming and its being sent


class Judgement(NamedTuple):
    score: float
    codes: str  # the reasons (see `reasons`), those that weigh most first
    is_clear: bool

    @property
    def is_doubtful(self):
        return self.score >= DOUBTFUL


def judge(said, classifier=None):
    """The Judgement of a comment. `classifier` knows a site's own decisions; without it only the seed speaks."""
    said = said._replace(body=excerpt(said.body))
    text = plain(said.body)
    shown = undisguised(text)
    marks = [(code, weight) for code, weight in signals_of(said, text, shown) if weight]
    words = WEIGHT_OF_WORDS * (classifier or seeded()).score(features_of(shown))
    marked = sum(weight for _code, weight in marks)
    score = marked + words
    kinds = {code for code, weight in marks if weight >= COUNTS}
    is_clear = score >= CLEAR and marked >= MARKS_OF_CLEAR and len(kinds) >= KINDS_OF_CLEAR
    told = sorted([*marks, ("words", words)], key=lambda mark: -mark[1])
    return Judgement(round(score, 2), " ".join(code for code, weight in told if weight >= TELLS), is_clear)
