"""Tasks for the tests of the follow-up work. What they did is in `done`."""

import os
from pathlib import Path

from django_tasks import task

from blog.followups import GiveUp, enqueue_latest

done = []


@task()
def note(word):
    done.append(word)


@task(priority=10)
def note_first(word):
    done.append(word)


@task()
def fail():
    done.append("failed")
    raise RuntimeError("The other side is away.")


@task()
def give_up():
    raise GiveUp("There is no other side.")


@task()
def ask_again_while_running(word):
    """Stands for a change that happens while the work on the one before is going on."""
    if not done:
        enqueue_latest("page", ask_again_while_running, "second")
    done.append(word)


@task()
def tick():
    done.append("tick")


@task()
def wait_to_be_told():
    """Says on one pipe that it began, and waits on another until somebody lets it end."""
    pipes = Path(os.environ["DEEDS"])
    with open(pipes / "began", "w") as began:
        began.write("began\n")
    with open(pipes / "go") as go:
        go.read()
    with open(pipes / "began", "w") as ended:
        ended.write("ended\n")
