"""An export of our own into the database, all of it or nothing. Brought in again it adds only what is new."""

from contextlib import nullcontext
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from blog.actions.counts import count_everything
from blog.actions.posts import refresh_in_turn
from blog.models import Picture, Post
from blog.sections import Sections

from ..markdown.bringing import Bringing, new_post, note_unknown
from ..markdown.documents import Document, find_files
from ..markdown.drafts import read_draft
from ..markdown.linking import link_all
from ..markdown.pictures import bring_picture, forgetting_files
from ..markdown.report import Refused, Report
from .addresses import bring_addresses, bring_picture_words
from .files import (
    JSON_NAME,
    JSON_OPTIONAL,
    MARK,
    TALK_ENDING,
    YAML_NAMES,
    as_redirects,
    header_of,
    read_json,
    read_yaml,
)
from .posts import document_of, restore_arrival, restore_origin
from .series import bring_series
from .shared import KINDS, bring_site
from .threads import bring_talk

LIGHT = ("pk", "kind", "slug", "title", "state", "publish_at")
BEGINNING = 30  # characters of a line in which its kind stands


def is_own(path):
    """Whether an export of ours lies at this path: the folder of one, or the JSON file itself."""
    path = Path(path)
    return (path / MARK).is_file() or path.name == JSON_NAME or (path / JSON_NAME).is_file()


def bring_own(path, *, series=None, dry_run=False):
    """All that an export of ours holds. What cannot be brought in stands in the errors of the Report it gives."""
    path = Path(path)
    root = path if path.is_dir() else path.parent
    is_json = not path.is_dir() or (path / JSON_NAME).is_file()
    bringing = OwnJson(root, series) if is_json else OwnFolder(root, series)
    try:
        with transaction.atomic():
            # The files go while their rows still say which they are; the rows go with the transaction.
            with forgetting_files(Picture) if dry_run else nullcontext():
                bringing.bring_everything()
            if dry_run:
                transaction.set_rollback(True)
    except Refused as refused:  # of the whole export: nothing of it is in
        bringing.report = Report()
        bringing.report.refuse(path, refused)
    return bringing.report


def bring_redirects(path):
    """Of an export of ours in a form of others, which has no word for them. Gives how many were new."""
    root = Path(path)
    if not (root / MARK).is_file() or not (root / YAML_NAMES["redirect"]).is_file():
        return 0
    with transaction.atomic():
        return bring_addresses(as_redirects(read_yaml(root, YAML_NAMES["redirect"])))


class Own(Bringing):
    """What both forms have in common. `root`: the folder with the pictures."""

    def __init__(self, root, series=None):
        super().__init__(series)
        self.root = root
        self.place = [0] * 5  # how long each of `lists` was before the post at hand
        self.origins = []  # (key of a post, where it came from), for when all posts are there
        self.redirects = []
        self.shelf = Document(root / MARK, "", {}, {}, "", root)

    def picture_at(self, path):
        return bring_picture(self.shelf, path, "")

    def bring_shared(self, kind, record):
        if not isinstance(record, dict):
            raise Refused(f"{kind}: Write fields here.")
        try:
            with transaction.atomic():
                self.report.counts[kind] += self.make_shared(kind, record)
        except (IntegrityError, DataError) as error:
            self.report.refuse(kind, Refused(f"The database refused this record: {error}."))

    def make_shared(self, kind, record):
        if kind == "site":
            return bring_site(record)
        if kind == "series":
            return bring_series(record)
        return KINDS[kind].bring(record, self.picture_at)

    def bring_picture(self, record, about):
        try:
            bring_picture_words(record, self.picture_at)
        except Refused as refused:  # it is missed again by the posts that show it
            self.report.note(about, str(refused))

    def bring_talk(self, post, record):
        if number := bring_talk(post, record):
            self.report.counts["comment"] += number

    def forget_texts(self):
        """Keep of the last post only what the second pass needs: an export may hold more than memory does."""
        post = self.report.posts[-1]
        light = Post(**{name: getattr(post, name) for name in LIGHT})
        for posts in (self.report.posts, self.report.made, self.report.changed):
            if posts and posts[-1] is post:
                posts[-1] = light
        if self.fresh and self.fresh[-1][0] is post:
            draft = self.fresh[-1][1]
            draft.values, draft.sections = {}, Sections(relations=draft.sections.relations)
            draft.document.text, draft.document.body, draft.document.front = "", "", {}
            self.fresh[-1] = (light, draft)

    def lists(self):
        return [self.report.posts, self.report.made, self.report.changed, self.fresh, self.origins]

    def remember_place(self):
        self.place = list(map(len, self.lists()))

    def refuse(self, path, refused):
        """Of a post that was refused with its talk nothing is left."""
        super().refuse(path, refused)
        for kept, length in zip(self.lists(), self.place, strict=True):
            del kept[length:]

    def finish(self):
        link_all(self.fresh, self.report)
        refresh_in_turn(Post.objects.filter(pk__in=[post.pk for post, _draft in self.fresh]))
        for key, record in self.origins:
            restore_arrival(Post.objects.get(pk=key), record)
        self.report.counts["address"] += bring_addresses(self.redirects)
        count_everything.call()


class OwnFolder(Own):
    """Markdown files, with YAML beside them."""

    def bring_everything(self):
        header_of(self.root / MARK)
        for kind, name in YAML_NAMES.items():
            if (records := read_yaml(self.root, name)) is None:
                continue
            if kind == "redirect":
                self.redirects = as_redirects(records)
            elif kind == "picture":
                for record in records:
                    self.bring_picture(record, name)
            else:
                for record in records if isinstance(records, list) else [records]:
                    self.bring_shared(kind, record)
        for path, root in find_files([self.root]):
            if path is not None:
                self.try_to_bring(path, root)
        self.finish()

    def bring(self, document):
        self.remember_place()
        super().bring(document)
        talk = read_yaml(self.root, document.path.relative_to(self.root).with_suffix(TALK_ENDING))
        if isinstance(talk, dict):
            self.bring_talk(self.report.posts[-1], talk)
        self.forget_texts()


class OwnJson(Own):
    """One record a line."""

    def bring_everything(self):
        path = self.root / JSON_NAME
        header_of(path)
        # What is said of a picture itself comes before the words that a post has for it.
        for is_first in (True, False):
            with path.open(encoding="utf-8", errors="replace") as file:
                for line, text in enumerate(file, start=1):
                    if ('"picture"' in text[:BEGINNING]) == is_first:
                        self.bring_line(line, read_json(text, line))
        self.finish()

    def bring_line(self, line, record):
        kind, value = record.get("kind"), record.get("is")
        if kind in ("export", "end"):
            return
        if kind == "post":
            self.try_to_bring_record(line, value)
        elif kind == "redirect":
            self.redirects.append(value)
        elif kind == "picture":
            self.bring_picture(value, f"{JSON_NAME}, line {line}")
        elif kind in ("site", "series", *KINDS):
            self.bring_shared(kind, value)
        else:
            self.report.note(JSON_NAME, f"There are no records of the kind {kind!r}; it was left out.", line)

    def try_to_bring_record(self, line, record):
        about = f"{JSON_NAME}, line {line}"
        try:
            with transaction.atomic():
                self.remember_place()
                self.bring_record(document_of(record, self.root / JSON_NAME, self.root), record)
        except Refused as refused:
            self.refuse(about, refused)
        except (IntegrityError, DataError) as error:
            self.refuse(about, Refused(f"The database refused this post: {error}."))

    def bring_record(self, document, record):
        draft = read_draft(document, "")
        note_unknown(draft, self.report)
        post = Post.objects.filter(guid=draft.guid).first() if draft.guid else None
        if post is None:
            post = new_post(draft)
            self.save(post, draft, is_new=True)
            restore_origin(post, record)
            self.origins.append((post.pk, {name: record[name] for name in JSON_OPTIONAL if name in record}))
            self.report.made.append(post)
            self.fresh.append((post, draft))
        self.report.posts.append(post)
        self.bring_talk(post, record)
        self.forget_texts()
