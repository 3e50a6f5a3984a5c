"""What was counted and is not written yet, in the memory of one process."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field, fields

MOST_KEPT = 20_000  # different things of each kind; more of them than that are not counted until some were written
EVERY = 5  # seconds between writings: what a crash loses
TICK = 0.5  # seconds in which the end of the process is noticed


@dataclass
class Batch:
    """Numbers under what they count; a post is (kind, slug), a day a date."""

    views: Counter = field(default_factory=Counter)  # (day, post)
    seen: Counter = field(default_factory=Counter)  # (day, post, digest): who may be new to it
    readers: Counter = field(default_factory=Counter)  # (day, post): those who were
    reads: Counter = field(default_factory=Counter)  # (day, post)
    referrals: Counter = field(default_factory=Counter)  # (day, post, host)
    clicks: Counter = field(default_factory=Counter)  # (day, address of a resource)
    searches: Counter = field(default_factory=Counter)  # (day, words)

    def __bool__(self):
        return any(getattr(self, each.name) for each in fields(self))


class Buffer:
    def __init__(self):
        self.batch, self.lock = Batch(), threading.Lock()
        self.flush, self.thread = None, None

    def note(self, kind, *key):
        """Count something of a kind (a field of Batch)."""
        with self.lock:
            self.add(kind, key, 1)
        if self.thread is None and self.flush is not None:
            self.start()

    def add(self, kind, key, number):
        """Wants the lock."""
        counter = getattr(self.batch, kind)
        if key in counter or len(counter) < MOST_KEPT:
            counter[key] += number

    def take(self):
        """What was counted since the last time."""
        with self.lock:
            batch, self.batch = self.batch, Batch()
        return batch

    def give_back(self, batch):
        """It could not be written: it is counted later, as far as there is room."""
        with self.lock:
            for each in fields(batch):
                for key, number in getattr(batch, each.name).items():
                    self.add(each.name, key, number)

    # Writing by itself

    def keep_writing(self, flush):
        """From the first thing counted on, call `flush()` every few seconds and at the end of the process."""
        self.flush = flush

    def start(self):
        with self.lock:
            if self.thread is None:
                # No daemon, whatever the server's own threads are: the end of the process waits for the last writing.
                self.thread = threading.Thread(target=self.write_now_and_then, name="counting", daemon=False)
                self.thread.start()

    def write_now_and_then(self):
        written = time.monotonic()
        while threading.main_thread().is_alive():
            time.sleep(TICK)
            if time.monotonic() - written >= EVERY:
                self.flush()
                written = time.monotonic()
        self.flush()
