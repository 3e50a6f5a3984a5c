import http.client
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from blog.checks import check_hosts
from blog.management.commands.serve import use_address_served
from tests.servers import free_port

ROOT = Path(__file__).resolve().parents[2]


class Site:
    """`manage.py serve` on state of its own, as bin/serve runs it."""

    def __init__(self, folder):
        self.port = free_port()
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "VAR_DIR": str(folder),
            "EDITOR_EMAIL": "first@example.com",
            "PYTHONUNBUFFERED": "1",
        }
        self.process = None

    def command(self, *arguments):
        return [sys.executable, "manage.py", "serve", "--port", str(self.port), *arguments]

    def begin(self, *arguments, **options):
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        self.process = subprocess.Popen(self.command(*arguments), cwd=ROOT, env=self.environment, **pipes, **options)
        return self.process

    def start(self, *arguments):
        """Start, and return the lines said until it answers."""
        lines = []
        for line in self.begin(*arguments).stdout:
            lines.append(line.strip())
            if line.startswith("Careerguide is at"):
                return lines
        raise AssertionError("\n".join(lines))

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def end(self, with_signal=signal.SIGINT):
        """Ends when every process that held the output is gone, so nothing can be left behind."""
        self.process.send_signal(with_signal)
        rest = self.process.stdout.read()
        self.process.wait(30)
        self.process.stdout.close()
        return rest


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path / "var")
    yield site
    if site.process and site.process.poll() is None:
        site.end(signal.SIGKILL)


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", "http://127.0.0.1:8123"), ("::", "http://[::1]:8123"), ("192.0.2.7", "http://192.0.2.7:8123")],
)
def test_without_a_site_url_it_is_the_address_that_answers(settings, host, address):
    settings.ALLOWED_HOSTS = ["localhost"]
    use_address_served(host, 8123)
    assert address == settings.SITE_URL
    assert not list(check_hosts())


def refusal(site, *arguments, **environment):
    ran = subprocess.run(
        site.command(*arguments), cwd=ROOT, env=site.environment | environment, capture_output=True, text=True
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    return ran.stderr.strip()


def test_the_first_start_prepares_and_names_the_editor_and_the_second_does_neither(site):
    said = site.start("--empty")
    assert [line for line in said if re.fullmatch(r"Editor: first@example\.com / \S{10,}", line)]
    here = f"http://127.0.0.1:{site.port}"
    assert said[-1].startswith(f"Careerguide is at {here}/ ")
    assert f"{here}/sitemap.xml" in site.get("/robots.txt")[1].decode()
    answer, body = site.get("/healthz")
    assert (answer.status, body) == (200, b"ok")
    assert site.get("/readyz")[0].status == 200
    assert "is taken. Choose another" in refusal(site)

    uploads = Path(site.environment["VAR_DIR"]) / "media"
    (uploads / "cover.webp").write_bytes(b"picture")
    (Path(site.environment["VAR_DIR"]) / "secret.txt").write_text("secret")
    answer, body = site.get("/media/cover.webp")
    assert (answer.status, answer.getheader("Content-Type"), body) == (200, "image/webp", b"picture")
    for path in ("/media/../secret.txt", "/media/%2e%2e/secret.txt", "/media/..%2fsecret.txt", "/media/"):
        answer, body = site.get(path)
        assert answer.status in (400, 404), path
        assert b"secret" not in body

    assert site.end().splitlines()[-1] == "Stopped."

    said = site.start("--prepared", "--workers", "2")
    assert not [line for line in said if line.startswith(("Editor", "Bringing", "Loading"))]
    assert site.get("/healthz")[0].status == 200
    site.end(signal.SIGKILL)  # read to the end of output: the children are gone too


def test_what_is_stopped_before_it_is_ready_says_how_to_go_on(site):
    process = site.begin("--empty", preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    assert process.stdout.readline().startswith("Bringing the database up to date")
    assert site.end().strip() == "CommandError: Stopped before all was ready. Run it again to go on."


def test_bad_ports_addresses_and_databases_get_one_clear_line(site):
    assert "--port needs a number" in refusal(site, "--port", "70000")
    assert "--workers and --threads need a number" in refusal(site, "--workers", "0")
    assert "--host nowhere.invalid is no address of this machine" in refusal(site, "--host", "nowhere.invalid")
    assert "DATABASE_URL" in refusal(site, DATABASE_URL="foo")
    away = f"postgres://nobody@127.0.0.1:{free_port()}/none"
    assert refusal(site, DATABASE_URL=away).splitlines()[-1].startswith("CommandError: The database does not answer")
