import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def query_count(client):
    """Call it with a path: how many queries the page asks, once the caches that a process keeps are warm."""

    def count(path):
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    return count
