"""
Posts with all the rows that hang on them, as each save reads them: by queries that are put together once, since that
is most of the work of so many.
"""

from collections import defaultdict
from functools import partial

from django.db.models import F
from django.db.models.lookups import In

from .authors import Byline
from .parts import POST_ROWS, ROLE_ROWS, with_shared
from .posts import Post
from .prepared import PreparedForEach
from .tags import TaggedPost

SHARED_ROWS = {"tagged": (TaggedPost, "tag"), "bylines": (Byline, "author")}


def rows_on(name, rows, ids):
    return rows.filter(In(F(owner_of(name).name), ids))


def owner_of(name):
    """The key by which rows of this name hang on a post."""
    return Post._meta.get_field(name).field


@PreparedForEach
def posts_of(ids):
    return Post.objects.filter(In(F("pk"), ids)).select_related("cover", "category", "slot__series")


PARTS = {name: with_shared(model.objects) for name, model in (POST_ROWS | ROLE_ROWS).items()}
SHARED = {name: model.objects.select_related(shared) for name, (model, shared) in SHARED_ROWS.items()}
ROWS = {name: PreparedForEach(partial(rows_on, name, rows)) for name, rows in (PARTS | SHARED).items()}


def read_whole(ids):
    """The posts of these ids as a list; nothing that hangs on them is asked for again. A fixed number of queries."""
    ids = list(ids)
    posts = posts_of(ids)
    roles = [post.pk for post in posts if post.kind == Post.Kind.ROLE]
    for name, rows_of in ROWS.items():
        hang(posts, name, rows_of(roles if name in ROLE_ROWS else ids))
    return posts


def hang(posts, name, rows):
    owner, owners, found = owner_of(name), {post.pk: post for post in posts}, defaultdict(list)
    for row in rows:
        post = owners[getattr(row, owner.attname)]
        owner.set_cached_value(row, post)
        found[post.pk].append(row)
    for post in posts:
        kept = getattr(post, name).get_queryset()
        kept._result_cache, kept._prefetch_done = found[post.pk], True
        vars(post).setdefault("_prefetched_objects_cache", {})[name] = kept
