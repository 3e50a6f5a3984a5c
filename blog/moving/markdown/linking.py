"""The second pass: what posts say of other posts, once all of them are there."""

import re

from blog.models import Post, Relation
from blog.models.slugs import normalize_slug

ROLE_PATH = re.compile("/roles/([^/]+)/")
LONGEST_NOTE = Relation._meta.get_field("note").max_length


def link_all(fresh, report):
    """Relations and mentions of the posts that were made or changed, given with their drafts."""
    slugs = {slug for _post, draft in fresh for slug in named_slugs(draft)}
    found = Post.objects.roles().filter(slug__in=slugs).values_list("slug", "pk")
    roles = dict(found)
    for post, draft in fresh:
        if draft.kind == Post.Kind.ROLE:
            link_relations(post, draft, roles, report)
        elif draft.kind == Post.Kind.ESSAY:
            link_mentions(post, draft, roles, report)


def named_slugs(draft):
    yield from map(normalize_slug, draft.roles)
    for line in draft.sections.relations:
        if path := ROLE_PATH.fullmatch(line.path):
            yield normalize_slug(path[1])


def link_relations(post, draft, roles, report):
    rows = {}
    for line in draft.sections.relations:
        other = find_role(line, roles)
        if other is None or other == post.pk:
            missing(draft, line.title, line.path or line.title, report)
        else:
            note = line.note[:LONGEST_NOTE]
            rows.setdefault((other, line.kind), Relation(role=post, other_id=other, kind=line.kind, note=note))
    Relation.objects.filter(role=post).delete()
    for position, row in enumerate(rows.values()):
        row.position = position
    Relation.objects.bulk_create(rows.values())


def find_role(line, roles):
    """The key of the role a line names: by its path, or by its title when it has none."""
    if path := ROLE_PATH.fullmatch(line.path):
        return roles.get(normalize_slug(path[1]))
    return Post.objects.roles().filter(title__iexact=line.title).values_list("pk", flat=True).first()


def link_mentions(post, draft, roles, report):
    post.mentions.set(roles[slug] for slug in map(normalize_slug, draft.roles) if slug in roles)
    for slug in draft.roles:
        if normalize_slug(slug) not in roles:
            missing(draft, slug, slug, report)


def missing(draft, words, name, report):
    report.note(
        draft.document.path,
        f"The role {name} is not here yet. Bring both in together, and they are linked.",
        draft.document.line_with(words),
    )
