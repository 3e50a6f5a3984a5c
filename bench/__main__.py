"""
How fast the site is, beside what the same machine can do at all.

    .venv/bin/python -m bench                                         1,000 and 20,000 posts on SQLite
    .venv/bin/python -m bench --posts 1000 100000 \\
        --database sqlite:////data/{}.sqlite3 postgres://postgres@127.0.0.1/bench_{}

A database that is not there is made and filled, with ten comments a post; one that is there is copied and never
written to. `{}` in its address becomes the number of posts. docs/performance.md tells what the columns mean.
"""

import argparse
import json
import os
import platform
import sys
import time
from pathlib import Path

from .asking import ROOT
from .databases import Unavailable
from .growth import measure_growth
from .load import has_wrk
from .servers import THREADS
from .site import PAGES, measure_site
from .tables import print_growth, print_site, print_targets
from .targets import targets


def main():
    options = arguments()
    if not has_wrk():
        raise SystemExit("The load comes from wrk, which is not installed: apt install wrk")
    results = {"machine": machine(), "sites": {}, "left_out": []}
    for pattern in options.database:
        measured = []
        for posts in options.posts:
            url = pattern.replace("{}", str(posts))
            try:
                print(f"\n{url}: {posts:,} posts", flush=True)
                results["sites"][url] = measure_site(url, posts, options)
                print_site(results["sites"][url])
                measured.append(url)
            except Unavailable as reason:
                results["left_out"].append(f"{url}: {reason}")
                print(f"Left out. {reason}", flush=True)
        if len(measured) > 1:
            growth = measure_growth(measured[0], measured[-1], options.rounds * 3)
            results["sites"][measured[-1]]["growth"] = growth
            print_growth(growth)
    results["machine"]["yardstick_after"] = yardstick()
    results["targets"] = targets(results["sites"])
    print_targets(results["targets"])
    before, after = (results["machine"][f"yardstick_{when}"] for when in ("before", "after"))
    print(f"\nA fixed piece of Python took {before:.1f} ms before and {after:.1f} ms after.")
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=1), encoding="utf-8")
    return 1 if any(target["met"] is False for target in results["targets"]) else 0


def arguments():
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = f"sqlite:///{ROOT}/var/bench/{{}}.sqlite3"
    parser.add_argument("--database", nargs="+", default=[default], metavar="URL")
    parser.add_argument("--posts", nargs="+", type=int, default=[1000, 20_000], metavar="N", help="sizes, small first")
    parser.add_argument("--only", nargs="*", metavar="PAGE", help=f"of: {', '.join(PAGES)}")
    parser.add_argument("--rounds", type=int, default=5, help="of which the median counts (5)")
    parser.add_argument("--seconds", type=int, default=1, help="of load on a page in each round (1)")
    parser.add_argument("--threads", type=int, default=THREADS, help=f"of each server process ({THREADS})")
    parser.add_argument("--comments", type=int, default=600, help="to be sent in each way; 0: none (600)")
    parser.add_argument("--json", metavar="FILE")
    return parser.parse_args()


def machine():
    model = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return {
        "processor": model[0].partition(": ")[2] if model else platform.processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "at": time.strftime("%Y-%m-%d %H:%M"),
        "load_before": os.getloadavg(),
        "yardstick_before": yardstick(),
    }


def yardstick():
    """Milliseconds of the processor that a fixed piece of Python takes, to tell a busy machine from a slow site."""
    took = []
    for _time in range(5):
        began = time.process_time()
        {str(number): number for number in range(100_000)}
        took.append(1000 * (time.process_time() - began))
    return min(took)


if __name__ == "__main__":
    sys.exit(main())
