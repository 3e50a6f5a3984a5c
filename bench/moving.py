#!/usr/bin/env python
"""
How long a large blog takes to move in, and how much memory.

    .venv/bin/python bench/moving.py --posts 5000 --comments 50000 --database sqlite:////tmp/moving.sqlite3

Writes a Blogger export of that size, post by post, into an empty database by `import_blog`, each time in a process of
its own: at a fifth of the size, at full size (memory must not follow the file), and the same file once more, which
must bring in nothing. The database and the folder of the export are left; name new ones each time.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.moving.exports.blogger import OWNER, Blog, Comment, Person, Post, old_comment, old_lines, old_post  # noqa: E402
from tests.moving.exports.blogs import ROLES, role_html  # noqa: E402

PEOPLE = [Person(f"Reader {n}", profile=str(10_000 + n)) for n in range(400)]
LABELS = [f"label {n}" for n in range(60)]


def main():
    options = arguments()
    folder = Path(options.folder or tempfile.mkdtemp(prefix="bench-moving-"))
    folder.mkdir(parents=True, exist_ok=True)
    small, large = folder / "small.xml", folder / "large.xml"
    write_export(small, options.posts // 5, options.comments // 5)
    write_export(large, options.posts, options.comments)
    run(options, "migrate", "-v0", of="small")
    run(options, "migrate", "-v0", of="large")
    print(f"{'':24}{'file':>10}{'seconds':>10}{'posts/s':>10}{'peak':>10}")
    tell("a fifth", small, options.posts // 5, run(options, "import_blog", str(small), of="small"))
    tell("all", large, options.posts, run(options, "import_blog", str(large), of="large"))
    tell("the same once more", large, options.posts, run(options, "import_blog", str(large), of="large"))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--comments", type=int, default=50_000)
    parser.add_argument("--database", required=True, metavar="URL", help="{} in it becomes small and large")
    parser.add_argument("--folder", metavar="DIR", help="for the exports; a new one without it")
    return parser.parse_args()


def write_export(path, posts, comments):
    """As the blog's own export, without ever having it whole."""
    chance = random.Random(4711)
    blog = Blog()
    head, *middle, end = old_lines(blog)
    with path.open("w", encoding="utf-8") as file:
        file.writelines([head, *middle])
        for number in range(posts):
            blog.posts[:] = [make_post(number, chance)]
            file.write(old_post(blog, blog.posts[0]))
            for comment in make_comments(number, comments // posts, posts, chance):
                file.write(old_comment(blog, comment))
        file.write(end)


def make_post(number, chance):
    role = ROLES[number % len(ROLES)]
    year, month, day = 2008 + number // 360, number // 30 % 12 + 1, number % 30 + 1
    return Post(
        number + 1,
        f"{role} {number} (day {number + 1})",
        role_html(role),
        f"{year}-{month:02}-{min(day, 28):02}T08:00:{number % 60:02}Z",
        path=f"/{year}/{month:02}/role-{number}.html",
        labels=chance.sample(LABELS, 3),
    )


def make_comments(post, number, posts, chance):
    """Half of them answer an earlier one."""
    made = []
    for n in range(number):
        parent = chance.choice(made).number if made and chance.random() < 0.5 else None
        author = OWNER if chance.random() < 0.1 else chance.choice(PEOPLE)
        identity = posts + 1 + post * number + n
        made.append(Comment(identity, post + 1, f"Answer {n}: <b>thank you</b>.<br />More.", parent, author=author))
    return made


def run(options, *words, of):
    """(seconds, most memory in MB) of a command in a process of its own."""
    environment = os.environ | {"DATABASE_URL": options.database.replace("{}", of), "DEBUG": "0", "SECRET_KEY": "bench"}
    start = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    _pid, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}.")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def tell(name, path, posts, measured):
    seconds, memory = measured
    size = path.stat().st_size / 1024**2
    print(f"{name:24}{size:7.0f} MB{seconds:10.1f}{posts / seconds:10.0f}{memory:7.0f} MB")


if __name__ == "__main__":
    main()
