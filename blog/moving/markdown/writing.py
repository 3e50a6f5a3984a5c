"""A post as a Markdown file of our own format, which comes in again as it went out: docs/markdown.md."""

import zlib
from pathlib import Path

import yaml
from django.utils import timezone

from blog.models import Post
from blog.models.parts import with_parts
from blog.models.slugs import slugify

from .bodies import body_of
from .exact import as_parts, sections_of
from .galleries import Gallery

Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the same in C, where it is built
LONGEST_NAME = 200  # bytes: file systems take 255, with the ending
PAY = ("stage", "low", "high", "currency", "period", "region", "source", "as_of")
FOLDERS = {Post.Kind.ROLE: "roles", Post.Kind.ESSAY: "essays", Post.Kind.PAGE: "pages"}


def with_all(posts):
    """The posts (a QuerySet) with all that their files say. A fixed number of queries."""
    return (
        with_parts(posts)
        .select_related("category", "cover", "slot__series")
        .prefetch_related(
            "bylines__author", "tags", "mentions", "relations__other", "role_resources__resource__teaches"
        )
    )


def to_markdown(post, folder, gallery=None, *, public=False):
    """
    Write the post below `folder`, its pictures beside it. Gives the path of the file. `public`: name no role that the
    public does not see.
    """
    gallery = gallery or Gallery(folder)
    path = Path(folder) / FOLDERS[post.kind] / f"{file_name(post.slug)}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    body, exact = body_of(post, gallery, public=public)
    front = front_of(post, gallery, public=public)
    if exact:
        front["exactly"] = exact_parts(post, exact, gallery, public=public)
    body = f"\n{body}\n" if body else ""
    path.write_text(f"---\n{as_yaml(front)}---\n{body}", "utf-8")
    return path


def file_name(slug):
    if len(slug.encode()) <= LONGEST_NAME:
        return slug
    return f"{slug.encode()[: LONGEST_NAME - 10].decode(errors='ignore')}-{zlib.crc32(slug.encode()):08x}"


def as_yaml(values):
    return yaml.dump(values, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110)


def exact_parts(post, names, gallery, *, public=False):
    found = sections_of(post, public=public)
    for name in ("why", "what", "final", "extra"):
        setattr(found, name, gallery.local(getattr(found, name), as_markdown=False))
    return as_parts(found, names)


# The front matter


def front_of(post, gallery, *, public=False):
    """Every field and list of a post that does not stand in its body, by the words of docs/markdown.md."""
    values = {
        "kind": post.kind,
        "title": post.title,
        "slug": post.slug,
        **day_of(post),
        **texts(post, "headline", "standfirst", "description"),
        "category": post.category and post.category.slug,
        "tags": sorted(tag.name for tag in post.tags.all()),
        "authors": [name_of(byline.author) for byline in post.bylines.all()],
        **(facts_of(post) if post.kind == Post.Kind.ROLE else {}),
        "roles": mentions_of(post, public) if post.kind == Post.Kind.ESSAY else [],
        **texts(post, "based_on"),
        "sources": rows(post.sources.all(), "title", "url", "publisher", "accessed_on"),
        "reviewed_on": post.reviewed_on,
        "review_due": post.review_due,
        **texts(post, "closing_line"),
        "discussion": post.discussion,
        **cover_of(post, gallery),
        "changes": changes_of(post),
        "state": post.state,
        "publish_at": post.publish_at and timezone.localtime(post.publish_at),
        "first_published_at": post.first_published_at and timezone.localtime(post.first_published_at),
        "guid": post.guid,
    }
    return filled(values)


def name_of(author):
    """The name; with the slug where that is not made of it, since somebody else may have the same name."""
    return author.name if author.slug == slugify(author.name) else {"name": author.name, "slug": author.slug}


def mentions_of(post, public):
    return sorted(role.slug for role in post.mentions.all() if not public or role.is_public())


def filled(values):
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def texts(post, *names):
    return {name: getattr(post, name) for name in names}


def rows(found, *names):
    return [filled({name: getattr(row, name) for name in names}) for row in found]


def day_of(post):
    return {"series": post.slot.series.slug, "day": post.slot.day} if post.slot_id else {}


def facts_of(post):
    return {
        "also_called": lines(post.also_called),
        "hidden_names": lines(post.hidden_names),
        **texts(post, "entry_level", "hours_a_week", "work_pattern", "work_pattern_note", "work_place"),
        **texts(post, "work_place_note"),
        "outlook": filled({"trend": post.outlook, **fact(post, "outlook")}),
        "time_to_start": filled(fact(post, "start")),
        "pay": rows(post.pay.all(), *PAY),
        "codes": codes_of(post),
        "section_reviews": rows(post.section_reviews.all(), "section", "reviewed_on", "review_due"),
    }


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def fact(post, name):
    return {part: getattr(post, f"{name}_{part}") for part in ("text", "source", "region", "as_of")}


def codes_of(post):
    found = {}
    for row in post.codes.all():
        found.setdefault(row.scheme, []).append(row.code)
    return found


def changes_of(post):
    """The oldest first, since those of one day are shown newest first."""
    found = sorted(post.change_notes.all(), key=lambda row: row.pk)
    return [filled({"date": row.changed_on, "text": row.text, "credit": row.credit}) for row in found]


def cover_of(post, gallery):
    path = post.cover and gallery.path(post.cover)
    return {"cover": path, "cover_alt": post.cover.alt} if path else {}
