"""
The words of names, skills and tags, to put a misspelt one right. Each stands under its groups of three letters: what
shares some of them is looked at closely, so that it takes as long whatever the number of posts.
"""

LEAST_SHARED = 2
# A short word has few groups, and one wrong letter spoils up to three of them: there one that is left is enough.
SHORT = 5
# Two letters that changed places spoil four. Up to this length they are changed back in the question.
TURNED = 8
GRAMS_LOOKED_AT = 40
ROWS_LOOKED_AT = 1500
CANDIDATES = {True: 200, False: 20}  # of a short word, of a longer one: each is compared letter by letter
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


def grams(word, end=" "):
    """The groups of three letters of a word, its ends counted as letters, so that it begins and ends like its likes."""
    framed = f" {word}{end}"
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


def nearest(cursor, words, unfinished=None):
    """
    {word: the known word that is fewest slips away} for those words that have one: themselves if they are known.
    `unfinished`: the one of them that is still being typed, so it need only be how a word begins. One query.
    """
    asked = [(word, gram) for word in words for gram in sorted(grams_asked(word, word == unfinished))[:GRAMS_LOOKED_AT]]
    if not asked:
        return {}
    cursor.execute(
        f"WITH asked (asked, gram) AS (VALUES {', '.join(['(%s, %s)'] * len(asked))})"
        " SELECT asked.asked, known.word, count(*) FROM asked JOIN blog_search_gram AS known ON known.gram = asked.gram"
        " GROUP BY asked.asked, known.word"
        f" HAVING count(*) >= {LEAST_SHARED} OR (length(asked.asked) <= {SHORT}"
        "  AND abs(length(known.word) - length(asked.asked)) < 2)"
        f" ORDER BY 3 DESC, length(known.word), 2 LIMIT {ROWS_LOOKED_AT}",
        [value for pair in asked for value in pair],
    )
    known = {}
    for word, other, _shared in cursor.fetchall():
        known.setdefault(word, []).append(other)
    best = {word: likest(word, others, word == unfinished) for word, others in known.items()}
    return {word: other for word, other in best.items() if other}


def grams_asked(word, is_unfinished):
    forms = [word, *turned(word)] if len(word) <= TURNED else [word]
    return set().union(*(grams(form, "" if is_unfinished else " ") for form in forms))


def turned(word):
    """The word with two neighbours changed, in each of the ways there are."""
    return [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)]


def likest(word, others, is_unfinished):
    """Of known words the one fewest slips away; None where it would be another word."""
    compared = [
        (min(slips(word, part) for part in (beginnings(word, other) if is_unfinished else [other])), place, other)
        for place, other in enumerate(others[: CANDIDATES[len(word) <= SHORT]])
    ]
    fewest, _place, other = min(compared)
    return other if fewest <= slips_allowed(word) else None


def beginnings(word, other):
    return {other[:length] for length in range(len(word) - 1, len(word) + 2)}


def slips_allowed(word):
    return 1 if len(word) <= SHORT else 2 if len(word) <= TURNED else 3


def slips(one, other):
    """How many letters were left out, put in, replaced, or changed places with the next one."""
    before, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        present = [row]
        for column, another in enumerate(other, start=1):
            cost = min(last[column] + 1, present[-1] + 1, last[column - 1] + (letter != another))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == another:
                cost = min(cost, before[column - 2] + 1)
            present.append(cost)
        before, last = last, present
    return last[-1]
