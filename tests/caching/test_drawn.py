"""What was drawn from values alone."""

import datetime

import pytest

from blog.caching import drawn
from blog.caching.drawn import drawn_from
from blog.caching.shelf import Shelf


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.setattr(drawn, "TEXTS", Shelf(100_000))


def test_the_same_values_are_drawn_once():
    times = []

    def draw():
        times.append(1)
        return "text"

    for _n in range(3):
        assert drawn_from(("a", 1, datetime.date(2026, 1, 1), None), draw) == "text"
    assert len(times) == 1


@pytest.mark.parametrize("other", [("a", "1"), ("a", 1, None), ("b", 1), ("a, 1",), ("a", "\ud800")])
def test_other_values_are_drawn_anew(other):
    drawn_from(("a", 1), lambda: "one")
    assert drawn_from(other, lambda: "another") == "another"


def test_what_fails_is_not_kept():
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        drawn_from(("a",), fail)
    assert drawn_from(("a",), lambda: "text") == "text"


def test_it_keeps_so_many_bytes_at_most():
    for number in range(100):
        drawn_from((number,), lambda: "x" * 5000)
    assert drawn.TEXTS.bytes <= 100_000
    assert len(drawn.TEXTS.pages) < 20
