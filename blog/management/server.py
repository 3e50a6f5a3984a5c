"""
The server's process and what it is forked from. What code and libraries take in memory is taken once: they are read
before the fork, and the collector, which writes into every object it looks at, is told to leave them alone.
"""

import gc
import os
import signal
import socket
import time
from importlib import import_module

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from .supervisor import end_with

# Python code runs one thread at a time: a few are enough to wait for the database, and each may hold a connection.
THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)
UPLOADS_KEPT = 30 * 24 * 3600  # seconds in a browser; a picture that changes gets another name
# What careerguide/wsgi.py is made of; itself it starts threads, which no fork takes along.
READ_FIRST = ("blog.actions.counting", "blog.actions.standstill", "blog.caching.stored", "blog.reading.legacy")


def read_code():
    """What the processes forked from this one share."""
    for module in (settings.ROOT_URLCONF, *READ_FIRST):
        import_module(module)
    gc.collect()
    gc.freeze()


def serve(host, port, workers, threads):
    """The life of the server process. Uploads are sent by the server itself, without a look at Python."""
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    uploads = {} if settings.STORAGE else {"static_path_route": ["/media"], "static_path_mount": [settings.MEDIA_ROOT]}
    server = Granian(
        settings.WSGI_APPLICATION.replace(".application", ":application"),
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=workers > 1,  # the only one ends the server, and the supervisor starts both again
        workers_kill_timeout=8,
        static_path_expires=UPLOADS_KEPT,
        **uploads,
    )
    server.serve(target_loader=load_application)


def load_application(target):
    end_with(os.getppid())
    module, _colon, name = target.partition(":")
    return getattr(import_module(module), name)


def is_answered(host, port, seconds=30):
    """Waits until the server takes connections; not longer, and not past a signal or the end of a process."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not signal.sigpending():
        try:
            socket.create_connection((host, port)).close()
            return True
        except OSError:
            time.sleep(0.02)
    return False
