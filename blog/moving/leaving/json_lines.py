"""Everything, one record a line: the form for programs. docs/leaving.md describes it."""

import json

from ..own.addresses import addresses_out
from ..own.files import JSON_NAME, NAME, VERSION
from ..own.posts import post_out
from ..own.series import series_out
from ..own.shared import KINDS, site_out
from ..own.talk import talk_out
from .markdown_folder import pictures

PICTURES_BELOW = ""


def write(leaving):
    with (leaving.folder / JSON_NAME).open("w", encoding="utf-8") as file:
        number = 0
        for kind, record in records(leaving):
            file.write(json.dumps({"kind": kind, "is": record}, default=as_text, ensure_ascii=False) + "\n")
            number += 1
        file.write(json.dumps({"kind": "end", "is": {"records": number}}) + "\n")


def as_text(time):
    return time.isoformat()


def records(leaving):
    yield "export", {"export": NAME, "version": VERSION, "public": leaving.public}
    if site := site_out():
        yield "site", site
    for kind, rows in KINDS.items():
        yield from ((kind, record) for record in rows.out(leaving.gallery, leaving.scope))
    yield from (("series", record) for record in series_out(leaving.scope))
    for post in leaving.read_posts():
        talk = talk_out(post, public=leaving.public)
        leaving.counts["comment"] += len(talk.get("comments", ()))
        yield "post", {**post_out(post, leaving.gallery, public=leaving.public), **talk}
    yield from (("redirect", record) for record in addresses_out(leaving.scope))
    yield from (("picture", record) for record in pictures(leaving))
