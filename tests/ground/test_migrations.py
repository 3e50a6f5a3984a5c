"""The tests make their tables from the models; whoever installs the site makes them by the migrations."""

import json
import subprocess
import sys

import pytest
from django.db import connection

from .schemas import schema_of


def migrated(*start):
    command = [sys.executable, "-m", "tests.ground.schemas", *start]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_described(made):
    described = schema_of(connection)
    assert made.keys() == described.keys()
    for table, expected in described.items():
        assert made[table] == expected, table


@pytest.mark.django_db
def test_migrations_make_the_tables_that_the_models_describe():
    made, _rows = migrated()
    assert_described(made)


@pytest.mark.django_db
def test_a_site_from_before_the_migrations_were_squashed_gets_the_same_tables_and_keeps_its_rows():
    made, rows = migrated("0012_threads_grown_up")
    assert_described(made)
    assert rows == {
        "posts": [["Baker", "why", "An Oven"]],
        "pictures": ["an oven oven.jpg"],
        "ideas": [["Baker", "baker"], ["baker!", None], ["Beekeeper", "beekeeper"]],
        "codes": 3,
    }
