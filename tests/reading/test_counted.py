import time
from types import SimpleNamespace

from blog.reading import counted


def test_what_takes_long_to_count_is_kept_longer(monkeypatch):
    clock, kept = iter([0, 0.001, 10, 10.5]), []
    monkeypatch.setattr(counted, "time", SimpleNamespace(monotonic=lambda: next(clock), time=time.time))
    cache = SimpleNamespace(get=lambda name: None, set=lambda name, value, seconds: kept.append(round(seconds)))
    monkeypatch.setattr(counted, "cache", cache)
    assert counted.counted(lambda: 7, "quick") == 7
    assert counted.counted(lambda: 8, "slow") == 8
    assert kept == [60, 500]


def test_a_number_is_counted_once():
    numbers = iter([7, 8])
    assert [counted.counted(lambda: next(numbers), "a number") for _time in range(2)] == [7, 7]
