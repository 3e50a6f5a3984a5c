"""Bounds on what strangers can make us keep."""

import threading
import time
from collections import Counter

MOST_SENDERS = 50_000


class Few:
    """So many different things a day, in each process; whatever comes after those is not let in."""

    def __init__(self, most):
        self.most, self.day, self.known = most, None, set()

    def admits(self, today, thing):
        if self.day != today:
            self.day, self.known = today, set()
        if thing not in self.known and len(self.known) < self.most:
            self.known.add(thing)
        return thing in self.known


class Pace:
    """So many of each sender a minute, in each process: a class behind one address, and no more."""

    def __init__(self, most):
        self.most, self.minute, self.counted, self.lock = most, 0, Counter(), threading.Lock()

    def allows(self, sender):
        minute = int(time.time() // 60)
        with self.lock:
            if minute != self.minute or len(self.counted) > MOST_SENDERS:
                self.minute, self.counted = minute, Counter()
            self.counted[sender] += 1
            return self.counted[sender] <= self.most
