"""Markdown files and folders into posts. Bringing the same files in twice changes nothing."""

import datetime
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from blog.actions.posts import refresh_post
from blog.models import Picture, Post

from .checking import check_row
from .documents import find_files, read_document
from .drafts import KEYS, read_draft
from .fields import Fields
from .linking import link
from .pictures import bring_body_pictures, bring_cover, forgetting_files
from .report import Refused, Report
from .rows import save_rows
from .shared import category_of, slot_of


def import_markdown(paths, *, series=None, dry_run=False):
    """
    A post for each Markdown file in `paths` (files and folders). One bad file does not stop the others: what could not
    be brought in stands in `report.errors`. `series`: that of posts which name a day and no series.
    """
    report = Report()
    if dry_run:
        with forgetting_files(Picture), transaction.atomic():
            bring_all(paths, series, report)
            transaction.set_rollback(True)
    else:
        with transaction.atomic():
            bring_all(paths, series, report)
    return report


def bring_all(paths, series, report):
    brought = []
    for path, root in find_files(paths):
        if path is None:
            report.refuse(root, Refused("There is no Markdown file in this folder."))
            continue
        try:
            with transaction.atomic():
                brought.append(bring(path, root, series, report))
        except Refused as refused:
            report.refuse(path, refused)
        except IntegrityError as error:
            report.refuse(path, Refused(f"The database refused this post: {error}."))
    report.posts = [post for post, _draft, _is_touched in brought]
    changed = [(post, draft) for post, draft, is_touched in brought if is_touched]
    for post, draft in changed:
        link(post, draft, report)
    for post, _draft in changed:
        refresh_post(post)


def bring(path, root, series, report):
    """(post, its draft, whether anything was saved) for one file."""
    document = read_document(Path(path), root)
    draft = read_draft(document, bring_body_pictures(document))
    note_unknown(draft, report)
    post = Post.objects.filter(import_reference=draft.reference).first()
    if post and post.original_html == document.text:
        return post, draft, False
    (report.changed if post else report.made).append(post := post or new_post(draft))
    set_values(post, draft, series)
    check_row(post, document, exclude=["category", "cover", "slot", "created_by"])
    post.save()
    post.tags.set(draft.tags)
    save_rows(post, draft)
    return post, draft, True


def note_unknown(draft, report):
    for key, near in Fields(draft.document.front, draft.document.lines.get).unknown(KEYS[draft.kind]):
        message = f"{key}: A {draft.kind} has no such field; it was left out."
        message += f" Did you mean {near}?" if near else ""
        report.note(draft.document.path, message, draft.document.lines.get(key))


def new_post(draft):
    line = draft.document.lines.get("slug") or draft.document.lines.get("title")
    if taken := Post.objects.filter(kind=draft.kind, slug=draft.slug).first():
        raise Refused(
            f"There is already a {draft.kind} with the slug “{draft.slug}”, “{taken}”, and it did not come from this "
            "file. Give this one another slug.",
            line,
        )
    return Post(slug=draft.slug, import_reference=draft.reference)


def set_values(post, draft, series):
    for name, value in draft.values.items():
        setattr(post, name, value)
    post.original_html = draft.document.text
    post.category = category_of(draft.category) if draft.category else None
    post.cover = bring_cover(draft)
    if draft.day or draft.series:
        set_day(post, draft, draft.series or series)
    if draft.state:
        post.state, post.publish_at = draft.state, goes_out_at(post, draft)


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
