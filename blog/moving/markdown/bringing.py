"""Markdown files and folders into posts. Bringing the same files in twice changes nothing."""

import datetime
from contextlib import nullcontext

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from blog.actions.posts import refresh_posts
from blog.models import Picture, Post

from .checking import check_row
from .documents import find_files, read_document
from .drafts import KEYS, read_draft
from .fields import Fields
from .linking import link_all
from .pictures import bring_body_pictures, bring_cover, forgetting_files
from .report import Refused, Report
from .rows import save_rows
from .shared import Shared, slot_of


def import_markdown(paths, *, series=None, dry_run=False, prepare=None):
    """
    A post for each Markdown file in `paths` (files and folders). One bad file does not stop the others: what could not
    be brought in stands in `report.errors`. `series`: that of posts which name a day and no series. `prepare(post)` may
    change each new or changed post before it is saved.
    """
    bringing = Bringing(series, prepare)
    with transaction.atomic():
        # The files go while their rows still say which they are; the rows go with the transaction.
        with forgetting_files(Picture) if dry_run else nullcontext():
            bringing.bring_all(paths)
        if dry_run:
            transaction.set_rollback(True)
    return bringing.report


class Bringing:
    """One import: file by file, then what the posts say of each other."""

    def __init__(self, series=None, prepare=None):
        self.series, self.prepare = series, prepare
        self.report, self.shared = Report(), Shared()
        self.fresh = []  # (post, draft) of those made or changed

    def bring_all(self, paths):
        for path, root in find_files(paths):
            if path is None:
                self.report.refuse(root, Refused("There is no Markdown file in this folder."))
            else:
                self.try_to_bring(path, root)
        link_all(self.fresh, self.report)
        refresh_posts([post for post, _draft in self.fresh])

    def try_to_bring(self, path, root):
        try:
            with transaction.atomic():
                self.bring(read_document(path, root))
        except Refused as refused:
            self.refuse(path, refused)
        except (IntegrityError, DataError) as error:
            self.refuse(path, Refused(f"The database refused this post: {error}."))

    def refuse(self, path, refused):
        self.report.refuse(path, refused)
        self.shared.forget()

    def bring(self, document):
        draft = read_draft(document, bring_body_pictures(document))
        note_unknown(draft, self.report)
        post = Post.objects.filter(import_reference=draft.reference).first()
        if here := this_site_s(draft, post):
            self.report.posts.append(here)
            return
        if post is None or post.original_html != document.text:
            post, kept = post or new_post(draft), self.report.changed if post else self.report.made
            self.save(post, draft, is_new=kept is self.report.made)
            kept.append(post)
            self.fresh.append((post, draft))
        self.report.posts.append(post)

    def save(self, post, draft, *, is_new):
        set_values(post, draft)
        post.category = self.shared.category(draft.category) if draft.category else None
        if draft.day or draft.series:
            set_day(post, draft, draft.series or self.series)
        if draft.state:
            post.state, post.publish_at = draft.state, goes_out_at(post, draft)
        if self.prepare:
            self.prepare(post)
        check_row(post, draft.document, exclude=["category", "cover", "slot", "created_by"])
        post.save()
        post.tags.set(draft.tags)
        save_rows(post, draft, self.shared, is_new=is_new)


def note_unknown(draft, report):
    for key, near in Fields(draft.document.front, draft.document.lines.get).unknown(KEYS[draft.kind]):
        message = f"{key}: A {draft.kind} has no such field; it was left out."
        message += f" Did you mean {near}?" if near else ""
        report.note(draft.document.path, message, draft.document.lines.get(key))


def this_site_s(draft, post):
    """
    The post that the file was written from, on the site that wrote it: edited there, it stays as it is there. `post`:
    the one that came from a file of this name; where that was an export as well, it follows the file.
    """
    if not draft.guid or (post and draft.guid in post.original_html):
        return None
    return Post.objects.filter(guid=draft.guid, kind=draft.kind, slug=draft.slug).first()


def new_post(draft):
    line = draft.document.lines.get("slug") or draft.document.lines.get("title")
    if taken := Post.objects.filter(kind=draft.kind, slug=draft.slug).first():
        raise Refused(
            f"There is already a {draft.kind} with the slug “{draft.slug}”, “{taken}”, and it did not come from this "
            "file. Give this one another slug.",
            line,
        )
    return Post(slug=draft.slug, import_reference=draft.reference)


def set_values(post, draft):
    for name, value in draft.values.items():
        setattr(post, name, value)
    # A file that was copied to begin another post with brings the name of the first one along.
    if draft.guid and not Post.objects.filter(guid=draft.guid).exclude(pk=post.pk).exists():
        post.guid = draft.guid
    post.original_html = draft.document.text
    post.cover = bring_cover(draft)


def set_day(post, draft, series):
    line = draft.document.lines.get("day") or draft.document.lines.get("series")
    if not series:
        raise Refused("day: Say of which series: series: 365-roles", line)
    slot = slot_of(series, draft.day, draft.document)
    if other := Post.objects.filter(slot=slot).exclude(pk=post.pk).first():
        raise Refused(f"day: Day {slot.day} of {slot.series} has “{other}” already. Choose a free day.", line)
    post.slot = slot


def goes_out_at(post, draft):
    """A time as it is given; of a date alone, the hour its series comes out, or midnight of the site."""
    if draft.publish_at is None or hasattr(draft.publish_at, "hour"):
        return draft.publish_at
    if post.slot:
        return post.slot.series.goes_live_at(draft.publish_at)
    return timezone.make_aware(datetime.datetime.combine(draft.publish_at, datetime.time()))
