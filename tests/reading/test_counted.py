"""Numbers beside lists: how old they may be, and who waits for them."""

import threading
import time
from types import SimpleNamespace

import pytest
from django.core.cache import cache

from blog.reading import counted as counting
from blog.reading.counted import counted


@pytest.fixture
def clock(monkeypatch):
    """Its `now` is the time; `takes` is what each counting takes."""
    clock = SimpleNamespace(now=time.time(), takes=0.001, looks=0)

    def monotonic():
        clock.looks += 1
        return clock.takes if clock.looks % 2 == 0 else 0

    monkeypatch.setattr(counting, "time", SimpleNamespace(monotonic=monotonic, time=lambda: clock.now))
    cache.clear()
    return clock


@pytest.fixture
def aside(monkeypatch):
    """What is to be done aside, to be called."""
    waiting = []
    monkeypatch.setattr(counting, "aside", lambda work, *args: waiting.append(lambda: work(*args)))
    return waiting


def test_a_number_is_counted_once(clock):
    numbers = iter([7, 8])
    assert [counted(lambda: next(numbers), "a number") for _time in range(2)] == [7, 7]


def test_each_number_has_its_own_key(clock):
    assert counted(lambda: 7, "skill", 1) == 7
    assert counted(lambda: 8, "skill", 2) == 8


def test_a_quick_one_is_counted_anew_after_a_minute(clock, aside):
    counted(lambda: 7, "quick")
    clock.now += 61
    assert counted(lambda: 8, "quick") == 8
    assert not aside


def test_a_dear_one_is_kept_longer_and_then_counted_while_nobody_waits(clock, aside):
    clock.takes = 0.5
    counted(lambda: 7, "dear")
    clock.now += 499
    assert counted(lambda: 8, "dear") == 7
    assert not aside
    clock.now += 2
    assert [counted(lambda: 9, "dear") for _time in range(3)] == [7, 7, 7]
    assert len(aside) == 1
    aside.pop()()
    assert counted(lambda: 10, "dear") == 9


def test_what_is_done_aside_is_done_and_leaves_no_connection():
    done = threading.Event()
    counting.aside(done.set)
    assert done.wait(10)
