"""What the built-in filter is held to: on texts it was never tuned on, and on those it was."""

from bench.spam import APART, cross_validated, figures, judged, main
from blog.spam import Classifier, seed_counts
from blog.spam.learning import read_texts


def told_of(name):
    classifier = Classifier(seed_counts())
    return figures(*(judged(read_texts(APART / f"{name}{kind}.txt"), classifier) for kind in ("spam", "honest")))


def test_on_a_collection_set_apart():
    told = told_of("")
    _precision, recall, honest_share = told["stopped"]
    assert recall > 0.9
    assert honest_share < 0.06
    assert told["hidden"][1] > 0.4
    assert told["hidden"][2] <= 0.02


def test_on_the_collection_it_was_tuned_on():
    """Harder: self-praise, recovery of coins, other scripts; of the honest ones, thanks, warnings, offers of help."""
    told = told_of("tuned_")
    _precision, recall, honest_share = told["stopped"]
    assert recall > 0.9
    assert honest_share < 0.08
    assert told["hidden"][1] > 0.4
    assert told["hidden"][2] == 0


def test_by_cross_validation():
    told = figures(*cross_validated())
    assert told["stopped"][1] > 0.75
    assert told["stopped"][2] < 0.03
    assert told["hidden"][2] <= 0.02


def test_the_figures_are_printed(capsys):
    main([])
    assert "honest ones hidden" in capsys.readouterr().out
