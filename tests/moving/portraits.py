"""Everything there is to say of a post or a whole site without a row id: what a round trip has to keep."""

import re

from django.forms.models import model_to_dict

from blog.models import Address, Author, Category, Comment, Post, Resource, Series, SiteSettings, Skill, Tag

PICTURE = re.compile(r' (?:src|data-picture)="[^"]*"')
REL = re.compile(r' rel="[^"]*"')
TEXTS = [
    "kind",
    "state",
    "publish_at",
    "first_published_at",
    "title",
    "slug",
    "also_called",
    "hidden_names",
    "headline",
    "standfirst",
    "description",
    "entry_level",
    "hours_a_week",
    "work_pattern",
    "work_pattern_note",
    "work_place",
    "work_place_note",
    "outlook",
    "outlook_text",
    "outlook_source",
    "outlook_region",
    "outlook_as_of",
    "start_text",
    "start_source",
    "start_region",
    "start_as_of",
    "why",
    "what",
    "final",
    "body",
    "choose_else",
    "closing_line",
    "based_on",
    "reviewed_on",
    "review_due",
    "discussion",
    "guid",
    "word_count",
]
LISTS = [
    "tasks",
    "role_skills",
    "perks",
    "drawbacks",
    "ways_in",
    "steps",
    "role_resources",
    "pay",
    "codes",
    "relations",
    "voices",
    "section_reviews",
    "sources",
    "change_notes",
]
SHARED = {"skill": "name", "resource": "url", "other": "slug"}


def post_portrait(post):
    said = {name: plain(getattr(post, name)) for name in TEXTS}
    said |= {name: [row_portrait(row) for row in getattr(post, name).all()] for name in LISTS}
    return said | {
        "tags": sorted(post.tags.names()),
        "authors": [byline.author.name for byline in post.bylines.all()],
        "category": post.category and post.category.slug,
        "day": post.slot and (post.slot.series.slug, post.slot.day),
        "mentions": sorted(role.slug for role in post.mentions.all()),
        "cover": post.cover and (post.cover.alt, post.cover.width, post.cover.height),
    }


def plain(value):
    return PICTURE.sub(" PICTURE", value) if isinstance(value, str) else value


def row_portrait(row):
    values = model_to_dict(row, exclude=["id", "post", "role", "position", *SHARED])
    return values | {name: getattr(getattr(row, name), key) for name, key in SHARED.items() if hasattr(row, name)}


def thread_portrait(post):
    """Each comment by its code, with the code it answers."""
    return {
        comment.code: (
            comment.user_name,
            comment.comment,
            REL.sub("", comment.html),  # links of whoever wrote it are marked as strangers' once they come from a file
            comment.state,
            comment.posted_at,
            comment.reply_to and comment.reply_to.code,
            comment.like_count,
            (comment.is_question, comment.answered_at, comment.answer and comment.answer.code),
            (comment.pinned_at, comment.beside),
            comment.is_by_author(),
        )
        for comment in Comment.objects.filter(post=post).select_related("reply_to", "post")
    }


def rows(model, key, *names):
    return {getattr(row, key): tuple(getattr(row, name) for name in names) for row in model.objects.all()}


def site_portrait():
    posts = list(Post.objects.order_by("kind", "slug"))
    return {
        "posts": {(post.kind, post.slug): post_portrait(post) for post in posts},
        "comments": {(post.kind, post.slug): post.comment_count for post in posts},
        "threads": {(post.kind, post.slug): thread_portrait(post) for post in posts},
        "addresses": rows(Address, "path", "target"),
        "tags": rows(Tag, "name", "slug", "description", "post_count"),
        "skills": rows(Skill, "name", "slug", "description", "kind", "hidden_names", "role_count"),
        "authors": rows(Author, "slug", "name", "bio", "website"),
        "categories": rows(Category, "slug", "name", "description", "motif", "hue", "position"),
        "resources": rows(Resource, "url", "title", "kind", "cost", "level", "language", "checked_on", "dead_since"),
        "series": {
            series.slug: (series.name, series.description, series.is_default, series.time_zone, days_of(series))
            for series in Series.objects.all()
        },
        "site": model_to_dict(SiteSettings.load()),
    }


def days_of(series):
    slots = series.slots.select_related("idea")
    return [(slot.day, slot.planned_on, slot.skip_reason, slot.idea and slot.idea.words) for slot in slots]
