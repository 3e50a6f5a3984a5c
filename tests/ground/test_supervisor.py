"""With real processes: what lives and dies together is told by a pipe that each of them holds open."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import os, signal, sys, time
from blog.management import supervisor

def say(line):
    os.write(1, f"{line}\\n".encode())  # in one piece, whoever speaks at the same time

def live():
    say(f"live {os.getpid()}")
    signal.pause()

def die():
    sys.exit(3)

def refuse_to_end():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    say(f"live {os.getpid()}")
    while True:
        time.sleep(60)

supervisor.TOO_SOON, supervisor.STOP_WITHIN = map(float, sys.argv[1:3])
signal.signal(signal.SIGHUP, getattr(signal, sys.argv[3]))
jobs = {f"job {n}": globals()[name] for n, name in enumerate(sys.argv[4:])}
supervisor.Supervisor(jobs, say).run()
say("stopped")
"""


class Family:
    """`hang_up`: what SIGHUP does at the start. Else it would be as whoever runs the tests has it: nohup ignores it."""

    def __init__(self, *jobs, too_soon=0, stop_within=5, hang_up="SIG_DFL"):
        command = [sys.executable, "-c", SCRIPT, str(too_soon), str(stop_within), hang_up, *jobs]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
        )
        self.buffer = b""

    def line(self):
        """What is said next; empty when the last process that could say anything is gone."""
        while b"\n" not in self.buffer:
            assert select.select([self.process.stdout], [], [], 30)[0], "Nothing was said, and somebody still lives."
            if not (more := os.read(self.process.stdout.fileno(), 4096)):
                return ""
            self.buffer += more
        line, _newline, self.buffer = self.buffer.partition(b"\n")
        return line.decode()

    def live_pids(self, count):
        return [int(self.line().removeprefix("live ")) for _one in range(count)]

    def rest(self):
        return list(iter(self.line, ""))


@pytest.fixture
def family():
    started = []

    def start(*jobs, **options):
        started.append(Family(*jobs, **options))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()
        each.process.stdout.close()


@pytest.mark.parametrize("stop_signal", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all(family, stop_signal):
    group = family("live", "live")
    group.live_pids(2)
    group.process.send_signal(stop_signal)
    assert group.rest() == ["stopped"]
    assert group.process.wait() == 0


def test_none_is_stopped_by_the_end_of_a_terminal_that_nohup_ignores(family):
    group = family("live", hang_up="SIG_IGN")
    (pid,) = group.live_pids(1)
    group.process.send_signal(signal.SIGHUP)
    os.kill(pid, signal.SIGKILL)
    assert group.line() == "The job 0 ended (SIGKILL) and is started again."


def test_a_process_that_is_killed_is_started_again(family):
    group = family("live")
    (first,) = group.live_pids(1)
    os.kill(first, signal.SIGKILL)
    assert group.line() == "The job 0 ended (SIGKILL) and is started again."
    (second,) = group.live_pids(1)
    assert second != first


def test_a_process_that_cannot_live_stops_all_and_says_so(family):
    group = family("live", "die", too_soon=60)
    said = group.rest()
    assert said[-1] == "The job 1 ended as soon as it had started (code 3); stopping everything."
    assert group.process.wait() == 1


def test_none_is_left_when_the_supervisor_itself_is_killed(family):
    group = family("live", "live")
    group.live_pids(2)
    group.process.kill()
    assert group.rest() == []


def test_a_process_that_does_not_end_is_ended(family):
    group = family("refuse_to_end", stop_within=0.1)
    group.live_pids(1)
    group.process.terminate()
    assert group.rest() == ["stopped"]
