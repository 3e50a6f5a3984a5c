"""
The follow-up work: what a change leaves to be done outside the request. Tasks are Django's (`@task()`), kept in the
database and enqueued in the transaction that causes them; this worker does them.

A task that raises is tried again, later each time. A worker that is killed leaves a lease that runs out, and then its
task is done by another, so every task must be safe to run twice.
"""

import datetime
import logging
import os
import secrets
import signal
import socket
import threading
import traceback
import uuid
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, close_old_connections, connections
from django.db.models import Count, Min, Q
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max
from django_tasks_db.utils import exclusive_transaction

READY, RUNNING = TaskResultStatus.READY, TaskResultStatus.RUNNING
SUCCESSFUL, FAILED = TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED

PAUSE = 1.0  # seconds between looks at an empty queue
LEASE = datetime.timedelta(minutes=2)
MAX_ATTEMPTS = 7
FIRST_DELAY = datetime.timedelta(
    seconds=30
)  # four times as long after each failure: the last try is half a day after the first
KEEP_DONE = datetime.timedelta(days=7)
KEEP_FAILED = datetime.timedelta(days=30)
LATE = datetime.timedelta(minutes=15)  # work that waits longer says that nobody does it

# In SQL, since every save of a post asks twice: putting it together took Django longer than doing it.
ASK_AGAIN = """
INSERT INTO django_tasks_database_dbtaskresult AS asked ({columns}) VALUES ({places})
ON CONFLICT (id) DO UPDATE SET
    status = CASE WHEN asked.status = %s THEN asked.status ELSE excluded.status END,
    args_kwargs = excluded.args_kwargs, enqueued_at = excluded.enqueued_at, worker_ids = excluded.worker_ids,
    run_after = excluded.run_after
"""
NAMES = uuid.UUID("6f1f9a52-8d0c-4c55-9a5e-6a53a8f0c1d7")

logger = logging.getLogger(__name__)
periodic_tasks = {}


class GiveUp(Exception):
    """Raised by a task that would fail again however often it was tried."""


def periodic(every):
    """
    Run a task again and again. After a pause of all workers a missed time is caught up once, not once for each.
    """

    def register(task):
        periodic_tasks[task.module_path] = (task, every)
        return task

    return register


# Enqueuing. One key is one row, since the row's id is made from the key: the database lets no second one in.


def enqueue_once(key, task, *args, **kwargs):
    """Enqueue, unless work of this key was enqueued before (and not so long ago that it is forgotten)."""
    DBTaskResult.objects.bulk_create([row_of(key, task, args, kwargs)], ignore_conflicts=True)


def enqueue_latest(key, task, *args, **kwargs):
    """
    Enqueue, unless work of this key is waiting already. Work that is running may have read the old state: it runs
    once more when it is done.
    """
    row, fields = row_of(key, task, args, kwargs), DBTaskResult._meta.concrete_fields
    connection = connections[DEFAULT_DB_ALIAS]
    # A waiting row is written as well: so it is locked until our transaction ends, and nobody starts it before.
    # A running row whose workers were struck out starts again when it is done, see `finish`.
    names = {"columns": ", ".join(field.column for field in fields), "places": ", ".join(["%s"] * len(fields))}
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(ASK_AGAIN.format(**names), [*values, RUNNING])


def row_of(key, task, args=(), kwargs=None, run_after=None):
    return DBTaskResult(
        id=uuid.uuid5(NAMES, key),
        status=READY,
        args_kwargs={"args": list(args), "kwargs": kwargs or {}},
        priority=task.priority,
        task_path=task.module_path,
        queue_name=task.queue_name,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        run_after=run_after or get_date_max(),  # the library's word for "at once"
    )


# Upkeep, done by every worker


def arm_periodic():
    """See that each periodic task has its row, and none waits longer than its period."""
    now = timezone.now()
    for path, (periodic_task, every) in periodic_tasks.items():
        row = row_of(path, periodic_task, run_after=now)
        DBTaskResult.objects.bulk_create([row], ignore_conflicts=True)
        late = Q(run_after__gt=now + every) & ~Q(run_after=get_date_max())  # what is asked for at once is not late
        DBTaskResult.objects.filter(late, pk=row.pk, status=READY).update(run_after=now + every)


def release_expired():
    """Give back the tasks whose worker has not been heard of."""
    for row in DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LEASE):
        logger.warning("The worker of %s is gone; the task is given back.", row.task_name)
        put_back(row, "The worker was lost.", DBTaskResult.objects.filter(started_at=row.started_at))


def is_behind():
    """Whether work has been waiting so long that no worker can be there."""
    since = timezone.now() - LATE
    waiting = Q(run_after=get_date_max(), enqueued_at__lt=since) | Q(run_after__lt=since)
    lost = Q(status=RUNNING, started_at__lt=since)
    return DBTaskResult.objects.filter((Q(status=READY) & waiting) | lost).exists()


@dataclass(frozen=True)
class WorkLeft:
    number: int  # due and not begun
    since: datetime.datetime | None  # when the oldest of it became due
    given_up: int


def work_left(now):
    asked = {"run_after": get_date_max()}
    due = Q(status=READY) & (Q(**asked) | Q(run_after__lte=now))
    found = DBTaskResult.objects.aggregate(
        number=Count("pk", filter=due),
        asked=Min("enqueued_at", filter=due & Q(**asked)),
        timed=Min("run_after", filter=due & ~Q(**asked)),
        given_up=Count("pk", filter=Q(status=FAILED)),
    )
    since = min(filter(None, [found["asked"], found["timed"]]), default=None)
    return WorkLeft(found["number"], since, found["given_up"])


@periodic(datetime.timedelta(minutes=5))
@task()
def forget_old_rows():
    now = timezone.now()
    DBTaskResult.objects.filter(status=SUCCESSFUL, finished_at__lt=now - KEEP_DONE).delete()
    DBTaskResult.objects.filter(status=FAILED, finished_at__lt=now - KEEP_FAILED).delete()


# Ends. Each is one conditional update: a worker that lost its lease changes nothing any more.


def finish(row):
    mine = DBTaskResult.objects.filter(pk=row.pk, status=RUNNING, worker_ids=row.worker_ids)
    if row.task_path in periodic_tasks:
        done = mine.update(**next_turn(row))
    else:
        # What it was to do is forgotten: a letter's words and its reader's address are nobody's business now.
        nothing = {"args": [], "kwargs": {}}
        done = mine.update(status=SUCCESSFUL, finished_at=timezone.now(), args_kwargs=nothing, traceback="")
    if not done:
        asked_again(row).update(status=READY)


def put_back(row, reason, rows=None, *, is_final=False):
    """After a failed attempt: try again later, or let it be."""
    mine = (rows or DBTaskResult.objects.all()).filter(pk=row.pk, status=RUNNING, worker_ids=row.worker_ids)
    now = timezone.now()
    if not is_final and len(row.worker_ids) < MAX_ATTEMPTS:
        later = now + FIRST_DELAY * 4 ** (len(row.worker_ids) - 1)
        done = mine.update(status=READY, run_after=later, traceback=reason)
    elif row.task_path in periodic_tasks:
        done = mine.update(**next_turn(row), traceback=reason)
    else:
        logger.error("%s was given up after %d attempts.", row.task_name, len(row.worker_ids))
        done = mine.update(status=FAILED, finished_at=now, traceback=reason)
    if not done:
        asked_again(row).update(status=READY)


def asked_again(row):
    """The row, if `enqueue_latest` asked for it while it ran."""
    return DBTaskResult.objects.filter(pk=row.pk, status=RUNNING, worker_ids=[])


def next_turn(row):
    """When a periodic task runs again: the next point on the grid its first run laid down."""
    _task, every = periodic_tasks[row.task_path]
    now = timezone.now()
    missed = max(now - row.run_after, datetime.timedelta()) // every
    return {"status": READY, "run_after": row.run_after + (missed + 1) * every, "worker_ids": [], "finished_at": now}


class Worker:
    """Does the tasks of the queue one after another, until it is told to stop."""

    def __init__(self):
        self.id = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self.current = None
        self.stopped = threading.Event()
        self.upkeep_due = timezone.now()

    def run(self):
        import_module(settings.ROOT_URLCONF)  # and with it every module that holds a periodic task
        threading.Thread(target=self.keep_lease, daemon=True).start()
        while not self.stopped.is_set():
            close_old_connections()
            try:
                idle = not self.run_next()
            except Error:
                logger.exception("The database does not answer; trying again.")
                idle = True
            if idle:
                self.stopped.wait(PAUSE)

    def stop(self, *_signal):
        """End after the task at hand."""
        self.stopped.set()

    def stop_on_signals(self):
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)

    def run_next(self):
        """Do one task. Returns whether there was any."""
        if timezone.now() >= self.upkeep_due:
            release_expired()
            arm_periodic()
            self.upkeep_due = timezone.now() + LEASE / 4
        row = self.claim()
        if row:
            self.do(row)
        return row is not None

    def claim(self):
        waiting = DBTaskResult.objects.ready().filter(backend_name=DEFAULT_TASK_BACKEND_ALIAS)
        if not waiting.exists():
            return None
        with exclusive_transaction(waiting.db):
            row = waiting.get_locked()
            if row:
                row.claim(self.id)
        return row

    def do(self, row):
        self.current = row
        try:
            row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        except Exception as error:
            logger.warning("%s failed (attempt %d).", row.task_name, len(row.worker_ids), exc_info=True)
            put_back(row, "".join(traceback.format_exception(error)), is_final=isinstance(error, GiveUp))
        else:
            finish(row)
        finally:
            self.current = None

    def keep_lease(self):
        """In a thread of its own: say that the task at hand is still being worked on."""
        while not self.stopped.wait(LEASE.total_seconds() / 4):
            try:
                self.extend_lease()
            except Error:
                logger.exception("A lease could not be kept.")
            finally:
                connections.close_all()

    def extend_lease(self):
        if row := self.current:
            held = Q(worker_ids=row.worker_ids) | Q(worker_ids=[])
            DBTaskResult.objects.filter(held, pk=row.pk, status=RUNNING).update(started_at=timezone.now())


def run_all():
    """Do everything that is due now, and return. For tests and commands; periodic tasks are not started by it."""
    worker = Worker()
    while row := worker.claim():
        worker.do(row)
