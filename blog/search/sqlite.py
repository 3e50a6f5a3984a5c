"""The index in SQLite: one FTS5 table of folded words, without triggers: rebuilt tables lose them."""

import re

from django.conf import settings

from blog.models import Post

from .words import kind_word

KIND_WORDS = [kind_word(kind) for kind in Post.Kind.values]
COLUMNS = ("kind", "title", "names", "standfirst", "skills", "labels", "text")
WEIGHTS = "0, 10, 8, 5, 4, 3, 1"
# How many of the newest hits are ranked; a word in every post must not cost more as posts come in.
RANKED = {"whole name": 400, "names": 400, "all": 800}
OPEN, CLOSE = "\x02", "\x03"
MARKED = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")


def make_tables(cursor, suffix=""):
    # The words come folded and with spaces between, so FTS5 has nothing left to decide but their stems.
    tokenize = "porter ascii" if settings.LANGUAGE_CODE.startswith("en") else "ascii"
    cursor.execute(
        f"CREATE VIRTUAL TABLE blog_search{suffix} USING fts5"
        f"({', '.join(COLUMNS)}, shown UNINDEXED, tokenize = '{tokenize}', prefix = '3')"
    )


def finish_tables(cursor, suffix):
    cursor.execute(f"INSERT INTO blog_search{suffix} (blog_search{suffix}) VALUES ('optimize')")


def drop_tables(cursor, suffix=""):
    cursor.execute(f"DROP TABLE IF EXISTS blog_search{suffix}")


def rename_tables(cursor, suffix):
    cursor.execute(f"ALTER TABLE blog_search{suffix} RENAME TO blog_search")


def write(cursor, entries, suffix=""):
    cursor.executemany(
        f"INSERT INTO blog_search{suffix} (rowid, {', '.join(COLUMNS)}, shown) VALUES ({', '.join(['%s'] * 9)})",
        [(e.post_id, *(getattr(e, column) for column in COLUMNS), e.shown) for e in entries],
    )


def remove(cursor, ids, suffix=""):
    cursor.executemany(f"DELETE FROM blog_search{suffix} WHERE rowid = %s", [(pk,) for pk in ids])


def best(cursor, posts, tiers):
    """
    The best hits among `posts` (SQL for a list of ids, and its parameters), best first, each as (id, number of its
    first tier, of its last). `tiers`: [(where to look, Question)].
    The text index leads: the cross join keeps SQLite from starting at the posts. The newest hits come first out of the
    index, so that a limit stops it early.
    """
    posts_sql, posts_params = posts
    selects, params = [], []
    for number, (place, asked) in enumerate(tiers):
        selects.append(
            f"SELECT * FROM (SELECT found.rowid AS id, {number} AS tier, bm25(blog_search, {WEIGHTS}) AS score"
            f" FROM blog_search AS found CROSS JOIN ({posts_sql}) AS post ON post.id = found.rowid"
            f" WHERE blog_search MATCH %s ORDER BY found.rowid DESC LIMIT {RANKED[place]})"
        )
        params += [*posts_params, match(place, asked)]
    cursor.execute(
        f"SELECT id, min(tier), max(tier) FROM ({' UNION ALL '.join(selects)})"
        " GROUP BY id ORDER BY min(tier), min(score), id DESC",
        params,
    )
    return cursor.fetchall()


def match(place, asked):
    expression = {
        "whole name": f'names : "{asked.whole_name}"',
        "names": f"{{title names}} : ({express(asked)})",
        "all": f"({express(asked)})",
    }[place]
    return f"kind : {asked.kind_word} AND {expression}" if asked.kind_word else expression


def texts(cursor, ids, asked):
    """{id: (text as shown, numbers of its words that were found)}."""
    # Every post is of one kind, so the first half brings those whose text has none of the words.
    found = f"kind : ({' OR '.join(KIND_WORDS)}) OR text : ({express(asked, ' OR ')})"
    cursor.execute(
        f"SELECT rowid, shown, highlight(blog_search, {COLUMNS.index('text')}, '{OPEN}', '{CLOSE}') FROM blog_search"
        f" WHERE rowid IN ({', '.join(['%s'] * len(ids))}) AND blog_search MATCH %s",
        [*ids, found],
    )
    return {pk: (shown, marked_words(highlighted)) for pk, shown, highlighted in cursor.fetchall()}


def marked_words(text):
    """The numbers of the words between marks, in a text of words with single spaces between."""
    found, words_before, position = [], 0, 0
    for mark in MARKED.finditer(text):
        words_before += text.count(" ", position, mark.start())
        position = mark.start()
        found += range(words_before, words_before + mark[0].count(" ") + 1)
    return found


def express(asked, joiner=None):
    """The terms as an FTS5 expression. Words are letters and digits only, and quoted all the same."""
    joiner = joiner or (" OR " if asked.any_term else " AND ")
    return joiner.join(f"({' OR '.join(spellings(term, asked))})" for term in asked.terms)


def spellings(term, asked):
    star = "*" if term in asked.beginnings else ""
    return [f'"{" ".join(spelling)}"{star}' for spelling in term.spellings]
