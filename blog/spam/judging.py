"""How much a comment looks like spam, and why."""

from typing import NamedTuple

from .learning import features_of, seeded
from .signals import leads_nowhere, signals_of, warns
from .words import excerpt, plain, undisguised

DOUBTFUL = 2.0
CLEAR = 4.5
# What is hidden without a human must bear marks that need no training, of two kinds: decisions can be wrong. What it
# talks of is one kind, whether phrases or words say so: people talk of everything.
MARKS_OF_CLEAR, KINDS_OF_CLEAR = 1.6, 2
SURE_WORDS = 2.6  # to the filter as it came, which no decision of this site has taught
VOCABULARY = "phrases"
ONE_KIND = {"only-links": "links"}  # people list where they learnt, with hardly a word beside it
# Short thanks are spam's favourite words, and honest people's: alone they are not enough to wait.
FEW_FEATURES, WORDS_OF_FEW = 40, 0.7
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
    is_warning = warns(shown)
    marks += [("warns", -1.5)] if is_warning and leads_nowhere(marks) else []
    features = features_of(shown)
    classifier = classifier or seeded()
    words = WEIGHT_OF_WORDS * classifier.score(features)
    if len(features) < FEW_FEATURES and {code for code, _weight in marks} <= {VOCABULARY}:
        words = min(words, WORDS_OF_FEW)
    marked = sum(weight for _code, weight in marks)
    score = marked + words
    kinds = {ONE_KIND.get(code, code) for code, weight in marks if weight >= COUNTS}
    if WEIGHT_OF_WORDS * classifier.as_it_came.score(features) >= SURE_WORDS:
        kinds.add(VOCABULARY)
    is_clear = score >= CLEAR and marked >= MARKS_OF_CLEAR and len(kinds) >= KINDS_OF_CLEAR and not is_warning
    told = sorted([*marks, ("words", words)], key=lambda mark: -mark[1])
    codes = dict.fromkeys(code for code, weight in told if weight >= TELLS)  # a reason is said once
    return Judgement(round(score, 2), " ".join(codes), is_clear)
