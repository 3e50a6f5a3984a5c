"""
A few processes that live and die together. One that ends is started again; one that ends as soon as it starts, a
signal or the end of the supervisor itself stops them all.
"""

import os
import signal
import sys
import threading
import time
import traceback

STOP_WITHIN = 10  # seconds between asking a process to end and ending it
TOO_SOON = 5  # seconds a process has to live to be started again


def end_with(parent):
    """Ask this process to end when its parent is gone, however that went. Polling works on every system."""

    def watch():
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(STOP_WITHIN)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class Supervisor:
    def __init__(self, jobs, say):
        self.jobs = jobs  # {what it is called: function that is its whole life}
        self.say = say
        self.running = {}  # {pid: (name, started)}
        self.awaited = {signal.SIGCHLD, signal.SIGINT, signal.SIGTERM}
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as nohup has it
            self.awaited.add(signal.SIGHUP)

    def run(self, when_started=lambda: None):
        """Returns when a signal has stopped everything; raises SystemExit when a process could not be kept alive."""
        # Signals are waited for, not handled, so nothing is interrupted half-way; but what is ignored never arrives.
        for awaited in self.awaited:
            signal.signal(awaited, lambda *_unused: None)
        signal.pthread_sigmask(signal.SIG_BLOCK, self.awaited)
        for name in self.jobs:
            self.start(name)
        when_started()
        try:
            while signal.sigwait(self.awaited) == signal.SIGCHLD:
                self.restart_ended()
        finally:
            self.stop()

    def start(self, name):
        supervisor = os.getpid()
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            self.running[pid] = (name, time.monotonic())
            return
        code = 1
        try:
            os.setpgid(0, 0)  # Ctrl-C goes to the supervisor alone, which ends the others in order
            for awaited in self.awaited:
                signal.signal(awaited, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, [])
            end_with(supervisor)
            self.jobs[name]()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else self.explain(end.code)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)

    @staticmethod
    def explain(message):
        print(message, file=sys.stderr, flush=True)
        return 1

    def restart_ended(self):
        for pid, status in self.ended():
            name, started = self.running.pop(pid)
            code = os.waitstatus_to_exitcode(status)
            how = f"code {code}" if code >= 0 else signal.Signals(-code).name
            if time.monotonic() - started < TOO_SOON:
                raise SystemExit(f"The {name} ended as soon as it had started ({how}); stopping everything.")
            self.say(f"The {name} ended ({how}) and is started again.")
            self.start(name)

    def ended(self):
        while self.running:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            if pid in self.running:
                yield pid, status

    def stop(self):
        for pid in self.running:
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_WITHIN
        while self.running:
            for pid, _status in self.ended():
                del self.running[pid]
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
        for pid in self.running:
            os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
