"""
When what pages are made of was last changed, in a file that every process of this machine has in its memory: reading
costs as little as a list, and a change is seen by all at once, without a service.

The file is a row of 64-bit numbers. The first counts the changes there ever were. Each of the others stands for the
names whose digest falls on it, and holds the number of their last change; two names on one place cost a needless
drawing now and then, never an old page. A page remembers the count at which its drawing began: it is as good as new
while none of its places holds a higher number.

Each place stands there twice, the second time for changes alone that may have taken something away. What such a one has
made old is shown to nobody again, also while nothing newer can be drawn.
"""

import fcntl
import mmap
import os
import sys
import time
import zlib
from pathlib import Path

PLACES = 1 << 16
SIZE = 8 * (1 + 2 * PLACES)


class Versions:
    def __init__(self, path):
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self.file, fcntl.LOCK_EX)
        if os.fstat(self.file).st_size != SIZE:
            # Whatever was drawn before this file knew of changes is old.
            with open(self.file, "r+b", closefd=False) as whole:  # all of it, or there is an error
                whole.write(time.time_ns().to_bytes(8, sys.byteorder) * (SIZE // 8))
            os.ftruncate(self.file, SIZE)
        fcntl.flock(self.file, fcntl.LOCK_UN)
        self.numbers = memoryview(mmap.mmap(self.file, SIZE)).cast("Q")

    @property
    def count(self):
        return self.numbers[0]

    def places(self, names):
        """Where these names stand, to be asked of `is_newer` again and again."""
        return tuple({1 + zlib.crc32(name.encode()) % PLACES for name in names})

    def is_newer(self, places, count):
        """Whether any of these changed after the count was `count`."""
        numbers = self.numbers
        return any(numbers[place] > count for place in places)

    def may_lack(self, places, count):
        """Whether something may have been taken away of any of these after the count was `count`."""
        return self.is_newer([place + PLACES for place in places], count)

    def renew(self, names, takes_away=True):
        """
        They changed just now. The places are written before the count: who begins to draw in between takes the lower
        count, and its page is drawn once more.
        """
        # Locks of one open file are shared by its threads and children, so each change opens it anew.
        file = os.open(self.path, os.O_RDWR)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            number = self.numbers[0] + 1
            for place in self.places(names):
                self.numbers[place] = number
                if takes_away:
                    self.numbers[place + PLACES] = number
            self.numbers[0] = number
        finally:
            os.close(file)
