#!/usr/bin/env python
"""
How the pages of a large site compare with those of a small one.

    .venv/bin/python bench/pages.py --small sqlite:////tmp/small.sqlite3 --large sqlite:////tmp/large.sqlite3 --make

Each database is opened by a process of its own; the two answer in turns, so that whatever else the machine does falls
on both. Pages are warm: a request goes before. `--cold` empties Django's cache before each request, which shows what a
page costs the one reader a minute for whom its numbers are counted anew. `--make` fills empty databases with
make_content first (1,000 and 20,000 posts unless --posts says otherwise).
"""

import argparse
import json
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.asking import Site, environment, run_inside

WITHIN = 1.5


def main():
    options = arguments()
    around = {name: environment(getattr(options, name)) for name in ("small", "large")}
    if options.make:
        for each, posts in zip(around.values(), options.posts, strict=True):
            run_inside(each, "fill", str(posts))
    for each in around.values():
        run_inside(each, "prepare")
    sites = {name: Site(each) for name, each in around.items()}
    pages = [page for page in sites["small"].pages if not options.only or any(word in page for word in options.only)]
    results = {page: measure(page, sites, options.rounds, cold=options.cold) for page in pages}
    for site in sites.values():
        site.close()
    print_table(results, {name: site.posts for name, site in sites.items()})
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=1), encoding="utf-8")
    return 1 if any(result["ratio"] > WITHIN for result in results.values()) else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", required=True, metavar="DATABASE_URL")
    parser.add_argument("--large", required=True, metavar="DATABASE_URL")
    parser.add_argument("--make", action="store_true")
    parser.add_argument("--posts", nargs=2, type=int, default=(1000, 20_000), metavar=("SMALL", "LARGE"))
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--only", nargs="*", help="pages whose name has one of these words")
    parser.add_argument("--json", metavar="FILE")
    return parser.parse_args()


def measure(page, sites, rounds, *, cold=False):
    """
    {"small": {"path", "queries", "clock", "processor"}, "large": the same, "ratio"}: medians in milliseconds, and the
    ratio of the clock's.
    """
    result = {name: {"path": site.pages[page], "clock": [], "processor": []} for name, site in sites.items()}
    for name, site in sites.items():
        site.ask(path=site.pages[page])
        result[name]["queries"] = site.ask(path=site.pages[page], queries=True, cold=True)["queries"]
    for _round in range(rounds):
        for name, site in sites.items():
            answer = site.ask(path=site.pages[page], cold=cold)
            result[name]["clock"].append(answer["clock"])
            result[name]["processor"].append(answer["processor"])
    for each in result.values():
        each |= {clock: round(statistics.median(each[clock]), 2) for clock in ("clock", "processor")}
    return {**result, "ratio": round(result["large"]["clock"] / result["small"]["clock"], 2)}


def print_table(results, posts):
    small, large = (f"{posts[name]:,}" for name in ("small", "large"))
    print(f"\n{'page':<28}{'queries':>12}{small + ' posts':>18}{large + ' posts':>18}{'ratio':>8}")
    for page, result in results.items():
        queries = "{}/{}".format(*(result[name]["queries"] for name in ("small", "large")))
        times = ["{clock:.1f} ms".format(**result[name]) for name in ("small", "large")]
        mark = " !" if result["ratio"] > WITHIN else ""
        print(f"{page:<28}{queries:>12}{times[0]:>18}{times[1]:>18}{result['ratio']:>8.2f}{mark}")


if __name__ == "__main__":
    sys.exit(main())
