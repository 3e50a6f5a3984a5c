"""The words of names, skills and tags, to put a misspelt one right. Each stands under its groups of three letters."""

from difflib import SequenceMatcher

LEAST_LIKENESS = 0.7
GRAMS_LOOKED_AT = 30
CANDIDATES = 20
ROWS_AT_ONCE = 2000


def make_table(cursor, suffix=""):
    cursor.execute(
        f"CREATE TABLE blog_search_gram{suffix}"
        " (gram varchar(3) NOT NULL, word varchar(64) NOT NULL, PRIMARY KEY (gram, word))"
    )


def drop_table(cursor, suffix=""):
    cursor.execute(f"DROP TABLE IF EXISTS blog_search_gram{suffix}")


def rename_table(cursor, suffix):
    cursor.execute(f"ALTER TABLE blog_search_gram{suffix} RENAME TO blog_search_gram")


def grams(word):
    """The groups of three letters of a word, its ends counted as letters, so that it begins and ends like its likes."""
    framed = f" {word} "
    return {framed[start : start + 3] for start in range(len(framed) - 2)}


def write(cursor, words, suffix=""):
    rows = [(gram, word) for word in words for gram in sorted(grams(word))]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        cursor.execute(
            f"INSERT INTO blog_search_gram{suffix} (gram, word) VALUES {', '.join(['(%s, %s)'] * len(part))}"
            " ON CONFLICT DO NOTHING",
            [value for row in part for value in row],
        )


def nearest(cursor, word):
    """The known word most like this one, or None if none is like it. The word itself if it is known."""
    asked = sorted(grams(word))[:GRAMS_LOOKED_AT]
    cursor.execute(
        f"SELECT word, count(*) FROM blog_search_gram WHERE gram IN ({', '.join(['%s'] * len(asked))})"
        f" GROUP BY word ORDER BY 2 DESC, length(word), word LIMIT {CANDIDATES}",
        asked,
    )
    likeness = {other: SequenceMatcher(None, word, other).ratio() for other, _shared in cursor.fetchall()}
    best = max(likeness, key=likeness.get, default=None)
    return best if best and likeness[best] >= LEAST_LIKENESS else None
