"""The names of posts, skills and tags, each under its beginnings: for what is offered while somebody types."""

from itertools import islice

from django.db import connection, transaction

from blog.models import Post, Skill, Tag

from .words import words

MAX_TYPED = 100
MAX_BEGINNINGS = 12  # words of one name from which it is found
ROWS_AT_ONCE = 2000

POST = "post"
TOPICS = {"skill": Skill, "tag": Tag}  # what has a name beside the posts

# A name stands whole, and as what is left of it from each later word on. Words are written in one, so that front-end,
# front end and frontend are the same.
WHOLE, LATER = 0, 1


def make_table(cursor, suffix=""):
    order = 'COLLATE "C"' if cursor.db.vendor == "postgresql" else ""
    cursor.execute(
        f"CREATE TABLE blog_search_name{suffix} (kind varchar(5) NOT NULL, row_id bigint NOT NULL,"
        f" place smallint NOT NULL, beginning varchar({MAX_TYPED}) {order} NOT NULL,"
        " PRIMARY KEY (kind, place, beginning, row_id), UNIQUE (kind, row_id, place, beginning))"
    )


def drop_table(cursor, suffix=""):
    cursor.execute(f"DROP TABLE IF EXISTS blog_search_name{suffix}")


def rename_table(cursor, suffix):
    cursor.execute(f"ALTER TABLE blog_search_name{suffix} RENAME TO blog_search_name")


def write(cursor, kind, names, suffix=""):
    """`names`: {row id: all names of the row}."""
    rows = sorted({(kind, pk, *beginning) for pk, each in names.items() for beginning in beginnings(each)})
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        cursor.execute(
            f"INSERT INTO blog_search_name{suffix} (kind, row_id, place, beginning)"
            f" VALUES {', '.join(['(%s, %s, %s, %s)'] * len(part))} ON CONFLICT DO NOTHING",
            [value for row in part for value in row],
        )


def remove(cursor, kind, ids, suffix=""):
    if ids:
        cursor.execute(
            f"DELETE FROM blog_search_name{suffix} WHERE kind = %s AND row_id IN ({', '.join(['%s'] * len(ids))})",
            [kind, *ids],
        )


def beginnings(names):
    for name in names:
        found = words(name)
        for start in range(min(len(found), MAX_BEGINNINGS)):
            yield (LATER if start else WHOLE), in_one(found[start:])


def in_one(found):
    return "".join(found)[:MAX_TYPED]


def names_of(row):
    """Every name a skill or a tag is found by, shown or not."""
    return [row.name, *getattr(row, "hidden_names", "").splitlines()]


def names_of_post(post):
    return [post.title, *post.also_called_names, *post.hidden_names.splitlines()]


def folded(names):
    """The form in which two spellings of a name are one."""
    return {in_one(words(name)) for name in names} - {""}


def posts_called(names):
    """The ids of the posts of the index that have one of these `folded` names, shown or not."""
    return sorted({pk for ids in posts_by_name(names).values() for pk in ids})


def rows_called(cursor, names):
    cursor.execute(
        "SELECT beginning, row_id FROM blog_search_name WHERE kind = %s AND place = %s"
        f" AND beginning IN ({', '.join(['%s'] * len(names))})",
        [POST, WHOLE, *sorted(names)],
    )
    return cursor.fetchall()


def posts_by_name(names):
    """{folded name: ids of the posts of the index that are called so}."""
    found = {}
    with connection.cursor() as cursor:
        for name, pk in rows_called(cursor, names) if names else ():
            found.setdefault(name, []).append(pk)
    return found


def write_topics(cursor, suffix=""):
    """The names of everything but posts. The rows are locked: who renames one meanwhile comes after, and writes too."""
    for kind, model in TOPICS.items():
        with transaction.atomic(using=cursor.db.alias):
            rows = model.objects.using(cursor.db.alias).select_for_update().order_by("pk")
            write(cursor, kind, {row.pk: names_of(row) for row in rows}, suffix)


def write_all(cursor, posts):
    write_topics(cursor)
    posts = posts.filter(state=Post.State.READY).only("title", "also_called", "hidden_names").order_by("pk")
    rows = posts.iterator()
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        write(cursor, POST, {post.pk: names_of_post(post) for post in batch})
