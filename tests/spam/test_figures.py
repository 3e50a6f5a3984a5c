"""What the built-in filter is held to, on texts it has never seen."""

from bench.spam import APART, cross_validated, figures, judged, main
from blog.spam import Classifier, seed_counts
from blog.spam.learning import read_texts


def test_on_a_collection_set_apart():
    classifier = Classifier(seed_counts())
    told = figures(*(judged(read_texts(APART / f"{kind}.txt"), classifier) for kind in ("spam", "honest")))
    _precision, recall, honest_share = told["stopped"]
    assert recall > 0.9
    assert honest_share < 0.06
    assert told["hidden"][2] <= 0.02


def test_by_cross_validation():
    told = figures(*cross_validated())
    assert told["stopped"][1] > 0.9
    assert told["hidden"][2] <= 0.02


def test_the_figures_are_printed(capsys):
    main([])
    assert "honest ones hidden" in capsys.readouterr().out
