"""
The one fetcher. Addresses come from strangers' texts, so it asks only public machines of the web, looks a name up once
and connects to what it found (a second answer could be another), and is bounded in time and size.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urljoin, urlsplit

MAX_REDIRECTS = 5
MAX_URL_LENGTH = 2000
READ_TIMEOUT = 10  # seconds without a byte
MOST_ADDRESSES = 3  # of one host, tried in turn
CHUNK = 64 * 1024
PORTS = {"http": 80, "https": 443}
LOWEST_FREE_PORT = 1024  # below it other services listen, which a strange address could be meant for
SENDER = "Careerguide/1.0"
USER_AGENT = f"{SENDER} (copies pictures of a blog that moves)"
# Other failures of a look-up, such as a resolver that does not answer, say nothing of the name.
NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
REDIRECTS = {301, 302, 303, 307, 308}
# An IPv6 address of these kinds has an IPv4 address within: 6to4, Teredo, and translation (RFC 6052, RFC 8215).
CARRIERS = [ipaddress.ip_network(net) for net in ("2002::/16", "2001::/32", "64:ff9b::/96", "64:ff9b:1::/48", "::/96")]


class OutboundError(Exception):
    """It cannot be had; the message says why, in a sentence, and `reason` in a word."""

    reason = "refused"


class Unreachable(OutboundError):
    """Nobody answers there: asking for something else of the same host is of no use."""

    reason = "unreachable"


class NoSuchHost(Unreachable):
    """The system says for certain that the name leads to no machine."""

    reason = "no-host"


class NoAnswerOfNames(Unreachable):
    """The name could not be looked up, which says nothing of it."""

    reason = "no-names"


class BadCertificate(Unreachable):
    reason = "certificate"


class PrivateMachine(OutboundError):
    reason = "private"


class BrokenOff(OutboundError):
    reason = "broken"


class TooSlow(OutboundError):
    """Time was up before all of it was there."""

    reason = "slow"

    def __init__(self):
        super().__init__("It took too long.")


@dataclass(frozen=True)
class Fetched:
    content: bytes
    content_type: str  # without parameters, in small letters
    url: str  # after redirects


class Deadline:
    def __init__(self, seconds):
        self.at = time.monotonic() + seconds

    def left(self):
        """Seconds; raises TooSlow when there are none."""
        if (seconds := self.at - time.monotonic()) <= 0:
            raise TooSlow
        return seconds


def is_public(address):
    """Whether an IP address is a machine of the web at large, and not one behind a door of ours."""
    ip = ipaddress.ip_address(address)
    if ip.version == 6 and (ip.ipv4_mapped or ip.is_site_local or any(ip in network for network in CARRIERS)):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class Fetcher:
    """`allows(ip)`: which machines may be asked. Only the owner, and tests, know better than `is_public`."""

    def __init__(self, allows=None):
        self.allows = allows or is_public

    def fetch(self, url, *, max_bytes, timeout, accept="*/*"):
        """A Fetched of at most `max_bytes`, after at most `timeout` seconds in all. Raises OutboundError."""
        deadline = Deadline(timeout)
        for _hop in range(MAX_REDIRECTS + 1):
            answer = self.ask(url, accept, max_bytes, deadline)
            if isinstance(answer, Fetched):
                return answer
            url = answer
        raise OutboundError(f"It redirects more than {MAX_REDIRECTS} times.")

    def ask(self, url, accept, max_bytes, deadline):
        """The Fetched at an address, or the address it redirects to."""
        target = Target.of(url)
        with self.connected(target, deadline) as connection:
            return answer_of(connection, target, accept, max_bytes, deadline)

    def send(self, method, url, *, headers, body=b"", timeout, max_bytes=0):
        """
        Tell a machine something. Raises OutboundError unless it took it; redirects are not followed. Gives at most so
        many bytes of the answer.
        """
        deadline, target = Deadline(timeout), Target.of(url)
        headers = {"Host": target.host_header, "User-Agent": SENDER, "Connection": "close", **headers}
        with self.connected(target, deadline) as connection:
            connection.request(method, target.path, body=body or None, headers=headers)
            with contextlib.closing(connection.getresponse()) as response:
                if not 200 <= response.status < 300:
                    raise OutboundError(f"Its server answered {response.status}.")
                return response.read(max_bytes) if max_bytes else b""

    def status(self, url, *, timeout, sender=SENDER):
        """
        What HTTP says of an address, after redirects: asked by HEAD, and by GET of a server that does not like HEAD.
        Nothing of the page itself is read. Raises OutboundError.
        """
        deadline = Deadline(timeout)
        with contextlib.suppress(BrokenOff):
            if (status := self.status_by("HEAD", url, sender, deadline)) < 300:
                return status
        return self.status_by("GET", url, sender, deadline)

    def status_by(self, method, url, sender, deadline):
        for _hop in range(MAX_REDIRECTS + 1):
            target = Target.of(url)
            headers = {"Host": target.host_header, "User-Agent": sender, "Accept": "*/*", "Connection": "close"}
            with self.connected(target, deadline) as connection:
                connection.request(method, target.path, headers=headers)
                with contextlib.closing(connection.getresponse()) as response:
                    if response.status not in REDIRECTS:
                        return response.status
                    url = redirect_of(response, target)
        raise OutboundError(f"It redirects more than {MAX_REDIRECTS} times.")

    @contextlib.contextmanager
    def connected(self, target, deadline):
        with self.connect(target, deadline) as plain, hung_up_in_time(plain, deadline):
            connection = http.client.HTTPConnection(target.host, target.port)
            try:
                connection.sock = secured(plain, target.host) if target.scheme == "https" else plain
                yield connection
            except ssl.SSLCertVerificationError as error:
                raise BadCertificate("Its certificate is not valid.") from error
            except (OSError, http.client.HTTPException, ValueError) as error:
                deadline.left()
                raise BrokenOff("The connection broke off.") from error
            finally:
                connection.close()

    def connect(self, target, deadline):
        """An open socket to an address that was checked: the name is only told to the other side from here on."""
        addresses = looked_up(target, deadline)
        if not all(self.allows(address) for address in addresses):
            raise PrivateMachine("It is on a private network.")
        for address in addresses[:MOST_ADDRESSES]:
            timeout = min(READ_TIMEOUT, deadline.left())
            with contextlib.suppress(OSError):
                return socket.create_connection((address, target.port), timeout=timeout)
        raise Unreachable(f"{target.host} does not answer.")


fetch = Fetcher().fetch


@dataclass(frozen=True)
class Target:
    url: str
    scheme: str
    host: str
    port: int
    path: str  # with its question, fit for the wire

    @classmethod
    def of(cls, url):
        """What to ask for. Raises OutboundError for what is no address on the web."""
        try:
            parts = urlsplit(url.strip())
            host = (parts.hostname or "").rstrip(".")
            port = parts.port or PORTS.get(parts.scheme, 0)
            host = host if ":" in host else host.encode("idna").decode("ascii")
        except ValueError as error:
            raise OutboundError("This is no address on the web.") from error
        is_usual = port in PORTS.values() or port >= LOWEST_FREE_PORT
        if parts.scheme not in PORTS or not host or not is_usual or len(url) > MAX_URL_LENGTH:
            raise OutboundError("This is no address on the web.")
        if parts.username is not None or parts.password is not None:
            raise OutboundError("Addresses with a password are not followed.")
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
        return cls(url.strip(), parts.scheme, host, port, f"{path}?{query}" if query else path)

    @property
    def host_header(self):
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def looked_up(target, deadline):
    """Every IP address of a host, as the system names them. The system may take its time; we do not."""
    found, certain = [], []

    def look():
        try:
            rows = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(row[4][0] for row in rows))
        except socket.gaierror as error:
            certain.append(error.errno in NO_SUCH_NAME)
        except (OSError, UnicodeError):
            pass  # nothing is found

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(min(READ_TIMEOUT, deadline.left()))
    deadline.left()
    if not found:
        raise (NoSuchHost if any(certain) else NoAnswerOfNames)(f"There is no {target.host}.")
    return list(found)


@contextlib.contextmanager
def hung_up_in_time(plain, deadline):
    """
    Within, the connection ends when time is up: bytes that drip would be waited for again and again. It is ended by a
    second handle, since TLS takes the first one over.
    """
    left = deadline.left()
    handle = plain.dup()
    watch = threading.Timer(left, hang_up, [handle])
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        watch.join()
        handle.close()


def hang_up(handle):
    with contextlib.suppress(OSError):  # it was over already
        handle.shutdown(socket.SHUT_RDWR)


def secured(plain, host):
    return tls().wrap_socket(plain, server_hostname=host)


@cache
def tls():
    return ssl.create_default_context()


def answer_of(connection, target, accept, max_bytes, deadline):
    headers = {"Host": target.host_header, "User-Agent": USER_AGENT, "Accept": accept}
    headers |= {"Accept-Encoding": "identity", "Connection": "close"}
    connection.request("GET", target.path, headers=headers)
    with contextlib.closing(connection.getresponse()) as response:
        if response.status in REDIRECTS:
            return redirect_of(response, target)
        if response.status != 200:
            raise OutboundError(f"Its server answered {response.status}.")
        if response.headers.get("Content-Encoding", "identity").lower() not in ("", "identity", "none"):
            raise OutboundError("Its server sends it packed, though it was asked not to.")
        content = content_of(response, max_bytes, deadline)
        content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Fetched(content, content_type, target.url)


def redirect_of(response, target):
    place = response.headers.get("Location", "")
    if not place:
        raise OutboundError("It redirects to nowhere.")
    # Some servers send other than ASCII, which http.client reads as Latin-1.
    return urljoin(target.url, place.encode("latin-1", "replace").decode("utf-8", "replace"))


def content_of(response, max_bytes, deadline):
    too_large = OutboundError(f"It is larger than {max_bytes // 1024**2 or 1} MB.")
    if (response.length or 0) > max_bytes:
        raise too_large
    content = bytearray()
    while chunk := response.read1(CHUNK):
        deadline.left()
        content += chunk
        if len(content) > max_bytes:
            raise too_large
    deadline.left()
    if response.length:
        raise OutboundError("The connection broke off.")
    return bytes(content)
