"""Whether a large site is slower than a small one: both asked in turns, within their own processes."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from .asking import Site, environment, run_inside
from .databases import copy_of
from .pages import measure

PAGES = ("home", "role", "role, 200 comments", "roles", "tag", "feed", "feed of a tag", "search, common word")


def measure_growth(small, large, rounds):
    """{page: what bench.pages says of it}"""
    with ExitStack() as opened:
        sites = {"small": open_copy(opened, small), "large": open_copy(opened, large)}
        measured = {page: measure(page, sites, rounds) for page in PAGES}
        for site in sites.values():
            site.close()
    return {"small": sites["small"].posts, "large": sites["large"].posts, "pages": measured}


def open_copy(opened, url):
    folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
    around = environment(opened.enter_context(copy_of(url, folder)), folder)
    run_inside(around, "prepare")
    return Site(around)
