"""The benchmark's own parts: what it reads, counts and concludes."""

import itertools
import subprocess
import sys

import pytest

from bench import people, servers
from bench.load import read_wrk
from bench.site import taking_turns
from bench.tables import print_site, print_targets
from bench.targets import targets
from tests.servers import Server

WRK = """\
Running 1s test @ http://127.0.0.1:8134/
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.17ms    1.35ms  27.81ms   96.02%
    Req/Sec    18.71k     2.65k   22.75k    70.00%
  Latency Distribution
     50%  812.00us
     75%    1.21ms
     90%    1.66ms
     99%    1.02s\x20
  18617 requests in 1.00s, 62.62MB read
Requests/sec:  18590.41
Transfer/sec:     62.53MB
"""
FORM = b"""
<form><input type="hidden" name="csrfmiddlewaretoken" value="key">
<input type="hidden" name="timestamp" value="1795339209"><input type="hidden" name="security_hash" value="1db3"></form>
"""
FIGURES = {"rate": 900.0, "processor": 4.0, "p50": 1.0, "p99": 9.0}
SENT = {**FIGURES, "sent": 600, "accepted": 600, "lost": 0}


def a_site(**changed):
    page = {
        "kept": {**FIGURES, "of_constant": 0.9},
        "drawn": FIGURES,
        "constant": FIGURES,
        "edge": {**FIGURES, "of_nginx": 0.95},
        "nginx": FIGURES,
        "queries": 8,
        "bytes": 9000,
    }
    memory = {"parent": 15.0, "workers": [80.0, 80.0], "follow-up work": 60.0}
    return {
        "kind": "SQLite",
        "posts": 1000,
        "comments": 10_000,
        "seconds_to_start": 2.0,
        "pages": {"home": page, "role": page},
        "memory": {"idle": memory, "after": memory},
        "commenting": {
            "alone": SENT,
            "confirmed": SENT,
            "while_read": {**SENT, "pages": {"rate": 500.0, "failed": 0, "p50": 2.0, "p99": 20.0}},
            "confirmed_while_read": {**SENT, "pages": {"rate": 500.0, "failed": 0, "p50": 2.0, "p99": 20.0}},
        },
        **changed,
    }


def test_the_figures_of_wrk_are_read_in_milliseconds():
    assert read_wrk(WRK) == {"requests": 18617, "rate": 18590.41, "p50": 0.812, "p99": 1020.0}


@pytest.mark.parametrize(
    "failure", ["  Non-2xx or 3xx responses: 3", "  Socket errors: connect 0, read 4, write 0, timeout 0"]
)
def test_a_server_that_fails_gives_no_figures(failure):
    with pytest.raises(SystemExit, match="failed under load"):
        read_wrk(WRK + failure)


def test_all_targets_can_be_met():
    assert [row for row in targets({"site": a_site()}) if not row["met"]] == []


def test_a_comment_lost_misses_its_target():
    lossy = a_site(commenting={**a_site()["commenting"], "confirmed": {**SENT, "lost": 1}})
    assert [row["measure"] for row in targets({"site": lossy}) if not row["met"]] == ["comments lost or refused"]


def test_a_comment_refused_misses_its_target():
    strict = a_site(commenting={**a_site()["commenting"], "alone": {**SENT, "accepted": 599}})
    assert [row["measure"] for row in targets({"site": strict}) if not row["met"]] == ["comments lost or refused"]


def test_what_was_not_measured_is_not_called_reached():
    rows = targets({"site": a_site(pages={}, commenting=None)})
    assert {row["met"] for row in rows if "page" in row["measure"] or "home" in row["measure"]} == {None}


def test_the_tables_can_be_printed(capsys):
    print_site(a_site())
    print_targets(targets({"site": a_site()}))
    told = capsys.readouterr().out
    assert "SQLite, 1,000 posts, 10,000 comments" in told
    assert "NO" not in told


def test_what_a_process_costs_is_read_from_the_kernel():
    busy = "while True: pass"
    with servers.Server.__new__(servers.Server) as server:
        server.process = subprocess.Popen([sys.executable, "-c", busy], start_new_session=True)
        while server.processor_seconds() < 0.05:
            assert server.process.poll() is None
        assert server.memory()[0] > 1


def test_people_open_the_form_and_send_all_it_holds(monkeypatch):
    monkeypatch.setattr(people, "numbers", itertools.count(1))
    head = b"HTTP/1.1 200 OK\r\nset-cookie:  csrftoken=cookie; Path=/\r\nContent-Length: %d\r\n\r\n" % len(FORM)
    with Server(**{"/roles/a/comment/": head + FORM}) as server:
        sent = people.fill_forms(server.url, ["/roles/a/"], 1, connections=1)[0]
        assert sent.path == "/roles/a/comment/"
        assert sent.headers["Cookie"] == "csrftoken=cookie"
        assert "X-Forwarded-For: 10.0.0.1" in server.heads[0]
        assert b"csrfmiddlewaretoken=key&timestamp=1795339209&security_hash=1db3" in sent.body


def test_everyone_comes_from_another_address():
    assert len({people.address(number) for number in range(70_000)}) == 70_000


def test_nobody_always_comes_after_the_same_one():
    rounds = [taking_turns(["kept", "constant", "nginx"], each) for each in range(4)]
    assert [names[0] for names in rounds] == ["kept", "constant", "nginx", "kept"]
    assert all(sorted(names) == ["constant", "kept", "nginx"] for names in rounds)
