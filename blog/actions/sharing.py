"""What posts share: when a skill, a resource, a tag is renamed, the pages and the index that hold its name follow."""

from zlib import crc32

from django.db import transaction
from django_tasks import task

from blog.followups import enqueue_latest
from blog.models import Post

from .posts import refresh_in_turn

UNTAGGED_AT_ONCE = 500  # posts of one task
# From a post to what it shares with others.
SHARED = {
    "skill": "role_skills__skill",
    "resource": "role_resources__resource",
    "tag": "tagged__tag",
    "author": "bylines__author",
    "category": "category",
}


def refresh_sharing(shared):
    """Have every post that uses this skill, resource, tag, author or category brought up to date. Call after saving."""
    kind = shared._meta.model_name
    enqueue_latest(f"refresh/{kind}/{shared.pk}", refresh_users, kind, shared.pk)


@task(priority=-10)  # after letters
def refresh_users(kind, pk):
    refresh_in_turn(Post.objects.filter(**{SHARED[kind]: pk}))


@transaction.atomic
def delete_tags(tags):
    """Delete these tags (a QuerySet) and have the posts that had one found by it no more."""
    ids = list(Post.objects.filter(tagged__tag__in=tags).distinct().values_list("pk", flat=True))
    tags.delete()
    for start in range(0, len(ids), UNTAGGED_AT_ONCE):
        part = ids[start : start + UNTAGGED_AT_ONCE]
        enqueue_latest(f"refresh/untagged/{crc32(repr(part).encode())}", refresh_these, part)


@task(priority=-10)
def refresh_these(ids):
    refresh_in_turn(Post.objects.filter(pk__in=ids))
