"""The second pass: what a post says of other posts, once all of them are there."""

import re

from blog.models import Post, Relation
from blog.models.slugs import normalize_slug


def link(post, draft, report):
    """Relations and mentions of a post that was made or changed."""
    if draft.kind == Post.Kind.ROLE:
        link_relations(post, draft, report)
    elif draft.kind == Post.Kind.ESSAY:
        link_mentions(post, draft, report)


def link_relations(post, draft, report):
    rows = {}
    for line in draft.sections.relations:
        other = role_at(line.path) if line.path else Post.objects.roles().filter(title__iexact=line.title).first()
        if other is None or other == post:
            missing(draft, line.title, line.path or line.title, report)
        else:
            row = Relation(role=post, other=other, kind=line.kind, note=line.note[:300], position=len(rows))
            rows.setdefault((other.pk, line.kind), row)
    Relation.objects.filter(role=post).delete()
    Relation.objects.bulk_create(rows.values())


def link_mentions(post, draft, report):
    slugs = map(normalize_slug, draft.roles)
    roles = {role.slug: role for role in Post.objects.roles().filter(slug__in=list(slugs)).only("slug")}
    post.mentions.set(roles.values())
    for slug in draft.roles:
        if normalize_slug(slug) not in roles:
            missing(draft, slug, slug, report)


def role_at(path):
    slug = re.fullmatch("/roles/([^/]+)/", path)
    return Post.objects.roles().filter(slug=normalize_slug(slug[1])).first() if slug else None


def missing(draft, words, name, report):
    report.note(
        draft.document.path,
        f"The role {name} is not here yet. Bring both in together, and they are linked.",
        draft.document.line_with(words),
    )
