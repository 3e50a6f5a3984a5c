"""What is fetched from elsewhere comes in bounded time and size, and never from a machine behind our own door."""

import gzip
import socket
import ssl
import time

import pytest

from blog.outbound import Fetcher, OutboundError, Unreachable, fetch, is_public
from tests.servers import Server, answer, drip, flood, redirect

LIMITS = {"max_bytes": 100_000, "timeout": 5}
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n"


@pytest.fixture
def server():
    with Server() as server:
        yield server


@pytest.fixture
def get(server):
    """Fetches a path of the server, or an address, with loopback allowed."""
    fetcher = Fetcher(allows=lambda ip: ip == "127.0.0.1")

    def get(path, **limits):
        url = path if "://" in path else server.url + path
        return fetcher.fetch(url, **LIMITS | limits)

    return get


def test_what_is_there_is_fetched(server, get):
    server.answers["/a%20b.jpg?x=1"] = answer(b"picture", content_type="Image/JPEG; charset=x")
    fetched = get("/a b.jpg?x=1", accept="image/*")
    assert (fetched.content, fetched.content_type) == (b"picture", "image/jpeg")
    assert f"Host: {server.host}\r\n" in server.heads[0]
    assert "Accept: image/*\r\n" in server.heads[0]
    assert "Accept-Encoding: identity\r\n" in server.heads[0]
    assert "Cookie" not in server.heads[0]


def test_redirects_are_followed(server, get):
    server.answers |= {"/1": redirect("/2", "301 Moved"), "/2": redirect(f"{server.url}/3"), "/3": answer(b"here")}
    fetched = get("/1")
    assert (fetched.content, fetched.url) == (b"here", f"{server.url}/3")


@pytest.mark.parametrize(
    "place",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "//192.168.1.1/router",
    ],
)
def test_no_redirect_leads_to_a_private_machine(server, get, place):
    server.answers["/1"] = redirect(place)
    with pytest.raises(OutboundError, match="private network"):
        get("/1")


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:1", "http://a:b@127.0.0.1/"])
def test_no_redirect_leads_off_the_web(server, get, place):
    server.answers["/1"] = redirect(place)
    with pytest.raises(OutboundError):
        get("/1")
    assert server.asked == ["/1"]


def test_a_circle_of_redirects_ends(server, get):
    server.answers["/1"] = redirect("/1")
    with pytest.raises(OutboundError, match="more than 5 times"):
        get("/1")
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::", "::1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::a00:1"),
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)
def test_private_addresses_are_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "142.250.1.1", "2a00:1450:4001::1"])
def test_public_addresses_are_known(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://localhost:8000/", "http://2130706433/", "http://0x7f.1/", "http://127.1/"),
        *("http://0/", "http://[::1]:8000/", "http://[fe80::1]/"),
    ],
)
def test_our_own_machine_is_not_asked_by_any_spelling(server, url):
    with pytest.raises(OutboundError):
        fetch(url, **LIMITS)
    with pytest.raises(OutboundError, match="private network"):
        fetch(server.url, **LIMITS)
    assert not server.asked


def resolves_to(monkeypatch, *addresses):
    """As if every name had these addresses; gives the names that were looked up."""
    names = []

    def look_up(host, port, *args, **kwargs):
        names.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr("blog.outbound.socket.getaddrinfo", look_up)
    return names


def test_a_name_with_one_private_address_among_others_is_not_asked(monkeypatch):
    resolves_to(monkeypatch, "93.184.215.14", "127.0.0.1")
    with pytest.raises(OutboundError, match="private network"):
        fetch("http://rebinding.example/", **LIMITS)


def test_a_name_is_looked_up_once_and_kept_in_the_question(server, get, monkeypatch):
    names, port = resolves_to(monkeypatch, "127.0.0.1"), server.host.partition(":")[2]
    connected = []
    create = socket.create_connection

    def connect(address, **options):
        connected.append(address)
        with monkeypatch.context() as patch:
            patch.undo()
            return create(address, **options)

    monkeypatch.setattr("blog.outbound.socket.create_connection", connect)
    server.answers["/x"] = answer(b"here")
    assert get(f"http://blog.example:{port}/x").content == b"here"
    assert names[0] == "blog.example"
    assert "blog.example" not in names[1:]
    assert connected == [("127.0.0.1", int(port))]
    assert f"Host: blog.example:{port}\r\n" in server.heads[0]


def test_proxies_of_the_environment_are_not_asked(server, get, monkeypatch):
    with Server() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        server.answers["/x"] = answer(b"here")
        assert get("/x").content == b"here"
        assert not proxy.asked


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "x",
            "/x",
            "ftp://example.org/",
            "file:///etc/passwd",
            "data:,x",
            "http://",
            "http://[",
            "http://a:99999/",
        ),
        *("http://user:pass@example.org/", "http://user@example.org/", "http://example.org:22/", "http:///x"),
        *("http://" + "a" * 70 + ".example/", "http://example.org/" + "x" * 3000, "http://exa mple.org/"),
        "http://example.org\r\nX: 1/",
    ],
)
def test_what_is_no_address_on_the_web_is_refused(url, monkeypatch):
    resolves_to(monkeypatch)
    with pytest.raises(OutboundError):
        fetch(url, **LIMITS)


@pytest.mark.parametrize(
    "reply",
    [
        drip(),
        drip(b"HTTP/1.1 200 OK\r\nX: "),
        drip(HEAD + b"Content-Length: 90000\r\n\r\n"),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
    ],
    ids=["status", "headers", "body", "chunks"],
)
def test_bytes_that_drip_do_so_for_a_limited_time(server, get, reply):
    server.answers["/slow"] = reply
    begun = time.monotonic()
    with pytest.raises(OutboundError, match="too long"):
        get("/slow", timeout=0.3)
    assert time.monotonic() - begun < 60  # it ends at all


def test_silence_does_not_last(server, get, monkeypatch):
    over = socket.socketpair()
    server.answers["/silent"] = lambda connection: over[0].recv(1)
    with pytest.raises(OutboundError, match="too long"):
        get("/silent", timeout=0.2)
    for end in over:
        end.close()


@pytest.mark.parametrize(
    "reply",
    [
        flood,
        answer(b"x" * 100_001),
        answer(b"x" * 100_001, content_length=None),
        answer(b"", content_length=10**12),
        answer(f"{100_001:x}\r\n".encode() + b"x" * 100_001, content_length=None, transfer_encoding="chunked"),
    ],
    ids=["endless", "large", "large without a length", "said to be large", "large in chunks"],
)
def test_what_is_too_large_is_not_read_to_its_end(server, get, reply):
    server.answers["/large"] = reply
    with pytest.raises(OutboundError, match="larger"):
        get("/large")


@pytest.mark.parametrize(
    "reply",
    [
        answer(b"half", content_length=800),
        answer(b"ff\r\nhalf", content_length=None, transfer_encoding="chunked"),
        answer(b"zz\r\nhalf", content_length=None, transfer_encoding="chunked"),
        b"",
        b"HTTP/1.1",
        b"\x16\x03\x01\x02\x00",
        b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
    ],
)
def test_broken_answers_are_said_to_be(server, get, reply):
    server.answers["/broken"] = reply
    with pytest.raises(OutboundError, match="broke off"):
        get("/broken")


def test_a_length_that_is_too_small_is_all_that_is_read(server, get):
    server.answers["/x"] = answer(b"more than that", content_length=4)
    assert get("/x").content == b"more"


def test_what_comes_packed_is_not_unpacked(server, get):
    server.answers["/bomb"] = answer(gzip.compress(b"0" * 1_000_000), content_encoding="gzip")
    with pytest.raises(OutboundError, match="packed"):
        get("/bomb")


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified", "403 Forbidden", "404 Not Found", "500 Oh"])
def test_any_other_answer_is_named(server, get, status):
    server.answers["/x"] = answer(status=status)
    with pytest.raises(OutboundError, match=f"answered {status[:3]}"):
        get("/x")


def test_a_port_where_nobody_listens_is_unreachable(get):
    with Server() as gone:
        url = gone.url
    with pytest.raises(Unreachable, match="does not answer"):
        get(url)


def test_a_name_nobody_has_is_unreachable(get, monkeypatch):
    resolves_to(monkeypatch)
    with pytest.raises(Unreachable, match=r"no nobody\.example"):
        get("http://nobody.example/")


def test_a_lookup_without_end_is_not_waited_for(get, monkeypatch):
    monkeypatch.setattr("blog.outbound.socket.getaddrinfo", lambda *args, **kwargs: time.sleep(1) or [])
    with pytest.raises(OutboundError, match="too long"):
        get("http://slow.example/", timeout=0.1)


def test_a_server_that_proves_nothing_is_not_believed(server, get):
    server.answers["/"] = answer(b"x")
    with pytest.raises(OutboundError):
        get(server.url.replace("http:", "https:"))


def test_names_are_told_and_checked_over_tls(server, get, monkeypatch):
    told = []

    class Refusing:
        def wrap_socket(self, plain, server_hostname):
            told.append(server_hostname)
            raise ssl.SSLCertVerificationError("not who it says")

    monkeypatch.setattr("blog.outbound.tls", Refusing)
    with pytest.raises(Unreachable, match="certificate"):
        get(server.url.replace("http:", "https:"))
    assert told == ["127.0.0.1"]


# Sending


def test_what_is_sent_arrives_whole_and_a_refusal_is_said(server):
    send = Fetcher(allows=lambda ip: ip == "127.0.0.1").send
    server.answers["/in"] = answer(b"")
    send("POST", f"{server.url}/in", headers={"X-Word": "yes"}, body=b"x" * 10_000, timeout=5)
    assert server.heads[0].startswith("POST /in ")
    assert "X-Word: yes\r\n" in server.heads[0]
    assert server.bodies == [b"x" * 10_000]
    with pytest.raises(OutboundError, match="404"):
        send("PURGE", f"{server.url}/other", headers={}, timeout=5)
    server.answers["/away"] = redirect("/in")
    with pytest.raises(OutboundError, match="302"):
        send("PURGE", f"{server.url}/away", headers={}, timeout=5)


def test_nothing_is_sent_to_a_private_network_unasked(server):
    with pytest.raises(OutboundError, match="private network"):
        Fetcher().send("PURGE", f"{server.url}/", headers={}, timeout=5)
    assert server.asked == []
