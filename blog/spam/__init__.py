"""What tells spam from what people write, with reasons. Knows no models: what a site decided is handed in as counts."""

from .judging import Judgement, Said, judge
from .learning import Classifier, counted, seed_counts
from .reasons import ASKED, SERVICE, in_words

__all__ = ["ASKED", "SERVICE", "Classifier", "Judgement", "Said", "counted", "in_words", "judge", "seed_counts"]
