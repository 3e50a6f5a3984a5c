"""The index in PostgreSQL: two text search vectors a post, the small one of its names and the large one of it whole."""

from django.conf import settings

# How many of the newest hits are ranked. Of large vectors fewer: reading one costs more than reading a row of FTS5.
RANKED = {"whole name": 400, "names": 400, "all": 300}
COLUMNS = {"whole name": "names", "names": "names", "all": "whole"}
READ = 2 * RANKED["all"]  # of the newest posts, before the text index is asked
LISTED = 10_000  # of the newest hits of the text index: where none of them is a phrase, it is not looked for further
PLAN = "SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0"
WEIGHTS = "{0.05, 0.3, 0.5, 1}"  # text; skills, tags and category; standfirst; names
# The parser counts no further.
LAST_POSITION = 16383
STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "nl": "dutch", "en": "english", "fi": "finnish", "fr": "french",
    "de": "german", "el": "greek", "hi": "hindi", "hu": "hungarian", "id": "indonesian", "it": "italian",
    "nb": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "es": "spanish", "sv": "swedish",
    "tr": "turkish",
}  # fmt: skip


def make_tables(cursor, suffix=""):
    make_configuration(cursor, suffix)
    cursor.execute(
        f"CREATE TABLE blog_search{suffix}"
        " (post_id bigint PRIMARY KEY, names tsvector NOT NULL, whole tsvector NOT NULL, shown text NOT NULL)"
    )
    # Without a good guess how common a word is, the planner reads all posts for one word, or all hits for ten of them.
    cursor.execute(f"ALTER TABLE blog_search{suffix} ALTER COLUMN whole SET STATISTICS 500")
    if not suffix:
        finish_tables(cursor)


def complete(cursor, tables):
    """Make what an index from before lacks: nothing here."""


def make_configuration(cursor, suffix):
    """
    Stems and nothing else: a stop word is a word here, or IT could not be found, and words come folded, so that
    accents need no extension.
    """
    cursor.execute(f"CREATE TEXT SEARCH CONFIGURATION blog_search{suffix} (COPY = pg_catalog.simple)")
    if stemmer := STEMMERS.get(settings.LANGUAGE_CODE[:2]):
        cursor.execute(f"CREATE TEXT SEARCH DICTIONARY blog_stem{suffix} (TEMPLATE = snowball, LANGUAGE = {stemmer})")
        cursor.execute(
            f"ALTER TEXT SEARCH CONFIGURATION blog_search{suffix}"
            f" ALTER MAPPING FOR asciiword, word WITH blog_stem{suffix}"
        )


def finish_tables(cursor, suffix=""):
    for column in ("names", "whole"):
        cursor.execute(f"CREATE INDEX ON blog_search{suffix} USING gin ({column})")
    cursor.execute(f"ANALYZE blog_search{suffix}")


def drop_tables(cursor, suffix=""):
    cursor.execute(f"DROP TABLE IF EXISTS blog_search{suffix}")
    cursor.execute(f"DROP TEXT SEARCH CONFIGURATION IF EXISTS blog_search{suffix}")
    cursor.execute(f"DROP TEXT SEARCH DICTIONARY IF EXISTS blog_stem{suffix}")


def rename_tables(cursor, suffix):
    cursor.execute(f"ALTER TABLE blog_search{suffix} RENAME TO blog_search")
    cursor.execute(f"ALTER TEXT SEARCH CONFIGURATION blog_search{suffix} RENAME TO blog_search")
    if settings.LANGUAGE_CODE[:2] in STEMMERS:
        cursor.execute(f"ALTER TEXT SEARCH DICTIONARY blog_stem{suffix} RENAME TO blog_stem")


def write(cursor, entries, suffix=""):
    def vector(weight):
        return f"setweight(to_tsvector('blog_search{suffix}', %s), '{weight}')"

    names = f"{vector('A')} || {vector('B')}"
    # The text first: a word's position in the vector is then its number in the text.
    whole = f"{vector('D')} || {vector('A')} || {vector('B')} || {vector('C')}"
    values = f"(%s, {names}, {whole}, %s)"
    cursor.execute(
        f"INSERT INTO blog_search{suffix} (post_id, names, whole, shown) VALUES {', '.join([values] * len(entries))}",
        [value for entry in entries for value in row(entry)],
    )


def row(e):
    """The values of one entry, in the order `write` wants them."""
    names, whole = (f"{e.title} {e.kind}", e.names), (e.text, f"{e.title} {e.names}", e.standfirst)
    return e.post_id, *names, *whole, f"{e.skills} {e.labels} {e.kind}", e.shown


def remove(cursor, ids, suffix=""):
    cursor.execute(f"DELETE FROM blog_search{suffix} WHERE post_id = ANY(%s)", [list(ids)])


def best(cursor, posts, tiers):
    """
    The best hits among `posts` (SQL for a list of ids, and its parameters), best first, each as (id, number of its
    first tier, of its last). `tiers`: [(where to look, Question)].
    """
    selects, params = [], []
    for number, (place, asked) in enumerate(tiers):
        sql, values = newest(place, asked, posts)
        column = COLUMNS[place]
        selects.append(
            f"(SELECT post_id, {number} AS tier, ts_rank('{WEIGHTS}', {column}, to_tsquery('blog_search', %s)) AS score"
            f" FROM ({sql}) AS newest)"
        )
        params += [tsquery(place, asked), *values]
    cursor.execute(
        f"{PLAN}; SELECT post_id, min(tier), max(tier) FROM ({' UNION ALL '.join(selects)}) AS hits GROUP BY post_id"
        " ORDER BY min(tier), max(score) DESC, post_id DESC",
        params,
    )
    return cursor.fetchall()


def newest(place, asked, posts):
    """
    The newest hits of one tier, as SQL and its parameters: of a word in every other post they are among the newest
    posts, of a rarer one in the text index. Each is the dear way for the other's words: to find one post in twenty by
    reading them takes longest, and so does to list nearly all of them by the index. The limit ends the first or goes
    on to the second. `+ 0` keeps the planner, who takes a look into a vector to cost nothing, to the text index.
    Where words must stand next to each other the index only says which posts have them.
    """
    (posts_sql, posts_params), column = posts, COLUMNS[place]
    sql = f"""
        SELECT entry.post_id, entry.{column} FROM (
            (SELECT post_id, {column} FROM blog_search ORDER BY post_id DESC LIMIT {READ})
            UNION ALL
            (SELECT whole_entry.post_id, whole_entry.{column}
            FROM (
                SELECT post_id FROM blog_search WHERE {column} @@ to_tsquery('blog_search', %s)
                AND post_id + 0 < (SELECT post_id FROM blog_search ORDER BY post_id DESC OFFSET {READ - 1} LIMIT 1)
                ORDER BY post_id + 0 DESC LIMIT {LISTED}
            ) AS older
            CROSS JOIN LATERAL (SELECT * FROM blog_search WHERE post_id = older.post_id OFFSET 0) AS whole_entry)
        ) AS entry
        CROSS JOIN LATERAL (SELECT FROM ({posts_sql}) AS post WHERE post.id = entry.post_id OFFSET 0) AS public
        WHERE entry.{column} @@ to_tsquery('blog_search', %s) LIMIT {RANKED[place]}
    """
    return sql, [tsquery(place, asked, beside=" & "), *posts_params, tsquery(place, asked)]


def tsquery(place, asked, beside=" <-> "):
    expression = f"'{asked.whole_name}'" if place == "whole name" else f"({express(asked, beside)})"
    return f"'{asked.kind_word}' & {expression}" if asked.kind_word else expression


def texts(cursor, ids, asked):
    """{id: (text as shown, numbers of its words that were found)}."""
    wholes = sorted({word for term in asked.terms for word in term.words()})
    beginnings = sorted({spelling[-1] for term in asked.beginnings for spelling in term.spellings})
    cursor.execute(
        """
        WITH asked AS MATERIALIZED (
            SELECT word, lexeme, word = ANY(%(beginnings)s) AS is_beginning
            FROM unnest(%(words)s) AS word, unnest(to_tsvector('blog_search', word)) AS stem(lexeme)
        )
        SELECT post_id, shown, (
            SELECT json_agg(json_build_array(asked.word, part.positions, part.weights))
            FROM unnest(whole) AS part
            JOIN asked ON part.lexeme = asked.lexeme
                OR asked.is_beginning AND starts_with(part.lexeme, asked.lexeme)
        )
        FROM blog_search WHERE post_id = ANY(%(ids)s)
        """,
        {"words": wholes, "beginnings": beginnings, "ids": list(ids)},
    )
    return {pk: (shown, found_words(places or [], asked)) for pk, shown, places in cursor.fetchall()}


def found_words(places, asked):
    """The numbers of the words in the text that belong to a term, phrases only where they stand as asked."""
    positions = {}
    for word, numbers, weights in places:
        in_text = {n for n, weight in zip(numbers, weights, strict=True) if weight == "D" and n < LAST_POSITION}
        positions.setdefault(word, set()).update(in_text)
    found = set()
    for term in asked.terms:
        for spelling in term.spellings:
            for start in positions.get(spelling[0], ()):
                if all(start + step in positions.get(word, ()) for step, word in enumerate(spelling)):
                    found.update(range(start - 1, start - 1 + len(spelling)))
    return sorted(found)


def express(asked, beside):
    joiner = " | " if asked.any_term else " & "
    return joiner.join(f"({' | '.join(spellings(term, asked, beside))})" for term in asked.terms)


def spellings(term, asked, beside):
    star = ":*" if term in asked.beginnings else ""
    return [f"({beside.join(quoted(spelling))}{star})" for spelling in term.spellings]


def quoted(spelling):
    return [f"'{word}'" for word in spelling]
