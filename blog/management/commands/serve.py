"""The Python part of bin/serve: everything from an empty database to a site that answers, in one command."""

import errno
import hashlib
import os
import secrets
import signal
import socket

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from accounts.models import User
from blog.checks import refuse_bad_settings
from blog.followups import Worker
from blog.management.server import THREADS, is_answered, read_code, serve
from blog.management.supervisor import Supervisor

HOST = "127.0.0.1"
ANY_ADDRESS = {"0.0.0.0": HOST, "::": "::1"}  # noqa: S104 (how a browser here reaches who listens everywhere)
EDITOR_EMAIL = "editor@example.org"
EASY_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that reads like something else


class Command(BaseCommand):
    help = "Prepare the database and the first content, then serve the site and do its follow-up work."
    requires_system_checks = []  # those of the settings are run below; the others are for developers

    def add_arguments(self, parser):
        parser.add_argument("--host", default=HOST, help=f"address to listen on ({HOST})")
        parser.add_argument("--port", type=int, default=8000, help="port there (8000)")
        parser.add_argument("--empty", action="store_true", help="start without the sample content")
        parser.add_argument("--prepared", action="store_true", help="only serve: the database and the files are ready")
        parser.add_argument("--workers", type=int, default=1, help="server processes: one a processor core (1)")
        parser.add_argument("--threads", type=int, default=THREADS, help=f"of each of them ({THREADS})")
        parser.add_argument("--no-followups", action="store_true", help="another process does the follow-up work")

    def handle(self, *, host, port, empty, prepared, workers, threads, no_followups, **options):
        refuse_taken_port(host, port)
        if workers < 1 or threads < 1:
            raise CommandError("--workers and --threads need a number from 1.")
        if not os.environ.get("SITE_URL", "").strip():
            use_address_served(host, port)
        refuse_bad_settings()
        signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a script started us with it ignored
        try:
            if not prepared:
                self.prepare(empty)
            read_code()
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {str(error).splitlines()[0]}") from None
        except OSError as error:
            raise CommandError(f"{error.filename or settings.VAR_DIR} cannot be written: {error.strerror}.") from None
        except KeyboardInterrupt:
            raise CommandError("Stopped before all was ready. Run it again to go on.") from None
        connections.close_all()
        jobs = {"server": lambda: serve(host, port, workers, threads)}
        if not no_followups:
            jobs["follow-up work"] = do_followups
        Supervisor(jobs, self.say).run(when_started=lambda: self.announce(host, port))
        self.say("Stopped.")

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()

    def prepare(self, empty):
        self.migrate()
        self.collect_static()
        if not User.objects.filter(is_superuser=True).exists():
            self.begin(empty)

    def migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Bringing the database up to date ...")
            call_command("migrate", interactive=False, verbosity=0)

    def collect_static(self):
        stamp = settings.STATIC_ROOT / ".collected"
        wanted = fingerprint_of_static()
        if not stamp.is_file() or stamp.read_text() != wanted:
            self.say("Collecting style sheets, scripts and pictures of the pages ...")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.write_text(wanted)

    def begin(self, empty):
        """The first run: content to look at, and an account to work with. The account comes last, as the mark."""
        if not empty:
            self.say("Loading the sample content ...")
            call_command("load_sample", verbosity=0)
        email, password = make_editor()
        self.say(f"Editor: {email} / {password}")

    def announce(self, host, port):
        if is_answered(host, port):
            self.say(
                f"Careerguide is at {settings.SITE_URL}/ and its desk at {settings.SITE_URL}/admin/. Ctrl-C stops it."
            )


def use_address_served(host, port):
    """In this process and those forked from it, absolute addresses lead where the site answers."""
    name = ANY_ADDRESS.get(host, host)
    name = f"[{name}]" if ":" in name else name
    settings.SITE_URL = f"http://{name}:{port}"
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, name]


def refuse_taken_port(host, port):
    if not 0 < port < 65536:
        raise CommandError("--port needs a number from 1 to 65535.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
        # As servers do: a port that only remembers closed connections is free.
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except PermissionError:
            raise CommandError(
                f"Port {port} is for the system alone. Choose one above 1023: bin/serve --port 8000"
            ) from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise CommandError(f"--host {host} is no address of this machine: {error.strerror}.") from None
            raise CommandError(f"Port {port} is taken. Choose another: bin/serve --port {port % 65535 + 1}") from None


def fingerprint_of_static():
    """Changes when a file to be collected does, or how it is stored."""
    mark = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = os.stat(storage.path(path))
            mark.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return mark.hexdigest()


def make_editor():
    email = os.environ.get("EDITOR_EMAIL") or EDITOR_EMAIL
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"EDITOR_EMAIL: {email} is not an e-mail address.") from None
    words = ("".join(secrets.choice(EASY_SIGNS) for _sign in range(4)) for _word in range(4))
    password = os.environ.get("EDITOR_PASSWORD") or "-".join(words)
    user = User.objects.create_superuser(email, password, name="Editor")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return email, password


def do_followups():
    worker = Worker()
    worker.stop_on_signals()
    worker.run()
