"""The words of names, skills and tags, to put a misspelt one right. Each stands under its groups of three letters."""

from difflib import SequenceMatcher

LEAST_LIKENESS = 0.7
GRAMS_LOOKED_AT = 30
LEAST_SHARED = 2
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
    # In one order always: two who write the same words at once would wait for each other for ever.
    rows = [(gram, word) for word in sorted(words) for gram in sorted(grams(word))]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]
        cursor.execute(
            f"INSERT INTO blog_search_gram{suffix} (gram, word) VALUES {', '.join(['(%s, %s)'] * len(part))}"
            " ON CONFLICT DO NOTHING",
            [value for row in part for value in row],
        )


def nearest(cursor, words):
    """{word: the known word most like it} for those words that have one: themselves if they are known. One query."""
    asked = [(word, gram) for word in words for gram in sorted(grams(word))[:GRAMS_LOOKED_AT]]
    if not asked:
        return {}
    cursor.execute(
        f"WITH asked (asked, gram) AS (VALUES {', '.join(['(%s, %s)'] * len(asked))})"
        " SELECT asked.asked, known.word, count(*) FROM asked JOIN blog_search_gram AS known ON known.gram = asked.gram"
        f" GROUP BY asked.asked, known.word HAVING count(*) >= {LEAST_SHARED} ORDER BY 3 DESC, length(known.word), 2",
        [value for pair in asked for value in pair],
    )
    known = {}
    for word, other, _shared in cursor.fetchall():
        known.setdefault(word, []).append(other)
    best = {word: max(others[:CANDIDATES], key=likeness_to(word)) for word, others in known.items()}
    return {word: other for word, other in best.items() if likeness_to(word)(other) >= LEAST_LIKENESS}


def likeness_to(word):
    return lambda other: SequenceMatcher(None, word, other).ratio()
