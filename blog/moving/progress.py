"""How far a move is, for whoever waits: the terminal, and the row that the desk shows."""

import time

from django.utils import timezone

from blog.models import Move

SAVED_EVERY = 1.0  # seconds


class Progress:
    """`tell(step, done, total)` is called at each step forward. `move`: the row to keep, if there is one."""

    def __init__(self, tell=None, move=None):
        self.tell, self.row = tell, move
        self.name, self.done, self.total = "", 0, 0
        self.saved_at = 0.0

    def step(self, name, total=0):
        self.name, self.done, self.total = str(name), 0, total
        self.saved_at = 0.0
        self.advance(0)

    def advance(self, number=1):
        self.done += number
        if self.tell:
            self.tell(self.name, self.done, self.total)
        if self.row and time.monotonic() - self.saved_at >= SAVED_EVERY:
            self.save()

    def save(self):
        self.saved_at = time.monotonic()
        seen = {"step": self.name[:60], "done": self.done, "total": self.total, "seen_at": timezone.now()}
        Move.objects.filter(pk=self.row.pk).update(**seen)
