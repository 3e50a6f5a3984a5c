"""
The index in SQLite: an FTS5 table of folded words, and a second one of all but the text, in which a word of a name is
found without a look at each post whose text has it. Without triggers: rebuilt tables lose them.
"""

import re

from django.conf import settings

HEAD = ("kind", "title", "names", "standfirst", "skills", "labels")
COLUMNS = (*HEAD, "text")
WEIGHTS = {"blog_search_head": "0, 10, 8, 5, 4, 3", "blog_search": "0, 10, 8, 5, 4, 3, 1"}
# How many of the newest hits are ranked; a word in every post must not cost more as posts come in.
RANKED = {"whole name": 300, "names": 300, "all": 500}
OPEN, CLOSE = "\x02", "\x03"
MARKED = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")


# A score costs a look at every hit of each word, however few are ranked. With more words, or with some next to each
# other, the newest come first, after those with the words outside their text.
MOST_SCORED = 3
MERGED_AT_ONCE = 500  # pages of the index
WIDE = 20_000  # between the ids of a page's hits; looking from one to the next of all hits there would take longer


def make_tables(cursor, suffix=""):
    make_table(cursor, f"blog_search{suffix}", [*COLUMNS, "shown UNINDEXED"])
    make_table(cursor, f"blog_search_head{suffix}", HEAD)


def make_table(cursor, name, columns):
    # The words come folded and with spaces between, so FTS5 has nothing left to decide but their stems.
    tokenize = "porter ascii" if settings.LANGUAGE_CODE.startswith("en") else "ascii"
    cursor.execute(
        f"CREATE VIRTUAL TABLE {name} USING fts5 ({', '.join(columns)}, tokenize = '{tokenize}', prefix = '3')"
    )


def complete(cursor, tables):
    """Make what an index from before lacks."""
    if "blog_search_head" not in tables:
        make_table(cursor, "blog_search_head", HEAD)
        columns = f"rowid, {', '.join(HEAD)}"
        cursor.execute(f"INSERT INTO blog_search_head ({columns}) SELECT {columns} FROM blog_search")


def finish_tables(cursor, suffix):
    """Put each index in one piece: bit by bit, since whoever wants to write waits meanwhile."""
    for table in WEIGHTS:
        pages = -MERGED_AT_ONCE  # below zero: begin to
        before = -2
        while pages < 0 or cursor.connection.total_changes - before >= 2:
            before = cursor.connection.total_changes
            cursor.execute(f"INSERT INTO {table}{suffix} ({table}{suffix}, rank) VALUES ('merge', {pages})")
            pages = MERGED_AT_ONCE


def drop_tables(cursor, suffix=""):
    for table in WEIGHTS:
        cursor.execute(f"DROP TABLE IF EXISTS {table}{suffix}")


def rename_tables(cursor, suffix):
    for table in WEIGHTS:
        cursor.execute(f"ALTER TABLE {table}{suffix} RENAME TO {table}")


def write(cursor, entries, suffix=""):
    for table, columns in (("blog_search", (*COLUMNS, "shown")), ("blog_search_head", HEAD)):
        cursor.executemany(
            f"INSERT INTO {table}{suffix} (rowid, {', '.join(columns)}) VALUES (%s{', %s' * len(columns)})",
            [(e.post_id, *(getattr(e, column) for column in columns)) for e in entries],
        )


def remove(cursor, ids, suffix=""):
    for table in WEIGHTS:
        cursor.executemany(f"DELETE FROM {table}{suffix} WHERE rowid = %s", [(pk,) for pk in ids])


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
        for table in ("blog_search_head", "blog_search") if place == "all" else ("blog_search_head",):
            selects.append(
                f"SELECT * FROM (SELECT found.rowid AS id, {number} AS tier, {score(table, asked)} AS score"
                f" FROM {table} AS found CROSS JOIN ({posts_sql}) AS post ON post.id = found.rowid"
                f" WHERE {table} MATCH %s ORDER BY found.rowid DESC LIMIT {RANKED[place]})"
            )
            params += [*posts_params, match(place, asked)]
    cursor.execute(
        f"SELECT id, min(tier), max(tier) FROM ({' UNION ALL '.join(selects)})"
        " GROUP BY id ORDER BY min(tier), min(score), id DESC",
        params,
    )
    return cursor.fetchall()


def score(table, asked):
    """Lower is better."""
    has_phrases = any(len(spelling) > 1 for term in asked.terms for spelling in term.spellings)
    if asked.any_term or (len(asked.terms) + bool(asked.kind_word) <= MOST_SCORED and not has_phrases):
        return f"bm25({table}, {WEIGHTS[table]})"
    return "-1" if table == "blog_search_head" else "0"


def match(place, asked):
    expression = {
        "whole name": f'names : "{asked.whole_name}"',
        "names": f"{{title names}} : ({express(asked)})",
        "all": f"({express(asked)})",
    }[place]
    return f"kind : {asked.kind_word} AND {expression}" if asked.kind_word else expression


def texts(cursor, ids, asked):
    """{id: (text as shown, numbers of its words that were found)}."""
    listed, row = ", ".join(["%s"] * len(ids)), "rowid" if is_spread(ids, asked) else "rowid + 0"
    cursor.execute(f"SELECT rowid, shown FROM blog_search WHERE rowid IN ({listed})", ids)
    shown = dict(cursor.fetchall())
    # By `rowid` alone FTS5 would begin anew for each post.
    cursor.execute(
        f"SELECT rowid, highlight(blog_search, {COLUMNS.index('text')}, '{OPEN}', '{CLOSE}') FROM blog_search"
        f" WHERE {row} IN ({listed}) AND rowid BETWEEN %s AND %s AND blog_search MATCH %s",
        [*ids, min(ids), max(ids), f"text : ({express(asked, ' OR ')})"],
    )
    found = {pk: marked_words(highlighted) for pk, highlighted in cursor.fetchall()}
    return {pk: (text, found.get(pk, [])) for pk, text in shown.items()}


def is_spread(ids, asked):
    """Whether so much lies between these posts that it is shorter to begin anew for each."""
    return max(ids) - min(ids) > WIDE and not asked.beginnings


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
