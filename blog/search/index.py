"""The index kept: written with each post, made anew beside the one in use."""

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from blog.models import Post
from blog.models.whole_posts import read_whole

from . import names, vocabulary
from .engines import engine
from .texts import entry, is_indexed, rows_of

BATCH = 100
NEW = "_new"  # the tables that a rebuild fills


def index_post(post):
    """Write one post into the index as it is in the database now; take it out if it cannot come out."""
    with transaction.atomic():
        index_read_posts(read_whole([post.pk]))


def index_read_posts(posts):
    """The same for posts that were read whole."""
    with transaction.atomic(), connection.cursor() as cursor:
        for suffix in suffixes_in_use(cursor):
            remove(cursor, [post.pk for post in posts], suffix)
            write(cursor, entries_of(posts), suffix)


def index_new_posts(posts):
    """Write posts into the index that never were in it, given as (post, rows as `rows_of` gives them)."""
    entries = [entry(post, rows) for post, rows in posts if is_indexed(post)]
    with transaction.atomic(), connection.cursor() as cursor:
        for suffix in suffixes_in_use(cursor):
            write(cursor, entries, suffix)


def remove_post(post):
    """Take a post out of the index."""
    with transaction.atomic(), connection.cursor() as cursor:
        for suffix in suffixes_in_use(cursor):
            remove(cursor, [post.pk], suffix)


def forget_deleted(instance, **_kwargs):
    """After a post is deleted, in whatever way."""
    remove_post(instance)


def keep_name(instance, **_kwargs):
    """After a skill or a tag is saved, in whatever way."""
    forget_name(instance)
    with transaction.atomic(), connection.cursor() as cursor:
        for suffix in suffixes_in_use(cursor):
            names.write(cursor, instance._meta.model_name, {instance.pk: names.names_of(instance)}, suffix)


def forget_name(instance, **_kwargs):
    """After it is deleted."""
    with transaction.atomic(), connection.cursor() as cursor:
        for suffix in suffixes_in_use(cursor):
            names.remove(cursor, instance._meta.model_name, [instance.pk], suffix)


def entries_of(posts):
    return [entry(post, rows_of(post)) for post in posts if is_indexed(post)]


def remove(cursor, ids, suffix=""):
    engine().remove(cursor, ids, suffix)
    names.remove(cursor, names.POST, ids, suffix)


def write(cursor, entries, suffix=""):
    if entries:
        engine().write(cursor, entries, suffix)
        names.write(cursor, names.POST, {each.post_id: each.called for each in entries}, suffix)
        vocabulary.write(cursor, set().union(*(each.vocabulary for each in entries)), suffix)


def suffixes_in_use(cursor):
    """The tables to write to: while a rebuild runs, the ones it fills too."""
    return ["", NEW] if has_table(cursor, f"blog_search{NEW}") else [""]


def has_table(cursor, name):
    return name in connection.introspection.table_names(cursor)


def keep_tables(using=DEFAULT_DB_ALIAS, **_kwargs):
    """
    After each migrate and flush: make the tables that are missing, empty those of an emptied database. They are no
    models: each database has its own kind, and a backup needs none of it.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        tables = connections[using].introspection.table_names(cursor)
        is_there, has_posts = "blog_search" in tables, Post._meta.db_table in tables
        if is_there and not (has_posts and Post.objects.using(using).exists()):
            drop_tables(cursor, using=using)
            is_there = False
        if has_posts and not is_there:
            make_tables(cursor, using=using)
        elif is_there:
            engine(using).complete(cursor, tables)
            if "blog_search_name" not in tables:  # an index from before there were suggestions
                names.make_table(cursor)
                names.write_all(cursor, Post.objects.using(using))


def make_tables(cursor, suffix="", using=DEFAULT_DB_ALIAS):
    engine(using).make_tables(cursor, suffix)
    names.make_table(cursor, suffix)
    vocabulary.make_table(cursor, suffix)


def drop_tables(cursor, suffix="", using=DEFAULT_DB_ALIAS):
    engine(using).drop_tables(cursor, suffix)
    names.drop_table(cursor, suffix)
    vocabulary.drop_table(cursor, suffix)


def rebuild(on_progress=lambda done, total: None):
    """
    Make the whole index anew and put it in the place of the old one, which answers until then. What is saved meanwhile
    goes into both. Calls on_progress(done, total) after each batch; returns how many posts it read.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        drop_tables(cursor, NEW)
        make_tables(cursor, NEW)
    with connection.cursor() as cursor:
        names.write_topics(cursor, NEW)
    done, total, last = 0, Post.objects.count(), 0
    while ids := list(Post.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        fill(ids)
        last, done = ids[-1], done + len(ids)
        on_progress(done, max(done, total))
    with connection.cursor() as cursor:
        engine().finish_tables(cursor, NEW)
    with transaction.atomic(), connection.cursor() as cursor:
        drop_tables(cursor)
        engine().rename_tables(cursor, NEW)
        names.rename_table(cursor, NEW)
        vocabulary.rename_table(cursor, NEW)
    return done


def fill(ids):
    """
    Write some posts into the new tables. The rows are locked, so that who saves one of them meanwhile is either seen
    here or comes after and writes to the new tables too.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        list(Post.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
        remove(cursor, ids, NEW)
        write(cursor, entries_of(read_whole(ids)), NEW)
