"""Shelves filled by hand, and what comes of them: the least that stands between a test and what it tests."""

import datetime

from blog.moving.bringing import bring_in
from blog.moving.entries import Blog, CommentEntry, CommentStatus, Entry, Status, Writer
from blog.moving.progress import Progress
from blog.moving.reports import Report
from blog.moving.shelf import Shelf
from blog.moving.sources import open_source

NOON = datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.UTC)
ROLE = """
<p><b>How to Become a {title}: A Job With a View</b></p>
<p>Somebody has to do it. Perhaps it is you.</p>
<p><b>Why Is This Role a Game-Changer?</b></p><p>Nothing stands without it.</p>
<p><b>What Does a {title} Do?</b></p><p>Imagine this: a crane and the wind.</p>
<p><b>Skills You Need to Succeed</b></p>
<p>1. Balance: You stand high up.</p><p>2. Patience: It is slow.</p><p>3. Trust: You are not alone.</p>
<p><b>Perks of Being Up There</b></p><p>1. The View: All of the town.</p>
<p><b>How to Get Started</b></p><p>Climb: Begin with a ladder.</p><p>Ask: Somebody knows somebody.</p>
<p><b>Final Thoughts</b></p><p>It is high time.</p><p>Will you come up?</p>
"""


def at(day, hour=12):
    return NOON + datetime.timedelta(days=day - 1, hours=hour - 12)


def entry(number=1, title="", html="<p>Text.</p>", status=Status.PUBLIC, **fields):
    values = {"path": f"/2024/05/post-{number}.html", "published_at": at(number), **fields}
    return Entry(f"blogger:1:{number}", title or f"Post {number}", html, status, **values)


def role(number=1, name="Rigger", **fields):
    return entry(number, f"{name} (day {number})", ROLE.format(title=name), **fields)


def comment(number, post=1, parent="", hour=13, status=CommentStatus.SHOWN, **fields):
    answered = f"c:{parent}" if parent else ""
    values = {"name": f"Reader {number}", "html": f"Comment {number}.", **fields}
    return CommentEntry(
        f"c:{number}", f"blogger:1:{post}", posted_at=at(1, hour), status=status, parent=answered, **values
    )


def writer(number=1, name="Ada Writer"):
    return Writer(f"blogger:profile:{number}", name)


def bring(folder, *items, title="The old blog", **options):
    """The Report of bringing these items in. `folder`: where their source stands, for pictures."""
    report = Report(is_rehearsal=options.get("rehearsal", False))
    with open_source(folder) as source, Shelf() as shelf:
        shelf.put(Blog(title, hosts=["old.example"]))
        for item in items:
            shelf.put(item)
        bring_in(source, shelf, report, Progress(), **options)
    return report
