"""A server on this machine that answers as it is told: well, badly, slowly or without end."""

import contextlib
import re
import socket
import threading
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, seconds=20):
    """Until somebody takes connections there."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def answer(body=b"", status="200 OK", content_type="image/jpeg", **headers):
    """The bytes of an answer. `content_length`: what it claims to be."""
    lines = {"Content-Type": content_type, "Content-Length": len(body), "Connection": "close"}
    lines |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def redirect(place, status="302 Found"):
    return answer(status=status, location=place)


def drip(head=b"", pause=0.02):
    """Begins an answer and then sends a byte now and then, for ever."""

    def send(connection):
        connection.sendall(head)
        while True:
            connection.sendall(b"x")
            time.sleep(pause)

    return send


def flood(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65536)


def length_of(head):
    found = re.search(rb"\r\nContent-Length: (\d+)", head, re.IGNORECASE)
    return int(found[1]) if found else 0


class Server:
    """
    `answers`: {path: bytes, or a function of the connection}. `asked`, `heads`, `bodies`: what was asked for, in order.
    """

    def __init__(self, **answers):
        self.answers, self.asked, self.heads, self.bodies = dict(answers), [], [], []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.url = f"http://{self.host}"
        threading.Thread(target=self.listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        with contextlib.suppress(OSError):  # wakes the thread that waits for the next one
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def listen(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _address = self.listener.accept()
                threading.Thread(target=self.serve, args=[connection], daemon=True).start()

    def serve(self, connection):
        with contextlib.suppress(OSError), connection:
            head = b""
            while b"\r\n\r\n" not in head and (more := connection.recv(4096)):
                head += more
            if not re.match(rb"[A-Z]+ /", head):
                return
            head, _gap, body = head.partition(b"\r\n\r\n")
            head += b"\r\n"
            while len(body) < length_of(head) and (more := connection.recv(4096)):
                body += more
            path = head.split(b" ")[1].decode()
            self.asked.append(path)
            self.heads.append(head.decode("latin-1"))
            self.bodies.append(body)
            reply = self.answers.get(path, answer(status="404 Not Found"))
            if callable(reply):
                reply(connection)
            else:
                connection.sendall(reply)
