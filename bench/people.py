"""
People who write comments and read pages. Each comes from an address of their own, as told by a proxy, opens the form
and sends it with everything the form holds: all that keeps robots out stays as it is in production.
"""

import itertools
import multiprocessing
import random
import re
import socket
import statistics
import threading
import time
from contextlib import closing
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

WORDS = "job day learn tool team people start small first year course money hour write test build ask answer"
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|timestamp|security_hash)" value="([^"]*)"')
ANSWERABLE = re.compile(r'id="comment-(\w{10})"')
LATE = 1.0  # seconds to settle before readers are timed
READERS = 10


class Answer(NamedTuple):
    status: int
    headers: str
    body: bytes


class Line:
    """A connection that stays open, as a proxy keeps it. Cheap, since it shares the processors with the server."""

    def __init__(self, url):
        where = urlsplit(url)
        self.host = where.netloc
        self.socket = socket.create_connection((where.hostname, where.port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, method, path, body=b"", **headers):
        lines = {"Host": self.host, "Accept-Encoding": "identity", "Content-Length": len(body), **headers}
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
        self.socket.sendall(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        return self.read()

    def read(self):
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self.receive()
        headers = received[:end].decode("latin-1")
        missing = int(re.search(r"(?i)content-length: (\d+)", headers)[1]) - (len(received) - end - 4)
        parts = [received[end + 4 :]]
        while missing > 0:
            parts.append(self.receive())
            missing -= len(parts[-1])
        return Answer(int(headers.split(" ", 2)[1]), headers, b"".join(parts))

    def receive(self):
        if not (received := self.socket.recv(65536)):
            raise ConnectionError("The server hung up.")
        return received

    def close(self):
        self.socket.close()


def side_by_side(url, work, items, connections):
    """Do `work(line, item)` for each item, over so many connections. Gives what it gave, in no order."""
    waiting, done, lock = iter(items), [], threading.Lock()

    def run():
        with closing(Line(url)) as line:
            while True:
                with lock:
                    item = next(waiting, None)
                if item is None:
                    return
                done.append(work(line, item))

    threads = [threading.Thread(target=run) for _n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


# Those who write


class Sent(NamedTuple):
    """A form that is filled in, ready to be sent."""

    path: str
    body: bytes
    headers: dict


numbers = itertools.count(random.randrange(10**6) * 1000)


def fill_forms(url, posts, number, connections=4):
    """As many people open a form under one of these posts and write. Gives what they will send."""
    return side_by_side(url, fill_form, itertools.islice(itertools.cycle(posts), number), connections)


def fill_form(line, post):
    number = next(numbers)
    headers = {"X_Forwarded_For": address(number)}
    codes = ANSWERABLE.findall(line.ask("GET", post).body.decode()) if number % 3 == 0 else []
    path = f"{post}comment/"
    form = line.ask("GET", path, **headers)
    fields = dict(HIDDEN.findall(form.body.decode()))
    fields |= {"name": f"Reader {number}", "email": f"reader{number}@example.com", "body": text(number)}
    fields |= {"reply_to": random.choice(codes) if codes else "", "honeypot": ""}
    key = re.search(r"(?i)set-cookie: *(csrftoken=[^;]+)", form.headers)[1]
    headers |= {"Cookie": key, "Content_Type": "application/x-www-form-urlencoded"}
    return Sent(path, urlencode(fields).encode(), headers)


def address(number):
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def text(number):
    chance = random.Random(number)
    paragraphs = [" ".join(chance.choices(WORDS.split(), k=chance.randint(15, 60))) for _n in range(2)]
    return f"Number {number}: *thank you*.\n\n" + "\n\n".join(paragraphs)


def open_links(paths):
    """What is sent by those who press the button behind a mailed link."""
    return [Sent(path, b"", {"X_Forwarded_For": address(next(numbers))}) for path in paths]


def send_all(server, letters, connections):
    """{"sent", "accepted", "rate": accepted a second, "p50", "p99": of all, "processor": milliseconds an accepted}."""

    def send(line, sent):
        began = time.perf_counter()
        answer = line.ask("POST", sent.path, sent.body, **sent.headers)
        return answer.status, (time.perf_counter() - began) * 1000

    before, began = server.processor_seconds(), time.monotonic()
    answers = side_by_side(server.url, send, letters, connections)
    seconds, spent = time.monotonic() - began, server.processor_seconds() - before
    accepted = sum(status == 303 for status, _time in answers)
    refused = {str(status) for status, _time in answers if status != 303}
    return {
        "sent": len(letters),
        "accepted": accepted,
        "refused_with": sorted(refused),
        "rate": accepted / seconds,
        "processor": 1000 * spent / max(1, accepted),
        **percentiles([time for _status, time in answers]),
    }


def percentiles(times):
    if len(times) < 2:
        return {"p50": 0.0, "p99": 0.0}
    parts = statistics.quantiles(times, n=100, method="inclusive")
    return {"p50": parts[49], "p99": parts[98]}


# Those who read


class Readers:
    """
    Pages asked for at an even pace, in a process of its own, for as long as the block lasts; `told` then says how
    long they took. A page counts from the moment it should have been asked for, so that one slow answer cannot hide
    the wait of the next.
    """

    def __init__(self, url, paths, rate):
        self.stop, self.told = multiprocessing.Event(), None
        self.here, there = multiprocessing.Pipe(duplex=False)
        self.process = multiprocessing.Process(target=read_on, args=(url, paths, rate, self.stop, there))

    def __enter__(self):
        self.process.start()
        time.sleep(LATE)
        return self

    def __exit__(self, *error):
        self.stop.set()
        self.told = self.here.recv()
        self.process.join()


def read_on(url, paths, rate, stop, there):
    took, beginning = [], time.perf_counter() + LATE / 2

    def read(number):
        with closing(Line(url)) as line:
            for turn in itertools.count():
                due = beginning + (turn * READERS + number) / rate
                time.sleep(max(0, due - time.perf_counter()))
                if stop.is_set():
                    return
                answer = line.ask("GET", paths[turn % len(paths)])
                took.append(((time.perf_counter() - due) * 1000, answer.status))

    threads = [threading.Thread(target=read, args=[number]) for number in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    failed = sum(status != 200 for _time, status in took)
    seconds = time.perf_counter() - beginning
    there.send({"rate": len(took) / seconds, "failed": failed, **percentiles([time for time, _status in took])})
