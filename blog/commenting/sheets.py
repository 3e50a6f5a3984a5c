"""How a post's threads are cut into pages, in whichever order: `?thread=N`."""

import datetime
import math
from functools import partial
from typing import NamedTuple

from blog.models.comments import COMMENTS_A_PAGE, LONGEST_ON_A_PAGE, ROOTS_A_PAGE


class Head(NamedTuple):
    """A thread: its first comment, how many are shown, when it began, the likes of the first, which one is pinned."""

    first: int
    size: int
    begun: datetime.datetime  # or its text, as threads.py reads it
    liked: int
    pinned: int | None


def begun(head):
    return head.begun, head.first


ORDERS = {
    "oldest": partial(sorted, key=begun),
    "newest": partial(sorted, key=begun, reverse=True),
    "best": partial(sorted, key=lambda head: (-head.liked, *begun(head))),
}


class Sheet(NamedTuple):
    """What one page shows: some threads, or one part of a very long one."""

    roots: list
    part: int = 0
    parts: int = 1

    def part_of(self, rows):
        if self.parts == 1:
            return rows
        start = self.part * LONGEST_ON_A_PAGE
        # What is gone leaves a line that no size counts: the last part has them all.
        return rows[start:] if self.part == self.parts - 1 else rows[start : start + LONGEST_ON_A_PAGE]


def sheets_of(heads):
    """
    The pages of these threads, in their order: so many threads at most, or comments; a thread that is longer than a
    page has several of its own.
    """
    roots, size = [], 0
    for head in heads:
        is_long = head.size > LONGEST_ON_A_PAGE
        if roots and (is_long or len(roots) == ROOTS_A_PAGE or size >= COMMENTS_A_PAGE):
            yield Sheet(roots)
            roots, size = [], 0
        if is_long:
            parts = math.ceil(head.size / LONGEST_ON_A_PAGE)
            yield from (Sheet([head.first], part, parts) for part in range(parts))
        else:
            roots.append(head.first)
            size += head.size
    if roots:
        yield Sheet(roots)
