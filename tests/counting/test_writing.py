"""How what was counted comes into the database: in bulk, by several processes, and later if it has to be."""

import datetime
import secrets
import subprocess
import sys
import threading

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.actions import counting
from blog.actions.counting import write_counts
from blog.counting import Buffer, buffer, uniques
from blog.models import Click, MissedSearch, Readership, Referral
from tests.factories import ResourceFactory, RoleFactory

from .browsers import Browser

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 4)
REDIS = settings.CACHE_URL  # before a test sets it


def test_a_thousand_views_are_a_few_statements():
    roles = [RoleFactory(published=True) for _n in range(3)]
    resource = ResourceFactory()
    for role in roles:
        for _n in range(50):
            Browser().tells("view", role, **{"from": "example.org"})
        Browser().tells("read", role)
        Browser().tells("click", link=resource.url)
    with CaptureQueriesContext(connection) as few:
        write_counts()
    for n in range(900):
        buffer.note("views", timezone.localdate(), ("role", roles[n % 3].slug))
    assert len(few) <= 9  # with those of the transaction
    with CaptureQueriesContext(connection) as many:
        write_counts()
    assert len(many) <= len(few)
    assert sum(Readership.objects.values_list("views", flat=True)) == 1050


def test_nothing_counted_asks_nothing():
    with CaptureQueriesContext(connection) as queries:
        write_counts()
    assert not queries.captured_queries


def test_numbers_are_added_to_what_is_there():
    role, resource = RoleFactory(published=True), ResourceFactory()
    for model, key, numbers, dates in (
        (Readership, (role.pk, TODAY), (3, 2, 1), ()),
        (Referral, (role.pk, TODAY, "example.org"), (4,), ()),
        (Click, (resource.pk, TODAY), (5,), ()),
        (MissedSearch, ("airship",), (6,), (TODAY,)),
    ):
        for _time in range(2):
            model.objects.add([(*key, *numbers, *dates)])
        row = model.objects.get()
        assert [getattr(row, name) for name in model.NUMBERS] == [2 * number for number in numbers]
    later = TODAY + datetime.timedelta(days=1)
    MissedSearch.objects.add([("airship", 1, later)])
    assert MissedSearch.objects.get().last_on == later


def test_more_rows_than_a_statement_takes_are_written_in_several():
    role = RoleFactory(published=True)
    days = [TODAY - datetime.timedelta(days=n) for n in range(1000)]
    Readership.objects.add((role.pk, day, 1, 1, 0) for day in days)
    assert Readership.objects.count() == 1000


def test_a_database_that_is_away_gets_it_later(monkeypatch):
    role = RoleFactory(published=True)
    Browser().tells("view", role)

    def away(*args):
        raise OperationalError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(counting, "ids_of_posts", away)
        for _time in range(2):
            with pytest.raises(OperationalError):
                write_counts()
    with monkeypatch.context() as patch:
        patch.setattr(Referral.objects, "add", away)
        with pytest.raises(OperationalError):
            write_counts()
    Browser().tells("view", role)
    write_counts()
    row = Readership.objects.get(post=role)
    assert (row.views, row.readers) == (2, 1)


def test_what_waits_has_a_bound(monkeypatch):
    monkeypatch.setattr("blog.counting.batches.MOST_KEPT", 3)
    waiting = Buffer()
    for n in range(5):
        waiting.note("views", TODAY, n)
        waiting.note("views", TODAY, 0)
    batch = waiting.take()
    assert batch.views == {(TODAY, 0): 6, (TODAY, 1): 1, (TODAY, 2): 1}
    waiting.note("views", TODAY, 7)
    waiting.give_back(batch)
    assert len(waiting.take().views) == 3


def test_several_threads_lose_nothing():
    waiting = Buffer()

    def work():
        for _n in range(500):
            waiting.note("views", TODAY, "x")

    threads = [threading.Thread(target=work) for _n in range(4)]
    for thread in threads:
        thread.start()
    taken = 0
    while any(thread.is_alive() for thread in threads):
        taken += waiting.take().views.total()
    assert taken + waiting.take().views.total() == 2000


def test_the_end_of_a_process_writes_what_is_left():
    program = """
import threading
from blog.counting import Buffer
buffer = Buffer()
buffer.keep_writing(lambda: print(buffer.take().views.total(), flush=True))
# A server's own threads are daemons, and give that on to those that they start.
thread = threading.Thread(target=buffer.note, args=("views", "today", "x"), daemon=True)
thread.start()
thread.join()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["1"]


def test_processes_of_one_machine_know_the_same_readers(settings):
    """Another process marks in the same table, whichever of them began the day."""
    ours = uniques.Mapped(settings.READERS_TODAY)
    salt = ours.salt(TODAY)
    program = f"""
import datetime
from blog.counting.uniques import Mapped
theirs = Mapped({str(settings.READERS_TODAY)!r})
assert theirs.salt(datetime.date.fromisoformat("{TODAY}")).hex() == "{salt.hex()}"
print(len(theirs.mark([bytes(range(16))])))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split() == ["1"], done.stderr
    assert ours.mark([bytes(range(16)), bytes(range(1, 17))]) == [bytes(range(1, 17))]


def test_the_next_day_writes_over_the_salt_and_every_mark(settings):
    place = uniques.Mapped(settings.READERS_TODAY)
    salt = place.salt(TODAY)
    place.mark([bytes(range(16))])
    before = settings.READERS_TODAY.read_bytes()
    assert place.salt(TODAY + datetime.timedelta(days=1)) != salt
    after = settings.READERS_TODAY.read_bytes()
    assert salt in before
    assert salt not in after
    assert any(before[uniques.HEAD :])
    assert not any(after[uniques.HEAD :])
    assert settings.READERS_TODAY.stat().st_mode & 0o077 == 0


def test_the_table_has_its_room_on_the_disk_before_anything_is_marked(settings):
    # To write to a map of what has none ends the process when the disk is full.
    settings.READERS_TODAY.unlink(missing_ok=True)
    uniques.Mapped(settings.READERS_TODAY)
    file = settings.READERS_TODAY.stat()
    assert file.st_size == uniques.SIZE
    assert file.st_blocks * 512 >= uniques.SIZE


@pytest.mark.skipif(not REDIS, reason="needs a Redis as cache")
def test_machines_that_share_a_redis_know_the_same_readers(monkeypatch):
    monkeypatch.setattr(uniques.Shared, "NAME", f"test:{secrets.token_hex(4)}")
    here, there = (uniques.Shared(REDIS, None) for _machine in range(2))
    assert here.salt(TODAY) == there.salt(TODAY)
    assert here.salt(TODAY) != here.salt(TODAY + datetime.timedelta(days=1))
    assert here.mark([bytes(range(16))]) == [bytes(range(16))]
    assert there.mark([bytes(range(16)), bytes(range(1, 17))]) == [bytes(range(1, 17))]
    names = list(here.redis.scan_iter(f"{uniques.Shared.NAME}*"))
    assert len(names) == 3
    assert all(0 < here.redis.ttl(name) <= uniques.KEPT_FOR.total_seconds() for name in names)
    here.redis.delete(*names)


def test_without_its_redis_a_machine_counts_alone(settings):
    alone = uniques.Mapped(settings.READERS_TODAY)
    cut_off = uniques.Shared("redis://127.0.0.1:1/0", alone)
    assert cut_off.salt(TODAY) == alone.salt(TODAY)
    assert cut_off.mark([bytes(range(16))])
    assert not cut_off.mark([bytes(range(16))])
