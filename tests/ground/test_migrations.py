"""The tests make their tables from the models; whoever installs the site makes them by the migrations."""

import json
import subprocess
import sys

import pytest
from django.db import connection

from .schemas import schema_of


@pytest.mark.django_db
def test_migrations_make_the_tables_that_the_models_describe():
    command = [sys.executable, "-m", "tests.ground.schemas"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made, described = json.loads(done.stdout), schema_of(connection)
    assert made.keys() == described.keys()
    for table, expected in described.items():
        assert made[table] == expected, table
