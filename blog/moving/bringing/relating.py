"""What roles say of other roles: known to the plan before, linked when all of them are there."""

import re

from django.db import transaction

from blog.actions.posts import refresh_posts
from blog.markup import render_line
from blog.models import Arrival, Post, Relation
from blog.models.slugs import normalize_slug
from blog.models.tags import fold
from blog.models.whole_posts import read_whole

from .fingerprints import fingerprint
from .references import short

ROLE_PATH = re.compile("/roles/([^/]+)/")
LONGEST_NOTE = Relation._meta.get_field("note").max_length


class Roles:
    """Which roles there are or will be: {folded title: slug} of the plan, and the database."""

    def __init__(self, planned):
        self.by_title, self.slugs = planned, set(planned.values())

    def slug_of(self, line):
        """The slug of the role that a RelationLine names, or nothing."""
        if path := ROLE_PATH.fullmatch(line.path):
            slug = normalize_slug(path[1])
            return slug if slug in self.slugs or Post.objects.roles().filter(slug=slug).exists() else ""
        if planned := self.by_title.get(fold(line.title)):
            return planned
        return Post.objects.roles().filter(title__iexact=line.title).values_list("slug", flat=True).first() or ""

    def sort(self, lines, own_slug):
        """([(slug, kind, note)], HTML of the lines whose role nobody knows)."""
        known, left = {}, []
        for line in lines:
            slug = self.slug_of(line)
            if slug and slug != own_slug and len(line.note) <= LONGEST_NOTE:
                known.setdefault((slug, line.kind), line.note)
            else:
                left.append(f"<p>{': '.join(filter(None, [render_line(line.title), render_line(line.note)]))}</p>")
        return [(*key, note) for key, note in known.items()], left


@transaction.atomic
def relate(drafts):
    """The relations of roles that are saved, by their drafts; with them they are as they came in."""
    slugs = {slug for draft in drafts for slug, _kind, _note in draft.relations}
    roles = dict(Post.objects.roles().filter(slug__in=slugs).values_list("slug", "pk"))
    arrivals = Arrival.objects.filter(
        reference__in=[short(draft.entry.reference) for draft in drafts], post__isnull=False
    )
    posts = {arrival.reference: arrival.post for arrival in arrivals.select_related("post")}
    for draft in drafts:
        if post := posts.get(short(draft.entry.reference)):
            write_relations(post, draft, roles)
    refresh_posts(list(posts.values()))
    seal(posts.values())


def write_relations(post, draft, roles):
    Relation.objects.filter(role=post).delete()
    Relation.objects.bulk_create(
        Relation(role=post, other_id=roles[slug], kind=kind, note=note, position=position)
        for position, (slug, kind, note) in enumerate(draft.relations)
        if slug in roles and roles[slug] != post.pk
    )


def seal(posts):
    """Remember what these posts are like now that they are in."""
    for post in read_whole(post.pk for post in posts):
        Arrival.objects.filter(post=post).update(result_hash=fingerprint(post))


def unsealed(entries):
    """Those of these entries whose posts wait for their relations."""
    by_reference = {short(entry.reference): entry for entry in entries}
    waiting = Arrival.objects.filter(reference__in=by_reference, result_hash="", post__isnull=False)
    return [by_reference[reference] for reference in waiting.values_list("reference", flat=True)]
