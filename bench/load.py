"""Many requests for one page, by wrk."""

import re
import shutil
import subprocess

# As browsers ask: so pages come compressed, and are compared with a body of that size.
ASKED = ("Accept-Encoding: gzip, deflate, br, zstd",)
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


def has_wrk():
    return shutil.which("wrk") is not None


def load(server, path, *, seconds, connections):
    """{"rate": answers a second, "p50", "p99", "processor": milliseconds of the server's processes an answer}."""
    before = server.processor_seconds()
    told = run_wrk(server.url + path, seconds, connections, (f"Host: {server.name}", *ASKED))
    spent = server.processor_seconds() - before
    requests = told.pop("requests")
    return {**told, "processor": 1000 * spent / requests if requests else 0.0}


def run_wrk(url, seconds, connections, headers):
    headers = [word for header in headers for word in ("-H", header)]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "--latency", *headers, url]
    return read_wrk(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def read_wrk(text):
    """What wrk prints. Answers that were none of the page's make the figures worthless, so they end the run."""
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    broken = re.search(r"Socket errors: .*", text)
    if wrong or broken:
        raise SystemExit(f"The server failed under load.\n{text}")
    return {
        "requests": int(re.search(r"(\d+) requests in", text)[1]),
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        "p50": latency(text, 50),
        "p99": latency(text, 99),
    }


def latency(text, percent):
    value, unit = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)\s*$", text, re.MULTILINE).groups()
    return float(value) * MILLISECONDS[unit]
