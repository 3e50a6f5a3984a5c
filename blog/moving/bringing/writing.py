"""A draft into the database: the post and everything of its own."""

from blog.models import Arrival, Byline, Post, RoleResource, RoleSkill, Slot, TaggedPost
from blog.models.posts import make_guid

from . import addresses
from .references import short


def write_post(draft, shared, report, series=None, cover=None):
    """The new Post of a draft, without what is computed from it and its comments. Wants a transaction around it."""
    reference = short(draft.entry.reference)
    category, labels = shared.sort_labels(draft.entry)
    post = Post(**draft.values, category=category, import_reference=reference)
    post.cover_id = cover.pk if cover else draft.cover_id
    post.guid = free_guid(draft.entry.guid)
    post.slot = slot_of(draft, series)
    post.save()
    Byline.objects.bulk_create(
        Byline(post=post, author=author, position=n) for n, author in enumerate(shared.authors_of(draft.entry))
    )
    tags = dict.fromkeys(shared.tag(name, post.title) for name in labels)
    TaggedPost.objects.bulk_create(TaggedPost(content_object=post, tag=tag) for tag in tags)
    write_rows(post, draft.tables, shared)
    addresses.keep(post, draft.entry, report)
    Arrival.objects.create(reference=reference, post=post, source_hash=draft.entry.fingerprint(), result_hash="")
    return post


def free_guid(guid):
    """The name by which feeds knew the post, unless another has it."""
    if guid and len(guid) <= Post._meta.get_field("guid").max_length and not Post.objects.filter(guid=guid).exists():
        return guid
    return make_guid()


def slot_of(draft, series):
    """The day it fills, dated by the post if nobody dated it before."""
    if not draft.plan.get("day") or series is None:
        return None
    slot = Slot.objects.select_related("series").get(series=series, day=draft.plan["day"])
    if slot.planned_on is None and draft.entry.published_at:
        slot.planned_on = draft.entry.published_at.astimezone(series.zone()).date()
        slot.save(update_fields=["planned_on"])
    return slot


def write_rows(post, tables, shared):
    for model, rows in tables.items():
        for row in rows:
            row.role = post
            if model is RoleSkill:
                row.skill_id = shared.skill(row.line.name, row.line.kind)
            elif model is RoleResource:
                row.resource_id = shared.resource(row.line)
        model.objects.bulk_create(rows)
