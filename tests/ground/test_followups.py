import datetime
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog import followups
from blog.followups import LEASE, MAX_ATTEMPTS, Worker, enqueue_latest, enqueue_once, run_all

from . import deeds

ROOT = Path(__file__).resolve().parents[2]
HOUR = datetime.timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def done():
    deeds.done.clear()
    return deeds.done


@pytest.fixture
def every_hour(monkeypatch):
    monkeypatch.setattr(followups, "periodic_tasks", {})
    followups.periodic(HOUR)(deeds.tick)


def make_due():
    DBTaskResult.objects.update(run_after=timezone.now() - datetime.timedelta(seconds=1))


def hours_pass(count):
    """As if the clock had gone on: everything kept in the table happened earlier."""
    for row in DBTaskResult.objects.exclude(run_after__year=9999):
        DBTaskResult.objects.filter(pk=row.pk).update(run_after=row.run_after - count * HOUR)


def test_tasks_are_done_in_order_and_urgent_ones_first(done):
    deeds.note.enqueue("one")
    deeds.note.enqueue("two")
    deeds.note_first.enqueue("urgent")
    run_all()
    assert done == ["urgent", "one", "two"]


def test_work_of_a_change_that_was_undone_is_never_done(done):
    with pytest.raises(RuntimeError), transaction.atomic():
        change_that_fails()
    run_all()
    assert done == []


def change_that_fails():
    deeds.note.enqueue("never")
    raise RuntimeError


def test_a_failed_task_is_tried_again_later_each_time_and_then_given_up(done):
    deeds.fail.enqueue()
    delays = []
    for _attempt in range(MAX_ATTEMPTS):
        make_due()
        before = timezone.now()
        run_all()
        run_all()  # not yet due: nothing happens
        delays.append(DBTaskResult.objects.get().run_after - before)
    assert len(done) == MAX_ATTEMPTS
    assert delays[:3] == [pytest.approx(datetime.timedelta(seconds=s), abs=HOUR / 100) for s in (30, 120, 480)]
    row = DBTaskResult.objects.get()
    assert row.status == "FAILED"
    assert "The other side is away." in row.traceback


def test_a_task_may_say_that_trying_again_is_no_use():
    deeds.give_up.enqueue()
    run_all()
    assert DBTaskResult.objects.failed().count() == 1


def test_a_task_whose_code_is_gone_does_not_stop_the_others(done):
    DBTaskResult.objects.bulk_create([followups.row_of("x", deeds.note)])
    DBTaskResult.objects.update(task_path="blog.gone.task")
    deeds.note.enqueue("still done")
    run_all()
    assert done == ["still done"]


def test_a_key_is_enqueued_once(done):
    for _time in range(3):
        enqueue_once("welcome:rosa", deeds.note, "welcome")
        run_all()
    assert done == ["welcome"]


def test_waiting_work_of_one_key_is_one_row_with_the_latest_words(done):
    enqueue_latest("page", deeds.note, "old")
    enqueue_latest("page", deeds.note, "new")
    run_all()
    assert done == ["new"]


def test_work_that_is_done_can_be_asked_for_again(done):
    for word in ("one", "two"):
        enqueue_latest("page", deeds.note, word)
        run_all()
    assert done == ["one", "two"]


def test_work_asked_for_while_it_runs_runs_once_more(done):
    enqueue_latest("page", deeds.ask_again_while_running, "first")
    run_all()
    assert done == ["first", "second"]
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_lost_workers_task_is_done_by_another(done):
    deeds.note.enqueue("kept")
    lost = Worker().claim()
    followups.release_expired()
    assert Worker().claim() is None  # the lease still holds
    DBTaskResult.objects.filter(pk=lost.pk).update(started_at=timezone.now() - LEASE * 1.1)
    followups.release_expired()
    make_due()
    run_all()
    assert done == ["kept"]


def test_a_task_that_always_kills_its_worker_is_given_up_in_the_end():
    deeds.note.enqueue("deadly")
    for _attempt in range(MAX_ATTEMPTS):
        make_due()
        Worker().claim()
        DBTaskResult.objects.update(started_at=timezone.now() - LEASE * 1.1)
        followups.release_expired()
    assert DBTaskResult.objects.get().status == "FAILED"


def test_a_long_task_keeps_its_lease():
    deeds.note.enqueue("long")
    worker = Worker()
    worker.current = worker.claim()
    DBTaskResult.objects.update(started_at=timezone.now() - LEASE * 1.1)
    worker.extend_lease()
    followups.release_expired()
    assert DBTaskResult.objects.get().status == "RUNNING"


def test_a_worker_that_lost_its_lease_changes_nothing_any_more():
    deeds.note.enqueue("slow")
    slow = Worker().claim()
    DBTaskResult.objects.update(started_at=timezone.now() - LEASE * 1.1)
    followups.release_expired()
    make_due()
    Worker().claim()
    followups.finish(slow)
    assert DBTaskResult.objects.get().status == "RUNNING"


def test_a_periodic_task_runs_at_once_and_then_each_period(done, every_hour):
    followups.arm_periodic()
    run_all()
    run_all()
    assert done == ["tick"]
    hours_pass(1)
    run_all()
    assert done == ["tick", "tick"]


def test_missed_periods_are_caught_up_once_and_the_grid_is_kept(done, every_hour):
    followups.arm_periodic()
    run_all()
    first_due = DBTaskResult.objects.get().run_after
    hours_pass(5.5)
    run_all()
    assert done == ["tick", "tick"]
    due = DBTaskResult.objects.get().run_after
    assert (first_due - due) % HOUR == HOUR / 2
    assert timezone.now() < due < timezone.now() + HOUR


def test_a_shortened_period_counts_at_once(every_hour):
    followups.arm_periodic()
    run_all()
    followups.periodic(HOUR / 60)(deeds.tick)
    followups.arm_periodic()
    assert DBTaskResult.objects.get().run_after <= timezone.now() + HOUR / 60


def test_what_is_asked_for_at_once_is_not_put_off_by_its_period(done, every_hour):
    path = deeds.tick.module_path
    followups.enqueue_latest(path, deeds.tick)
    followups.arm_periodic()
    run_all()
    assert done == ["tick"]


def test_a_failing_periodic_task_waits_for_its_next_turn_in_the_end(monkeypatch):
    monkeypatch.setattr(followups, "periodic_tasks", {})
    followups.periodic(HOUR)(deeds.fail)
    followups.arm_periodic()
    for _attempt in range(MAX_ATTEMPTS):
        make_due()
        run_all()
    row = DBTaskResult.objects.get()
    assert (row.status, row.worker_ids) == ("READY", [])


def test_old_rows_are_forgotten_and_failures_kept_longer():
    for word in ("a", "b"):
        deeds.note.enqueue(word)
    deeds.give_up.enqueue()
    run_all()
    days_ago = timezone.now() - datetime.timedelta(days=8)
    DBTaskResult.objects.filter(args_kwargs__isnull=False).update(finished_at=days_ago)
    deeds.note.enqueue("fresh")
    followups.forget_old_rows.call()
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY"]


def test_being_behind_shows():
    assert not followups.is_behind()
    deeds.note.enqueue("waiting")
    assert not followups.is_behind()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - followups.LATE * 1.1)
    assert followups.is_behind()


# The same with real processes, a real kill and a database file.

ENQUEUE = """
import django
django.setup()
from django.core.management import call_command
from tests.ground import deeds
call_command("migrate", "django_tasks_database", verbosity=0)
deeds.wait_to_be_told.enqueue()
"""
WORK = """
import datetime, django
django.setup()
from blog import followups
followups.LEASE, followups.FIRST_DELAY, followups.PAUSE = datetime.timedelta(seconds=0.4), datetime.timedelta(0), 0.05
worker = followups.Worker()
worker.stop_on_signals()
worker.run()
"""


class Elsewhere:
    """Processes that share a database file and two pipes with nobody but each other."""

    def __init__(self, folder):
        self.pipes = {name: folder / name for name in ("began", "go")}
        for path in self.pipes.values():
            os.mkfifo(path)
        self.began = os.open(self.pipes["began"], os.O_RDWR)
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": f"sqlite:///{folder / 'work.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DEEDS": str(folder),
        }
        self.started = []
        subprocess.run([sys.executable, "-c", ENQUEUE], cwd=ROOT, env=self.environment, check=True)

    def start_worker(self):
        self.started.append(subprocess.Popen([sys.executable, "-c", WORK], cwd=ROOT, env=self.environment))
        return self.started[-1]

    def hear(self):
        """The next thing a task says, waited for."""
        assert select.select([self.began], [], [], 30)[0], "No task said anything."
        return os.read(self.began, 6).decode().strip()

    def let_end(self):
        self.pipes["go"].write_text("")

    def close(self):
        for process in self.started:
            process.kill()
            process.wait()
        os.close(self.began)


@pytest.fixture
def elsewhere(tmp_path):
    place = Elsewhere(tmp_path)
    yield place
    place.close()


def test_a_worker_killed_at_work_is_followed_by_another_and_a_stopped_one_ends_its_task(elsewhere):
    first = elsewhere.start_worker()
    assert elsewhere.hear() == "began"
    first.kill()
    second = elsewhere.start_worker()
    assert elsewhere.hear() == "began"
    second.send_signal(signal.SIGTERM)
    elsewhere.let_end()
    assert elsewhere.hear() == "ended"
    assert second.wait(10) == 0
