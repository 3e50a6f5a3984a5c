"""Names that are nearly the same: in the plural, with a hyphen, in another order, or with a letter wrong."""

from blog.search.words import words

LEAST_LETTERS = 6  # of shorter names one letter makes another name


def name_keys(row):
    return keys_of(row.name)


def alike(rows, keys_of=name_keys):
    """Groups of two and more rows that share a key of `keys_of(row)`, each in one group at most, in the order given."""
    group_of = {}
    seen = {}
    for row in rows:
        group = [row]
        for key in keys_of(row):
            if (other := group_of.get(seen.setdefault(key, row.pk))) is not None and other is not group:
                other.extend(group)
                group_of.update(dict.fromkeys((one.pk for one in group), other))
                group = other
        group_of.setdefault(row.pk, group)
    groups = {id(group): group for group in group_of.values() if len(group) > 1}
    return list(groups.values())


def like(name, rows):
    """Those of `rows` whose name is nearly this one, and not the same."""
    keys = set(keys_of(name))
    return [row for row in rows if not keys.isdisjoint(keys_of(row.name)) and row.name != name]


def keys_of(name):
    """Names that share one of these are alike."""
    found = [singular(word) for word in words(name)]
    whole = "".join(found)
    if not whole:
        return
    yield whole
    yield " ".join(sorted(found))
    if len(whole) >= LEAST_LETTERS and not any(map(str.isdigit, whole)):
        # With one letter left out of either, two names that differ in one are the same.
        yield f"~{whole}"
        yield from (f"~{whole[:n]}{whole[n + 1 :]}" for n in range(len(whole)))


def singular(word):
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
