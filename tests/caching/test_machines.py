"""Two machines that share a Redis, as two processes with versions of their own. Wants redis-server."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.servers import free_port, wait_for

from .conftest import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server is not installed")
LATEST = 1  # seconds after a change in which the old page is still shown somewhere
CHANGES = 4

# Asks for its page without a pause, says what is on it and when the page before was seen last; makes a change for each
# line it is sent.
MACHINE = """
import pathlib, sys, threading, time, django
django.setup()
from django.conf import settings
from blog.caching import KeptPages, changes, keep_page
from tests.caching.conftest import ask

folder = pathlib.Path(sys.argv[1])
settings.PAGE_VERSIONS, settings.CACHE_URL, settings.ALLOWED_HOSTS = *sys.argv[2:], ["testserver"]

def application(environ, start_response):
    keep_page("thing")
    start_response("200 OK", [])
    return [(folder / "words").read_bytes()]

def read_on():
    before, seen_at = None, 0
    while True:
        asked_at, words = time.monotonic(), ask(kept, "/").text
        if words != before:
            print(words, seen_at, flush=True)
        before, seen_at = words, asked_at

kept = KeptPages(application)
threading.Thread(target=read_on, daemon=True).start()
for line in sys.stdin:
    changes.renew(["thing"])
"""


class Redis:
    def __init__(self):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_for(self.port)

    def stop(self):
        self.process.kill()
        self.process.wait(30)

    def hang(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)


class Machine:
    def __init__(self, folder, name, url):
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "VAR_DIR": str(folder / name)}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
        command = [sys.executable, "-c", MACHINE, folder, folder / f"versions-{name}", url]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)

    def change(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def reads(self, words):
        """Waits until it shows these words. Returns when it showed others last."""
        for line in self.process.stdout:
            shown, _space, seen_at = line.rpartition(" ")
            if shown == words:
                return float(seen_at)
        raise AssertionError("It has ended.")

    def stop(self):
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def server():
    server = Redis()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def machines(server, tmp_path):
    (tmp_path / "words").write_text("begin")
    both = [Machine(tmp_path, name, server.url) for name in ("here", "there")]
    for machine in both:
        machine.reads("begin")
    yield both
    for machine in both:
        machine.stop()


def test_no_machine_shows_the_old_page_for_longer_than_a_second_whatever_becomes_of_redis(machines, server, tmp_path):
    here, there = machines

    def latest(words):
        """Seconds after a change here in which the old page was shown on either machine."""
        (tmp_path / "words").write_text(words)
        changed_at = time.monotonic()
        here.change()
        return max(machine.reads(words) for machine in (here, there)) - changed_at

    turns = {"up": None, "down": server.stop, "back": server.start, "hanging": server.hang, "going on": server.go_on}
    for state, turn in turns.items():
        if turn:
            turn()
        # The machine may be busy once; that it is each time says that something else is slow.
        assert min(latest(f"{state} {number}") for number in range(CHANGES)) <= LATEST, state
