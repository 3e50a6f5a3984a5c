import pytest

from blog.counting import buffer, uniques
from blog.counting.few import Few, Pace
from blog.reading import counting, missed_searches


@pytest.fixture(autouse=True)
def nobody_was_here(settings, tmp_path, monkeypatch):
    """Nothing is counted yet, and nobody known."""
    settings.READERS_TODAY, settings.CACHE_URL = tmp_path / "readers-today", ""
    monkeypatch.setattr(counting, "HOSTS", Few(500))
    monkeypatch.setattr(counting, "A_MINUTE", Pace(300))
    monkeypatch.setattr(missed_searches, "SEARCHES", Few(500))
    uniques.place.cache_clear()
    buffer.take()
    yield
    buffer.take()
    uniques.place.cache_clear()
