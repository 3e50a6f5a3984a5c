"""Who answers whom under a post, made sense of before any comment is written: from references and times alone."""

from dataclasses import dataclass, field


@dataclass
class Thread:
    """What is to be done under one post: only references and times, so that a long talk takes little room."""

    new: list = field(default_factory=list)  # [[reference, ...] of each new thread, answered before answering]
    late: list = field(default_factory=list)  # new answers in threads that are here already, likewise
    parents: dict = field(default_factory=dict)  # reference: that of the comment it answers, or ""
    known: set = field(default_factory=set)
    lost: int = 0  # answers to what is not here

    @property
    def number(self):
        return sum(map(len, self.new)) + len(self.late)


def plan_thread(rows, known):
    """The Thread of (reference, parent, time) rows, the oldest first. `known`: references that are here already."""
    thread = Thread(known=known)
    there = {reference for reference, _parent, _at in rows}
    for reference, parent, _at in rows:
        is_there = parent in there and parent != reference
        thread.parents[reference] = parent if is_there else ""
        thread.lost += bool(parent) and not is_there and reference not in known
    break_circles(thread)
    answers = {}
    for reference, _parent, _at in rows:
        answers.setdefault(thread.parents[reference], []).append(reference)
    for root in answers.get("", ()):
        whole = walk(root, answers)
        if root in known or not known.isdisjoint(whole):
            thread.late += [reference for reference in whole if reference not in known]
        else:
            thread.new.append(whole)
    return thread


def break_circles(thread):
    """Comments that answer each other in a ring: the oldest of them begins the thread."""
    safe = set()
    for reference in thread.parents:
        trail, at = {}, reference
        while at and at not in safe and at not in trail:
            trail[at] = None
            at = thread.parents[at]
        if at in trail:
            thread.parents[reference_first(thread, trail, at)] = ""
            thread.lost += 1
        safe.update(trail)


def reference_first(thread, trail, at):
    ring = list(trail)[list(trail).index(at) :]
    return next(reference for reference in thread.parents if reference in ring)


def walk(root, answers):
    """A comment and all below it, level by level."""
    level, found = [root], []
    while level:
        found += level
        level = [answer for reference in level for answer in answers.get(reference, ())]
    return found


def gathered(threads, size):
    """Threads put together to about as many comments as are written at once."""
    together = []
    for thread in threads:
        together += thread
        if len(together) >= size:
            yield together
            together = []
    if together:
        yield together
