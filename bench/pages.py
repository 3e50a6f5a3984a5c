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
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WITHIN = 1.5
COMMENTS_A_POST = 2.5


def main():
    options = arguments()
    sizes = dict(zip(("small", "large"), options.posts, strict=True))
    urls = {name: getattr(options, name) for name in sizes}
    if options.make:
        for name, url in urls.items():
            run(url, "--fill", str(sizes[name]))
    run(urls["small"], "--collect")
    sites = {name: Site(url) for name, url in urls.items()}
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


def run(url, *words):
    subprocess.run([sys.executable, __file__, "--worker", *words], env=environment(url), check=True)


def environment(url):
    # DEBUG keeps every query in memory; a benchmark wants neither that nor a secret.
    return {**os.environ, "DATABASE_URL": url, "DEBUG": "0", "DJANGO_SETTINGS_MODULE": "careerguide.settings"}


class Site:
    """A worker with one of the databases, asked by lines of JSON."""

    def __init__(self, url):
        self.worker = subprocess.Popen(
            [sys.executable, __file__, "--worker"],
            env=environment(url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        hello = self.answer()
        self.posts, self.pages = hello["posts"], hello["pages"]

    def answer(self):
        line = self.worker.stdout.readline()
        if not line:
            raise SystemExit("The worker has stopped; see above.")
        return json.loads(line)

    def ask(self, path, **how):
        self.worker.stdin.write(json.dumps({"path": path, **how}) + "\n")
        self.worker.stdin.flush()
        return self.answer()

    def close(self):
        self.worker.stdin.close()
        self.worker.wait()


def measure(page, sites, rounds, *, cold):
    """Queries, median milliseconds of the clock and of the processor at both sizes, and the ratio of the former."""
    result = {name: {"path": site.pages[page], "clock": [], "processor": []} for name, site in sites.items()}
    for name, site in sites.items():
        site.ask(site.pages[page])
        result[name]["queries"] = site.ask(site.pages[page], count=True, cold=True)["queries"]
    for _round in range(rounds):
        for name, site in sites.items():
            answer = site.ask(site.pages[page], cold=cold)
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


# The worker: one database, in a process of its own.


def work(words):
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    if words[:1] == ["--fill"]:
        fill(int(words[1]))
    elif words[:1] == ["--collect"]:
        collect()
    else:
        answer_requests()


def fill(posts):
    from django.core.management import call_command

    from blog.models import Post

    call_command("migrate", verbosity=0)
    if not Post.objects.exists():
        call_command("make_content", posts=posts, comments=int(posts * COMMENTS_A_POST))


def collect():
    """Pages name their style sheets by the hashes of a collected folder, as the server does."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def answer_requests():
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from blog.models import Post

    settle(connection)
    client = Client(SERVER_NAME="127.0.0.1")
    reply(posts=Post.objects.published().count(), pages=paths())
    for line in sys.stdin:
        question = json.loads(line)
        if question.get("cold"):
            cache.clear()
        if question.get("count"):
            with CaptureQueriesContext(connection) as queries:
                get(client, question["path"])
            reply(queries=len(queries))
        else:
            clock, processor = time.perf_counter(), time.process_time()
            get(client, question["path"])
            reply(clock=(time.perf_counter() - clock) * 1000, processor=(time.process_time() - processor) * 1000)


def settle(connection):
    """What PostgreSQL's own housekeeping does within minutes of a bulk load."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def get(client, path):
    response = client.get(path)
    content = b"".join(response) if response.streaming else response.content
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}: {content[:300]!r}")


def reply(**answer):
    print(json.dumps(answer), flush=True)


def paths():
    """The pages to open, by what they are."""
    from blog.models import Author, Category, Post, Series, Skill, Tag

    roles = Post.objects.published().roles()
    tag, skill = Tag.objects.order_by("-post_count").first(), Skill.objects.order_by("-role_count").first()
    category, author = Category.objects.order_by("pk").first(), Author.objects.order_by("pk").first()
    typical = roles.filter(comment_count__gt=0).newest_first()[10]
    month = f"/archive/{typical.publish_at:%Y/%m}/"
    return {
        "home": "/",
        "role": typical.get_absolute_url(),
        "role, 200 comments": with_comments(roles, 200).get_absolute_url(),
        "role, 1,000 comments": with_comments(roles, 1000).get_absolute_url(),
        "essay": Post.objects.published().essays().newest_first()[3].get_absolute_url(),
        "roles": "/roles/",
        "roles, page 20": "/roles/?page=20",
        "roles, a to z": "/roles/?sort=az",
        "roles, popular": "/roles/?sort=popular",
        "roles of a category": f"/roles/?category={category.slug}",
        "roles, three filters": f"/roles/?category={category.slug}&skill={skill.slug}&level=degree-usual",
        "essays": "/essays/",
        "category": category.get_absolute_url(),
        "tags": "/tags/",
        "tag": tag.get_absolute_url(),
        "tag, page 5": f"{tag.get_absolute_url()}?page=5",
        "skills": "/skills/",
        "skill": skill.get_absolute_url(),
        "author": author.get_absolute_url(),
        "all series": "/series/",
        "series": Series.objects.order_by("pk").first().get_absolute_url(),
        "archive": "/archive/",
        "archive of a month": month,
        "popular": "/popular/",
        "search, common word": "/search/?q=engineer",
        "search, two words": "/search/?q=careful+records",
        "search, a name": f"/search/?q={typical.title.replace(' ', '+')}",
        "search, nothing": "/search/?q=zzyzx+qwertz",
        "feed": "/feed/",
        "feed of a tag": f"{tag.get_absolute_url()}feed/",
        "feed of all comments": "/comments/feed/",
        "sitemap": "/sitemap.xml",
    }


def with_comments(roles, number):
    """The role with about so many comments."""
    enough = roles.filter(comment_count__gte=number * 0.9).order_by("comment_count").first()
    return enough or roles.order_by("-comment_count").first()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        work(sys.argv[2:])
    else:
        sys.exit(main())
