"""One site of one size: its pages under load beside the same bytes from elsewhere, its memory, its comments."""

import statistics
import tempfile
import time
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

from tests.nginx import has_nginx

from .asking import Site, environment, run_inside
from .commenting import measure_comments
from .databases import copy_of, kind_of, make_missing
from .load import ASKED, load
from .servers import HOST, edge, granian, nginx, serving

PAGES = {
    "home": "home",
    "role": "role, 200 comments",
    "list": "roles",
    "tag": "tag",
    "feed": "feed",
    "search": "search, common word",
    "sign in": "sign in",
}
# Enough to keep the servers busy; what is drawn anew takes longer, and would only wait.
CONNECTIONS = {"kept": 32, "drawn": 4, "constant": 32, "edge": 32, "nginx": 32}
OURS = ("kept", "drawn", "edge")  # the others know the pages as files
WARM_UP = 12  # requests
REST = 3  # seconds before a memory is called idle


def measure_site(url, posts, options):
    """A database of its own for each, since all of it is written to."""
    make_missing(url, posts)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, copy_of(url, Path(folder)) as copy:
        around = environment(copy, Path(folder))
        run_inside(around, "prepare")
        site = Site(around)
        try:
            measured = measure_servers(site, around, Path(folder), options)
        finally:
            site.close()
    return {"kind": kind_of(url), "posts": site.posts, "comments": site.comments, **measured}


def measure_servers(site, around, folder, options):
    with ExitStack() as running:
        kept = running.enter_context(serving(around, options.threads))
        names = options.only or PAGES
        pages = {name: site.pages[PAGES[name]] for name in names}
        idle = memory_of(kept)
        compared = {
            "kept": kept,
            "drawn": running.enter_context(granian("bench.drawn:application", around, options.threads)),
            **others(running, kept, pages, folder, options.threads),
        }
        measured = {name: measure_page(name, path, compared, site, options) for name, path in pages.items()}
        memory = {"idle": idle, "after": memory_of(kept)}
    commented = options.comments and measure_commenting(site, around, options)
    return {"seconds_to_start": kept.seconds_to_start, "memory": memory, "pages": measured, "commenting": commented}


def measure_commenting(site, around, options):
    """Letters wait, as those to be counted."""
    with serving(around, options.threads, "--no-followups") as server:
        return measure_comments(server, site, options.comments)


def memory_of(kept):
    time.sleep(REST)
    supervisor, server, followups, *workers = kept.memory()
    return {"parent": supervisor + server, "workers": workers, "follow-up work": followups}


def others(running, kept, pages, folder, threads):
    """Servers that answer with the bytes the site answers with."""
    bodies = folder / "bodies"
    bodies.mkdir()
    for name, path in pages.items():
        (bodies / file_of(name)).write_bytes(fetch(kept, path))
    around = environment("sqlite://", folder) | {"BODIES": str(bodies)}
    servers = {"constant": running.enter_context(granian("bench.constant:application", around, threads))}
    if has_nginx():
        servers["edge"] = running.enter_context(edge(kept, folder / "edge"))
        servers["nginx"] = running.enter_context(nginx(bodies))
    return servers


def file_of(name):
    return name.replace(" ", "-")


def fetch(server, path):
    connection = HTTPConnection(HOST, server.port, timeout=60)
    headers = {"Host": server.name, **dict(line.split(": ") for line in ASKED)}
    connection.request("GET", path, headers=headers)
    return connection.getresponse().read()


def measure_page(name, path, servers, site, options):
    """
    {server: {"rate", "p50", "p99", "processor"}}, medians of rounds in which the servers took turns; with how the
    rates compare within a round, the queries of a drawing and the bytes sent.
    """
    paths = {which: path if which in OURS else f"/{file_of(name)}" for which in servers}
    warm_up(servers, paths)
    body = fetch(servers["kept"], path)
    rounds = {which: [] for which in servers}
    for each in range(options.rounds):
        for which in taking_turns(servers, each):
            told = load(servers[which], paths[which], seconds=options.seconds, connections=CONNECTIONS[which])
            rounds[which].append(told)
    result = {which: median_of(each) for which, each in rounds.items()}
    for mine, other in (("kept", "constant"), ("kept", "nginx"), ("edge", "nginx")):
        if other in rounds:
            result[mine][f"of_{other}"] = share(rounds[mine], rounds[other])
    site.ask(path=path)
    queries = site.ask(path=path, queries=True)["queries"]
    return {**result, "queries": queries, "bytes": len(body), "path": path}


def taking_turns(names, round):
    """Another goes first in each round: who always came after the same one would bear what that one left behind."""
    names = list(names)
    first = round % len(names)
    return names[first:] + names[:first]


def warm_up(servers, paths):
    """Each new connection goes to whichever process takes it: all of them have read their templates after some."""
    for which, server in servers.items():
        for _n in range(WARM_UP):
            fetch(server, paths[which])


def share(mine, theirs):
    return statistics.median(one["rate"] / other["rate"] for one, other in zip(mine, theirs, strict=True))


def median_of(rounds):
    return {figure: statistics.median(each[figure] for each in rounds) for figure in rounds[0]}
