"""
The servers that are compared: the site as it is, the site without its kept pages, the same server with a constant
body, and nginx with that body from disk. Each with what its processes cost.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.nginx import Nginx

from .asking import PUBLIC_NAME, ROOT

HOST = "127.0.0.1"
WORKERS = 2
THREADS = 5
FLAGS = f"--interface wsgi --workers {WORKERS} --no-ws --log-level warning --host {HOST}".split()
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """A process group of its own, until it is closed. `name`: the host it is asked for."""

    def __init__(self, command, port, around=None, name=HOST):
        self.port, self.url, self.name = port, f"http://{HOST}:{port}", name
        began = time.monotonic()
        self.process = subprocess.Popen(command, env=around, start_new_session=True)
        self.seconds_to_start = self.wait(began)

    def wait(self, began, patience=60):
        """Seconds until the first page."""
        while time.monotonic() < began + patience and self.process.poll() is None:
            with suppress(OSError, HTTPException):
                connection = HTTPConnection(HOST, self.port, timeout=patience)
                connection.request("GET", "/", headers={"Host": self.name})
                if connection.getresponse().status < 500:
                    return time.monotonic() - began
            time.sleep(0.01)
        self.close()
        raise SystemExit(f"{' '.join(map(str, self.process.args))} does not answer; see above.")

    def processes(self):
        return [self.process.pid, *descendants(self.process.pid)]

    def processor_seconds(self):
        return sum(map(processor_seconds, self.processes()))

    def memory(self):
        """Megabytes (PSS) of the first process and of those below it, generation by generation in order of birth."""
        return [proportional_memory(pid) for pid in self.processes()]

    def close(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def serving(around, threads=THREADS, *flags):
    """The site as docs/deploying.md starts it."""
    port = free_port()
    sizes = ["--workers", str(WORKERS), "--threads", str(threads), "--port", str(port)]
    return Server([sys.executable, ROOT / "manage.py", "serve", "--prepared", *sizes, *flags], port, around)


def granian(application, around, threads=THREADS):
    port = free_port()
    own = ["--blocking-threads", str(threads), "--port", str(port), application]
    return Server([Path(sys.executable).parent / "granian", *FLAGS, *own], port, around)


NGINX = """
daemon off; worker_processes {workers}; pid {folder}/nginx.pid; error_log stderr crit; {user}
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; default_type text/html; keepalive_requests 1000000;
    {temporary}
    server {{ listen {host}:{port}; root {root}; }}
}}
"""


def nginx(root):
    """nginx serving the files of a folder. Wants `has_nginx()`."""
    port, folder = free_port(), tempfile.mkdtemp(prefix="bench-nginx-")
    temporary = " ".join(
        f"{what}_temp_path {folder}/{what};" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    configuration = Path(folder) / "nginx.conf"
    configuration.write_text(
        NGINX.format(workers=WORKERS, folder=folder, host=HOST, port=port, root=root, user=user, temporary=temporary)
    )
    return Server(["nginx", "-e", "stderr", "-c", configuration], port)


def edge(server, folder):
    """nginx that keeps the pages of a server, as docs/deploying.md has it."""
    front = Nginx(folder, server.port, workers=WORKERS)
    return Server(front.command, front.port, name=PUBLIC_NAME)


def free_port():
    with socket.create_server((HOST, 0)) as listener:
        return listener.getsockname()[1]


# What the kernel says of processes


def descendants(pid):
    below = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name in brackets may hold anything; the parent is the second word behind it.
            child, _name, rest = split_stat(stat.read_text())
            below.setdefault(int(rest[1]), []).append(int(child))
    found = []
    new = [pid]
    while new:
        new = sorted(child for parent in new for child in below.get(parent, ()))
        found += new
    return found


def split_stat(line):
    pid, _bracket, rest = line.partition(" (")
    name, _bracket, rest = rest.rpartition(") ")
    return int(pid), name, rest.split()


def processor_seconds(pid):
    with suppress(OSError):
        _pid, _name, rest = split_stat(Path(f"/proc/{pid}/stat").read_text())
        return (int(rest[11]) + int(rest[12])) / TICKS
    return 0.0


def proportional_memory(pid):
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
