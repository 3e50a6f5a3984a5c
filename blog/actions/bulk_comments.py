"""Many new comments at once, written into the three tables a comment has: for imports and made-up content."""

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS
from django.db.models.sql import InsertQuery
from django_comments.models import Comment as BaseComment
from django_comments_xtd.models import XtdComment

from blog.models import Comment, Post
from blog.models.comments import MAX_THREAD_DEPTH

INSERTED_AT_ONCE = 500


def place_below(comment, answered):
    """Say whom an unsaved comment answers: another one, placed before, or nobody (None)."""
    comment.reply_to = answered
    comment.root = answered and (answered.root or answered)
    comment.level = min(answered.level + 1, MAX_THREAD_DEPTH) if answered else 0


def insert_comments(comments):
    """
    Write new comments whose posts are saved, whole threads of them, each placed by `place_below`: no policy, no mail,
    nothing counted. bulk_create knows no model of several tables, so each has its turn.
    """
    content_type = ContentType.objects.get_for_model(Post)
    for comment in comments:
        comment.follow()
        comment.post_id = comment.post.pk
        comment.content_type, comment.object_pk = content_type, str(comment.post_id)
    bases = [BaseComment(**values(comment, BaseComment)) for comment in comments]
    BaseComment.objects.bulk_create(bases, batch_size=INSERTED_AT_ONCE)
    place(comments, [base.pk for base in bases])
    for model in (XtdComment, Comment):
        insert_table(model, comments)


def values(comment, model):
    names = [field.attname for field in model._meta.local_concrete_fields if not field.primary_key]
    return {name: getattr(comment, name) for name in names}


def place(comments, keys):
    """The keys of saved comments, and the library's own account of the threads: parent, place, how many stand below."""
    # Read before the first key is written: a key that changes makes Django forget the object.
    parents = {id(comment): library_parent(comment) for comment in comments}
    answered = {id(comment): (comment.reply_to, comment.root) for comment in comments}
    below = {}
    for comment, key in zip(comments, keys, strict=True):
        comment.id = comment.comment_ptr_id = comment.base_id = key
    for comment in comments:
        reply_to, root = answered[id(comment)]
        parent = parents[id(comment)]
        comment.reply_to_id, comment.root_id = reply_to and reply_to.pk, root and root.pk
        comment.parent_id, comment.thread_id = parent.pk, (root or comment).pk
        if parent is not comment:
            below.setdefault(parent.pk, []).append(comment)
    for comment in comments:
        if comment.root_id is None:
            count_below(comment, below, order=1)


def library_parent(comment):
    """The library's levels end: what answers the last one stands beside it, below the same parent."""
    answered = comment.reply_to
    if answered is None:
        return comment
    while answered.level >= MAX_THREAD_DEPTH:
        answered = answered.reply_to
    return answered


def count_below(comment, below, order):
    """Number a comment and all below it, depth first; returns the next number."""
    comment.order, start = order, order
    order += 1
    for reply in below.get(comment.pk, ()):
        order = count_below(reply, below, order)
    comment.nested_count = order - start - 1
    return order


def insert_table(model, objects):
    fields = model._meta.local_concrete_fields
    for start in range(0, len(objects), INSERTED_AT_ONCE):
        query = InsertQuery(model)
        query.insert_values(fields, objects[start : start + INSERTED_AT_ONCE], raw=True)
        query.get_compiler(DEFAULT_DB_ALIAS).execute_sql()
